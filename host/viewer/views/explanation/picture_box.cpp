// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/picture_box.hpp"

#include <QtGui/QPainter>
#include <utility>

namespace vantage::viewer {

PictureBox::PictureBox(const QString& caption, const QSizeF& shape, Draw draw, QWidget* parent)
    : QWidget(parent), caption_(caption), shape_(shape), draw_(std::move(draw)) {
  setAccessibleName(caption);
  setToolTip(caption);
}

void PictureBox::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const int line = fontMetrics().height() + 4;
  const QRectF room = QRectF(rect()).adjusted(4, 4, -4, -line - 4);
  QRectF place(QPointF(), shape_.scaled(room.size(), Qt::KeepAspectRatio));
  place.moveCenter(room.center());
  draw_(painter, place);
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(QRectF(0, height() - line, width(), line), Qt::AlignCenter,
                   fontMetrics().elidedText(caption_, Qt::ElideRight, width()));
}

}  // namespace vantage::viewer
