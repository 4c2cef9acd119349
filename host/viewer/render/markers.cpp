// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/markers.hpp"

#include <QtGui/QPainter>
#include <QtGui/QPolygonF>
#include <array>
#include <cmath>
#include <numbers>

namespace vantage::viewer {
namespace {

// A star or regular polygon with its first corner at the top.
QPainterPath corners(int count, double outer, double inner, double turn = 0) {
  QPolygonF polygon;
  const int steps = inner > 0 ? 2 * count : count;
  for (int i = 0; i < steps; ++i) {
    const double angle = turn + 2 * std::numbers::pi * i / steps, r = inner > 0 && i % 2 ? inner : outer;
    polygon << QPointF(r * std::sin(angle), -r * std::cos(angle));
  }
  QPainterPath path;
  path.addPolygon(polygon);
  path.closeSubpath();
  return path;
}

QPainterPath beams(double half_width, double turn) {
  constexpr double kLong = 1;
  QPainterPath path;
  path.addRect(-kLong, -half_width, 2 * kLong, 2 * half_width);
  QPainterPath across;
  across.addRect(-half_width, -kLong, 2 * half_width, 2 * kLong);
  QTransform rotation;
  rotation.rotate(turn);
  return rotation.map(path.united(across));
}

std::array<QPainterPath, 8> make_paths() {
  QPainterPath circle, square;
  circle.addEllipse(QPointF(0, 0), 0.8, 0.8);
  square.addRect(-0.7, -0.7, 1.4, 1.4);
  return {circle,
          square,
          corners(3, 1.1, 0),
          corners(4, 1, 0),
          beams(0.3, 45),
          corners(5, 1.15, 0.5),
          corners(3, 1.1, 0, std::numbers::pi),
          beams(0.33, 0)};
}

QPixmap canvas(const QSize& size, qreal pixel_ratio) {
  QPixmap picture(size * pixel_ratio);
  picture.setDevicePixelRatio(pixel_ratio);
  picture.fill(Qt::transparent);
  return picture;
}

}  // namespace

const QPainterPath& marker_path(Marker marker) {
  static const auto kPaths = make_paths();
  return kPaths[static_cast<size_t>(marker)];
}

QList<qreal> dash_pattern(Dash dash) {
  switch (dash) {
    case Dash::dashed:
      return {5, 3};
    case Dash::dotted:
      return {1, 2};
    case Dash::dash_dotted:
      return {5, 2, 1, 2};
    case Dash::solid:
      break;
  }
  return {};
}

QPixmap marker_picture(const RootStyle& style, int side, qreal pixel_ratio) {
  QPixmap picture = canvas({side, side}, pixel_ratio);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(side / 2.0, side / 2.0);
  painter.scale(side / 2.4, side / 2.4);
  painter.fillPath(marker_path(style.marker), to_qcolor(style.colour));
  return picture;
}

QPixmap line_picture(const ModelStyle& style, const QSize& size, qreal pixel_ratio) {
  QPixmap picture = canvas(size, pixel_ratio);
  QPainter painter(&picture);
  QPen pen(to_qcolor(style.colour), 2.5);
  pen.setCapStyle(Qt::FlatCap);
  if (style.dash != Dash::solid) pen.setDashPattern(dash_pattern(style.dash));
  painter.setPen(pen);
  painter.drawLine(QPointF(0, size.height() / 2.0), QPointF(size.width(), size.height() / 2.0));
  return picture;
}

}  // namespace vantage::viewer
