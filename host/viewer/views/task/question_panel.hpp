// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "host/viewer/views/task/task_panel.hpp"

class QRadioButton;

namespace vantage::viewer {

// Which of the three tasks of VAC-CNN, section 4.2.
class QuestionPanel : public TaskPanel {
  Q_OBJECT
 public:
  explicit QuestionPanel(View&);
  void update_parts(Parts) override;

 private:
  std::array<QRadioButton*, 3> tasks_{};
};

// Chooses a task, and of what was chosen for another one the first that this one can use: one model, one
// class. One step.
Command take_up(Task);

}  // namespace vantage::viewer
