// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace vantage::viewer {

// One line of text that takes the room that there is, with the whole of it as tool tip and accessible name.
class ElidedLabel : public QWidget {
  Q_OBJECT
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  void set_text(const QString&);
  QString text() const { return text_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 private:
  void paintEvent(QPaintEvent*) override;

  QString text_;
};

}  // namespace vantage::viewer
