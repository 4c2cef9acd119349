// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/question_panel.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QRadioButton>

namespace vantage::viewer {

Command take_up(Task task) {
  Command c = choose_task(task);
  c.apply = [task, choose = c.apply](AnalysisState s) {
    auto& [models, classes, images] = s.selection;
    if (task != Task::compare_models && models.size() > 1) models.erase(models.begin() + 1, models.end());
    if (task == Task::within_class && classes.size() > 1) classes.erase(classes.begin() + 1, classes.end());
    return choose(std::move(s));
  };
  return c;
}

QuestionPanel::QuestionPanel(View& view) : TaskPanel(view, tr("Question")) {
  struct Entry {
    QString text, help;
  };
  const Entry entries[] = {
      {tr("Compare models"), tr("Several models on one class, several classes or chosen images: do they look "
                                "at the same things?")},
      {tr("One model, several classes"),
       tr("One model on several classes: what does it look at to tell them apart?")},
      {tr("One model within a class"), tr("One model on the images of one class: what does it look at where "
                                          "it is right, and where it errs?")},
  };
  auto* column = new QVBoxLayout(this);
  column->setSpacing(2);
  for (size_t i = 0; i < tasks_.size(); ++i) {
    tasks_[i] = new QRadioButton(entries[i].text, this);
    tasks_[i]->setToolTip(entries[i].help);
    tasks_[i]->setAccessibleDescription(entries[i].help);
    column->addWidget(tasks_[i]);
    connect(tasks_[i], &QRadioButton::clicked, this,
            [this, i] { this->view().send(take_up(static_cast<Task>(i))); });
  }
}

void QuestionPanel::update_parts(Parts parts) {
  if (parts.has(Part::workflow)) tasks_[static_cast<size_t>(view().state().workflow.task)]->setChecked(true);
}

}  // namespace vantage::viewer
