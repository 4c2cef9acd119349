// SPDX-License-Identifier: GPL-3.0-or-later
// The bars of a window, their names, and the strip of all bars, as one graphics item. Internal to this
// folder.
#pragma once

#include <QtWidgets/QGraphicsObject>

#include "host/viewer/charts/ranked_bars.hpp"

namespace vantage::viewer {

class BarLayerItem : public QGraphicsObject {
  Q_OBJECT
 public:
  static constexpr double kStrip = 20;  // pixels

  BarLayerItem(const RankedBars& owner, QGraphicsItem* parent);

  void lay_out();
  double name_width() const;  // what the names in the window need, at most two fifths of the chart
  QRectF strip() const;

  QRectF boundingRect() const override { return area_; }
  void paint(QPainter*, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void paint_bar(QPainter&, int item) const;
  void paint_strip(QPainter&) const;

  const RankedBars& owner_;
  QRectF area_;
};

}  // namespace vantage::viewer
