// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/viewer/models/choice_model.hpp"
#include "host/viewer/views/task/choice_box.hpp"
#include "host/viewer/views/task/task_panel.hpp"

namespace vantage::viewer {

// Which models, with their accuracies. Where a task looks at one, a choice takes the place of the last.
class ModelsPanel : public TaskPanel {
  Q_OBJECT
 public:
  explicit ModelsPanel(View&);
  void update_parts(Parts) override;

 private:
  bool one() const { return view().state().workflow.task != Task::compare_models; }
  std::vector<ChoiceModel::Item> items() const;

  ChoiceModel* models_;
  ChoiceBox* box_;
};

}  // namespace vantage::viewer
