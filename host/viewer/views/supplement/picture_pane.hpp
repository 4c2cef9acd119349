// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

namespace vantage::viewer {

// A picture as large as the room allows, its shape kept; or a text in its place.
class PicturePane : public QWidget {
  Q_OBJECT
 public:
  explicit PicturePane(QWidget* parent = nullptr);

  void set_image(const QImage&, const QString& description);
  void set_message(const QString&);
  const QImage& image() const { return image_; }
  const QString& message() const { return message_; }

 private:
  void paintEvent(QPaintEvent*) override;

  QImage image_;
  QString message_;
};

}  // namespace vantage::viewer
