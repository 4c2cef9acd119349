// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/overall/overall_view.hpp"

#include <QtWidgets/QBoxLayout>

#include "host/viewer/views/flow_grid.hpp"
#include "host/viewer/views/overall/overall_panel.hpp"

namespace vantage::viewer {

OverallView::OverallView(const ViewContext& context, QWidget* parent)
    : View(context, parent),
      panels_{new AccuracyPanel(*this), new RootsPanel(*this), new ModelClassesPanel(*this),
              new RootClassesPanel(*this)} {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(new FlowGrid({panels_.begin(), panels_.end()}, this));
}

void OverallView::state_changed(Parts parts) {
  if (!parts.has(Part::source | Part::pin | Part::selection | Part::focus | Part::charts | Part::look))
    return;
  for (ViewPanel* panel : panels_) panel->update_parts(parts);
}

}  // namespace vantage::viewer
