// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <functional>

class QPainter;

namespace vantage::viewer {

// A picture with a caption below, drawn by a function into the place that there is.
class PictureBox : public QWidget {
 public:
  using Draw = std::function<void(QPainter&, const QRectF& place)>;
  PictureBox(const QString& caption, const QSizeF& shape, Draw, QWidget* parent = nullptr);
  QSize sizeHint() const override { return {240, 260}; }
  QSize minimumSizeHint() const override { return {120, 140}; }

 private:
  void paintEvent(QPaintEvent*) override;

  QString caption_;
  QSizeF shape_;
  Draw draw_;
};

}  // namespace vantage::viewer
