// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/viewer/models/class_tree_model.hpp"
#include "host/viewer/views/task/choice_box.hpp"
#include "host/viewer/views/task/task_panel.hpp"

namespace vantage::viewer {

// Which classes, with the accuracies of the pinned model, or else of the mean model.
class ClassesPanel : public TaskPanel {
  Q_OBJECT
 public:
  explicit ClassesPanel(View&);
  void update_parts(Parts) override;

 private:
  bool one() const { return view().state().workflow.task == Task::within_class; }
  std::vector<ClassTreeModel::Root> roots(size_t model) const;
  void choose(const std::vector<int>& classes, bool chosen);

  ClassTreeModel* classes_;
  ChoiceBox* box_;
};

}  // namespace vantage::viewer
