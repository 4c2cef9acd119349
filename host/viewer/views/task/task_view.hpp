// SPDX-License-Identifier: GPL-3.0-or-later
// View C of VAC-CNN, figure 1: what the analyst asks.
#pragma once

#include <vector>

#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

class RunPanel;
class TaskPanel;

class TaskView : public View {
  Q_OBJECT
 public:
  explicit TaskView(const ViewContext& context, QWidget* parent = nullptr);
  QSize minimumSizeHint() const override { return {300, 240}; }

 protected:
  void state_changed(Parts) override;
  void showEvent(QShowEvent*) override;  // plugins are looked for when they are wanted

 private:
  std::vector<TaskPanel*> panels_;
  RunPanel* run_;
};

}  // namespace vantage::viewer
