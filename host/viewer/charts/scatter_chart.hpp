// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/viewer/charts/axis.hpp"
#include "host/viewer/charts/chart.hpp"

namespace vantage::viewer {

class PlotFrame;
class PointLayerItem;

struct ScatterPoint {
  double x = 0, y = 0;           // not finite, or not positive on a logarithmic axis: not shown
  double low = NAN, high = NAN;  // an interval of y; NaN: none
  QString name, text;            // in tables; all there is to know of it
  QString label;                 // beside it where there is room; empty: its name
  Rgb colour;
  Marker marker = Marker::circle;
};

struct ScatterMarks {
  std::vector<int> pinned, selected;  // ascending; likewise below
  std::vector<int> dimmed;            // step back, unless they are marked otherwise
  std::vector<int> named;             // have their names shown first, also where there are too many for all
};

// A few points or thousands, in one graphics item.
class ScatterChart : public Chart {
  Q_OBJECT
 public:
  explicit ScatterChart(QWidget* parent = nullptr);
  ~ScatterChart() override;

  void set_axes(const Axis& x, const Axis& y);  // before the points: shown with them
  // `text`, where given, is asked for a point's text when someone points at it.
  void set_points(std::vector<ScatterPoint>, std::function<QString(int)> text = {});
  void set_marks(ScatterMarks);
  void set_marker_size(double pixels);  // radius; 6 at first
  void set_selectable(bool on) { selectable_ = on; }
  // A layout's axes mean nothing: equal units, no ticks. At first off.
  void set_bare(bool);
  void set_zoom(const std::optional<Zoom>&);  // axis units; none: all points

  void set_theme(const ThemeColours&) override;
  ValueTable table() const override;
  int item_count() const override { return static_cast<int>(points_.size()); }
  QString item_text(int item) const override;

 protected:
  int hit(const QPointF&) const override;
  QPointF place(int item) const override;
  bool selects() const override { return selectable_; }
  std::vector<int> inside(const QPolygonF&) const override;
  void zoom_about(const QPointF&, double factor) override;
  void move_by(const QPointF& by, const QPointF& pressed_at) override;
  int neighbour(int item, int key) const override;

 private:
  friend class PointLayerItem;
  ScatterChart(std::unique_ptr<PlotFrame>, QWidget* parent);
  void fit();
  Zoom all_points() const;  // the range that shows them

  std::unique_ptr<PlotFrame> frame_;
  PointLayerItem* layer_;
  std::vector<ScatterPoint> points_;
  std::function<QString(int)> text_;
  ScatterMarks marks_;
  Axis x_, y_;
  QStringList columns_{"name", "x", "y"};
  std::optional<Zoom> zoom_;
  double size_ = 6;
  bool selectable_ = false, bare_ = false;
};

}  // namespace vantage::viewer
