// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/task_view.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

#include "host/viewer/views/task/classes_panel.hpp"
#include "host/viewer/views/task/methods_panel.hpp"
#include "host/viewer/views/task/models_panel.hpp"
#include "host/viewer/views/task/question_panel.hpp"
#include "host/viewer/views/task/run_panel.hpp"
#include "host/viewer/views/task/settings_panel.hpp"

namespace vantage::viewer {

TaskView::TaskView(const ViewContext& context, QWidget* parent)
    : View(context, parent),
      panels_{new QuestionPanel(*this), new ModelsPanel(*this), new ClassesPanel(*this),
              new MethodsPanel(*this), new SettingsPanel(*this)},
      run_(new RunPanel(*this)) {
  auto* page = new QWidget;
  auto* questions = new QVBoxLayout(page);
  for (TaskPanel* panel : panels_) questions->addWidget(panel);
  questions->addStretch();
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setAccessibleName(tr("What the task is about"));
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(scroll, 1);
  column->addWidget(run_);
  connect(&context.plugins, &Plugins::ready, this, [this] { state_changed(Parts::all()); });
}

void TaskView::state_changed(Parts parts) {
  for (TaskPanel* panel : panels_) panel->update_parts(parts);
  run_->update_parts(parts);
}

void TaskView::showEvent(QShowEvent* event) {
  View::showEvent(event);
  context().plugins.registry();
}

}  // namespace vantage::viewer
