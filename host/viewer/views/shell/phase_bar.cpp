// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/phase_bar.hpp"

#include <QtGui/QActionGroup>

#include "host/viewer/views/elided_label.hpp"

namespace vantage::viewer {

PhaseBar::PhaseBar(QWidget* parent) : QToolBar(tr("Workflow"), parent), hint_(new ElidedLabel(this)) {
  setObjectName("phases");
  setMovable(false);
  setContextMenuPolicy(Qt::PreventContextMenu);
  auto* group = new QActionGroup(this);
  const QString names[] = {tr("1 Overview"), tr("2 Choose a task"), tr("3 Investigate and compare")};
  for (const Phase phase : {Phase::overview, Phase::task, Phase::investigation}) {
    const int number = static_cast<int>(phase);
    auto* action = addAction(names[number]);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number)));
    action->setToolTip(tr("%1 (Ctrl+%2)").arg(names[number]).arg(number + 1));
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, phase] { emit chosen(phase); });
    actions_[phase] = action;
  }
  hint_->setContentsMargins(8, 0, 0, 0);
  addWidget(hint_);
}

void PhaseBar::show_phase(Phase phase, const QString& next_step) {
  if (const auto found = actions_.find(phase); found != actions_.end()) found->second->setChecked(true);
  hint_->set_text(next_step);
}

}  // namespace vantage::viewer
