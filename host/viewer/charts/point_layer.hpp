// SPDX-License-Identifier: GPL-3.0-or-later
// All points of a scatter chart as one graphics item. Internal to this folder.
#pragma once

#include <QtWidgets/QGraphicsObject>
#include <vector>

#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/render/hit_grid.hpp"

namespace vantage::viewer {

// What is pinned, selected and in focus is decided while painting; nothing is made or thrown away for it.
class PointLayerItem : public QGraphicsObject {
  Q_OBJECT
 public:
  explicit PointLayerItem(const ScatterChart& owner, QGraphicsItem* parent);

  void lay_out();  // points, axes, size or range have changed
  int nearest(const QPointF&) const;
  const std::vector<QPointF>& places() const { return places_; }

  QRectF boundingRect() const override { return area_; }
  void paint(QPainter*, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void paint_point(QPainter&, int point) const;
  void paint_names(QPainter&) const;
  bool ringed(int point) const;  // pinned, selected or in focus

  const ScatterChart& owner_;
  QRectF area_;                  // the plot, with room for markers on its edge
  std::vector<QPointF> places_;  // of the points; NaN: not shown
  HitGrid grid_;
};

}  // namespace vantage::viewer
