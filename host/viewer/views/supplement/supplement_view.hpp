// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

class FlowGrid;
class ViewPanel;

// E. Supplemental (Xuan et al. 2022, section 4.2): what belongs beside the phase and the task. Before a task
// E1 and E2, the classes at the ends of two rankings; while models are compared E3 the image, E4 how alike
// they look at it, E5 their accuracies; with a single model E5.
class SupplementView : public View {
  Q_OBJECT
 public:
  explicit SupplementView(const ViewContext&, QWidget* parent = nullptr);

 protected:
  void state_changed(Parts) override;

 private:
  std::vector<ViewPanel*> wanted() const;

  std::vector<ViewPanel*> overview_, compare_, single_;
  std::vector<ViewPanel*> shown_;
  FlowGrid* grid_;
};

}  // namespace vantage::viewer
