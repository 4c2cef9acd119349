// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QHeaderView>

namespace vantage::viewer {

// Column names that turn upright where columns are narrower than they are long. Internal to this folder.
class RotatedHeader : public QHeaderView {
  Q_OBJECT
 public:
  explicit RotatedHeader(QWidget* parent = nullptr) : QHeaderView(Qt::Horizontal, parent) {}

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;
  void paintSection(QPainter*, const QRect&, int section) const override;

 private:
  QFont font_of(int section) const;
  int longest() const;       // name, pixels
  int painted_longest_ = 0;  // each section asks
};

}  // namespace vantage::viewer
