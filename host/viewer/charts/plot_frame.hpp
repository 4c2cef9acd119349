// SPDX-License-Identifier: GPL-3.0-or-later
// A QChart's two axes, and the way from values to places. Internal to this folder.
#pragma once

#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>

#include <optional>

#include "host/viewer/charts/axis.hpp"
#include "host/viewer/services/theme.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// Qt Charts draws axes, grid and titles; what lies on them is drawn by one item of ours, because Qt Charts
// makes an item for each point and styles them again in O(n^2).
class PlotFrame {
 public:
  PlotFrame();  // the chart belongs to the Chart that takes it

  QChart* chart() const { return chart_; }
  void set_axes(const Axis& x, const Axis& y);
  void set_range(const Zoom&);  // axis units
  const Zoom& range() const { return range_; }
  void set_theme(const ThemeColours&);
  void set_visible(bool);  // of axes and grid
  void hide_y_axis();      // for good

  QPointF place(double x, double y) const;  // axis units to the chart's coordinates
  QPointF value(const QPointF& place) const;

  // The range after zooming about or moving by a place; not narrower than a millionth of itself at the start.
  Zoom zoomed(const QPointF& about, double factor) const;
  Zoom moved(const QPointF& by) const;

 private:
  void label(QCategoryAxis*, const Axis&, double min, double max, int about);
  void name(double min, double max);  // the axis across
  double longest_name();              // pixels

  QChart* chart_;
  QLineSeries* series_;  // empty: axes without a series are not laid out
  QCategoryAxis *x_axis_, *y_axis_;
  Axis x_, y_;
  Zoom range_;
  std::optional<double> longest_;  // of x_.names in that font; thousands take milliseconds to measure
  QFont longest_font_;
};

}  // namespace vantage::viewer
