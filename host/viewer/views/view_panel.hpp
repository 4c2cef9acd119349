// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "host/viewer/views/chart_panel.hpp"
#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

// A panel that a view is made of: it sees what its view sees, and sends commands through it.
class ViewPanel : public ChartPanel {
  Q_OBJECT
 public:
  ViewPanel(const QString& id, const QString& title, View& view) : ChartPanel(id, title), view_(view) {}
  virtual void update_parts(Parts) = 0;

 protected:
  const ViewContext& context() const { return view_.context(); }
  const Catalogue& catalogue() const { return view_.catalogue(); }
  const AnalysisState& state() const { return view_.state(); }
  const ThemeColours& theme() const { return view_.theme(); }
  void send(const Command& command) { view_.send(command); }
  void focus_on(const Focus&);
  std::optional<Zoom> zoom_of(const char* chart) const;
  void connect_zoom(Chart*, const char* chart);

 private:
  View& view_;
};

}  // namespace vantage::viewer
