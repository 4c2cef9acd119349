// SPDX-License-Identifier: GPL-3.0-or-later
// The names around a radar and the numbers of its rings. Qt Charts would set each name on one line and shrink
// the circle until they fit, and draw lines over the numbers. Internal to this folder.
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QGraphicsObject>
#include <vector>

#include "host/viewer/services/theme.hpp"

namespace vantage::viewer {

struct Spoke {
  QString name;
  RootStyle style;  // of the sign beside it
  bool operator==(const Spoke&) const = default;
};

class SpokeLabels : public QGraphicsObject {
  Q_OBJECT
 public:
  explicit SpokeLabels(QGraphicsItem* parent);

  void set_spokes(std::vector<Spoke>);
  void set_rings(double innermost, double outermost, int count);  // per cent
  void set_marks(int pinned, const ThemeColours&);

  // The largest circle that leaves room for the names in a chart of this size; names stand around it then.
  QRectF circle_in(const QSizeF& chart) const;
  void lay_out(const QRectF& circle, const QSizeF& chart);

  int spoke_at(const QPointF&) const;  // whose name is there; -1: none

  QRectF boundingRect() const override { return area_; }
  void paint(QPainter*, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  struct Label {
    QString text;  // in one or two lines
    QSizeF size;
    QRectF place;
  };
  QPointF direction(size_t spoke) const;
  void paint_rings(QPainter&) const;

  std::vector<Spoke> spokes_;
  std::vector<Label> labels_;
  const ThemeColours* theme_ = &theme_colours(Shade::light);
  int pinned_ = -1;
  double innermost_ = 0, outermost_ = 100;
  int rings_ = 0;
  QRectF area_, circle_;
};

}  // namespace vantage::viewer
