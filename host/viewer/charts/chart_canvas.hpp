// SPDX-License-Identifier: GPL-3.0-or-later
// The one QChartView of this program. It passes no mouse event on to Qt Charts, whose version 6.4
// dereferences a null item when it is pressed beside the chart (QTBUG-118669), uses a point after its own
// slot has removed it (QTBUG-115072) and loses the hover between neighbouring markers (QTBUG-127982).
// Internal to this folder.
#pragma once

#include <QtCharts/QChartView>
#include <QtGui/QPolygonF>

namespace vantage::viewer {

class Chart;

// Wheel: closer and farther. Drag: a rectangle where the chart selects, with Alt a lasso, else moving. Middle
// button or space and drag: moving. Double click or 0: all of it. Arrow keys, Home, End: items; Enter: click.
class ChartCanvas : public QChartView {
  Q_OBJECT
 public:
  ChartCanvas(Chart& owner, QChart* chart);

 protected:
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void wheelEvent(QWheelEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void keyReleaseEvent(QKeyEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;
  void leaveEvent(QEvent*) override;
  void drawForeground(QPainter*, const QRectF&) override;

 private:
  enum class Drag { none, pressed, move, rectangle, lasso };
  QPointF on_chart(const QPointF& viewport) const;
  void end_drag();

  Chart& owner_;
  Drag drag_ = Drag::none, wanted_ = Drag::none;
  QPointF pressed_, last_;
  QPolygonF outline_;  // viewport coordinates
  bool space_ = false;
};

}  // namespace vantage::viewer
