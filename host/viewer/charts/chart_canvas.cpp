// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/chart_canvas.hpp"

#include <QtCharts/QChart>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

#include "host/viewer/charts/chart.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {

ChartCanvas::ChartCanvas(Chart& owner, QChart* chart) : QChartView(chart), owner_(owner) {
  setFrameShape(QFrame::NoFrame);
  setRenderHint(QPainter::Antialiasing);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
}

QPointF ChartCanvas::on_chart(const QPointF& at) const {
  return chart()->mapFromScene(mapToScene(at.toPoint()));
}

void ChartCanvas::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  pressed_ = last_ = event->position();
  drag_ = Drag::pressed;
  const bool left = event->button() == Qt::LeftButton;
  if (left && !space_ && owner_.selects())
    wanted_ = event->modifiers() & Qt::AltModifier ? Drag::lasso : Drag::rectangle;
  else
    wanted_ = left || event->button() == Qt::MiddleButton ? Drag::move : Drag::none;
  outline_ = QPolygonF{pressed_};
  event->accept();
}

void ChartCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (drag_ == Drag::none) {
    const int item = owner_.hit(on_chart(at));
    viewport()->setCursor(item < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    owner_.point_at(item, false);
    return;
  }
  if (drag_ == Drag::pressed && (at - pressed_).manhattanLength() >= QApplication::startDragDistance())
    drag_ = wanted_;
  if (drag_ == Drag::move) owner_.move_by(at - last_, on_chart(pressed_));
  if (drag_ == Drag::lasso) outline_ << at;
  if (drag_ == Drag::rectangle) outline_ = QPolygonF(QRectF(pressed_, at).normalized());
  last_ = at;
  if (drag_ == Drag::lasso || drag_ == Drag::rectangle) viewport()->update();
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const Drag was = std::exchange(drag_, Drag::none);
  if (was == Drag::pressed && event->button() == Qt::LeftButton) {
    const QPointF at = on_chart(event->position());
    if (const int item = owner_.hit(at); item >= 0)
      emit owner_.clicked(item, event->modifiers());
    else
      owner_.click_beside(at);
  } else if (was == Drag::rectangle || was == Drag::lasso) {
    QPolygonF outline;
    for (const QPointF& p : outline_) outline << on_chart(p);
    emit owner_.selected(owner_.inside(outline), event->modifiers());
  }
  outline_.clear();
  viewport()->update();
  emit owner_.drag_ended();
}

void ChartCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  event->accept();
  if (owner_.hit(on_chart(event->position())) < 0) emit owner_.zoomed(std::nullopt);
}

void ChartCanvas::wheelEvent(QWheelEvent* event) {
  const double notches =
      (event->angleDelta().y() ? event->angleDelta().y() : event->angleDelta().x()) / 120.0;
  if (notches != 0) owner_.turn_wheel(on_chart(event->position()), notches, event->modifiers());
  event->accept();
}

void ChartCanvas::keyPressEvent(QKeyEvent* event) {
  const QPointF middle = chart()->plotArea().center();
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      if (const int item = owner_.neighbour(owner_.focus_item(), event->key()); item >= 0)
        owner_.point_at(item, true);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (owner_.focus_item() >= 0) emit owner_.clicked(owner_.focus_item(), event->modifiers());
      return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return owner_.zoom_about(middle, 1.25);
    case Qt::Key_Minus:
      return owner_.zoom_about(middle, 0.8);
    case Qt::Key_0:
      emit owner_.zoomed(std::nullopt);
      return;
    case Qt::Key_Space:
      space_ = true;
      return;
    default:
      event->ignore();  // the window's shortcuts
  }
}

void ChartCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) space_ = false;
  event->ignore();
}

void ChartCanvas::focusInEvent(QFocusEvent* event) {
  QChartView::focusInEvent(event);
  viewport()->update();
}

void ChartCanvas::focusOutEvent(QFocusEvent* event) {
  QChartView::focusOutEvent(event);
  space_ = false;
  viewport()->update();
}

void ChartCanvas::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  owner_.point_at(-1, false);
}

void ChartCanvas::drawForeground(QPainter* painter, const QRectF&) {
  painter->save();
  painter->resetTransform();
  const QColor accent = to_qcolor(owner_.theme().accent);
  if (drag_ == Drag::lasso || drag_ == Drag::rectangle) {
    QColor fill = accent;
    fill.setAlpha(40);
    painter->setPen(QPen(accent, 1, Qt::DashLine));
    painter->setBrush(fill);
    painter->drawPolygon(outline_);
  }
  if (hasFocus()) {
    painter->setPen(QPen(accent, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  }
  painter->restore();
}

}  // namespace vantage::viewer
