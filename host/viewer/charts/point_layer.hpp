// SPDX-License-Identifier: GPL-3.0-or-later
// All points of a scatter chart as one graphics item. Internal to this folder.
#pragma once

#include <QtGui/QPixmap>
#include <QtWidgets/QGraphicsObject>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "host/viewer/charts/name_places.hpp"
#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/render/hit_grid.hpp"

namespace vantage::viewer {

// What is pinned, selected and in focus is decided while painting; nothing is made or thrown away for it.
class PointLayerItem : public QGraphicsObject {
  Q_OBJECT
 public:
  explicit PointLayerItem(const ScatterChart& owner, QGraphicsItem* parent);

  void lay_out();  // points, axes, size or range have changed
  int nearest(const QPointF&);
  const std::vector<QPointF>& places();

  QRectF boundingRect() const override { return area_; }
  void paint(QPainter*, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  struct Look {
    bool pinned, selected, focused;
  };
  using Stamp = std::tuple<QRgb, Marker, bool, bool>;  // colour, shape, whether pinned, selected

  void paint_point(QPainter&, int point);
  void paint_mark(QPainter&, const ScatterPoint&, Look) const;
  const QPixmap& stamp(const ScatterPoint&, Look, double pixel_ratio);
  void paint_names(QPainter&) const;
  std::vector<int> points_to_name() const;
  std::vector<bool> name_over_others(const std::vector<int>& order, const std::vector<NamedPoint>&,
                                     std::vector<std::optional<NamePlace>>&) const;
  QRectF interval(int point) const;  // null: none
  double radius(int point) const;    // with its ring
  bool ringed(int point) const;      // pinned, selected or in focus

  const ScatterChart& owner_;
  bool stale_ = false;           // places are found when they are next asked for: changes come in groups
  QRectF area_;                  // the plot, with room for markers on its edge
  std::vector<QPointF> places_;  // of the points; NaN: not shown
  HitGrid grid_;
  std::map<Stamp, QPixmap> stamps_;
  const ThemeColours* stamp_theme_ = nullptr;
  double stamp_ratio_ = 1;
};

}  // namespace vantage::viewer
