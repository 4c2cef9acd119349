// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/view_panel.hpp"

#include "host/viewer/charts/chart.hpp"

namespace vantage::viewer {

void ViewPanel::focus_on(const Focus& focus) {
  if (!(focus == state().focus)) send(set_focus(focus));
}

std::optional<Zoom> ViewPanel::zoom_of(const char* chart) const {
  const auto found = state().charts.zooms.find(chart);
  return found == state().charts.zooms.end() ? std::nullopt : std::optional(found->second);
}

void ViewPanel::connect_zoom(Chart* shown, const char* chart) {
  connect(shown, &Chart::zoomed, this,
          [this, chart](const std::optional<Zoom>& zoom) { send(set_zoom(chart, zoom)); });
  connect(shown, &Chart::drag_ended, this, [this] { view_.context().store.end_drag(); });
}

}  // namespace vantage::viewer
