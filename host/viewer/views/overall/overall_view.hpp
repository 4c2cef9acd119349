// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

class ViewPanel;

// A. Overall information: which models there are, what they cost and where they are good (Xuan et al. 2022,
// section 4.2). A1 accuracy against complexity, A2 accuracy by root class, A3 leaf classes of the pinned
// model, A4 of the pinned root class.
class OverallView : public View {
  Q_OBJECT
 public:
  explicit OverallView(const ViewContext&, QWidget* parent = nullptr);

 protected:
  void state_changed(Parts) override;

 private:
  std::vector<ViewPanel*> panels_;
};

}  // namespace vantage::viewer
