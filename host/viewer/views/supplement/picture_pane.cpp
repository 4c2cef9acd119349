// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/picture_pane.hpp"

#include <QtGui/QPainter>

namespace vantage::viewer {

PicturePane::PicturePane(QWidget* parent) : QWidget(parent) {
  setMinimumSize(96, 96);
}

void PicturePane::set_image(const QImage& image, const QString& description) {
  image_ = image;
  message_.clear();
  setAccessibleName(description);
  setToolTip(description);
  update();
}

void PicturePane::set_message(const QString& message) {
  image_ = {};
  message_ = message;
  setAccessibleName(message);
  setToolTip({});
  update();
}

void PicturePane::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (image_.isNull()) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, message_);
    return;
  }
  QRect place({}, image_.size().scaled(size(), Qt::KeepAspectRatio));
  place.moveCenter(rect().center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(place, image_);
}

}  // namespace vantage::viewer
