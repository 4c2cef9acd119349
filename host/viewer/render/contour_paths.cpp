// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/contour_paths.hpp"

#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QPen>
#include <QtGui/QTransform>
#include <utility>

#include "core/contour.hpp"
#include "core/contour_strokes.hpp"
#include "core/overlay.hpp"

namespace vantage::viewer {
namespace {

constexpr int kThreshold = 2, kAbove = 1;  // widths of lines: the lowest one is the threshold

void append_to(std::vector<core::ContourStrokes::Line>& lines, const QPainterPath& path) {
  for (int i = 0; i < path.elementCount(); ++i) {
    const QPainterPath::Element point = path.elementAt(i);
    if (point.isMoveTo()) lines.emplace_back();
    lines.back().emplace_back(point.x, point.y);
  }
}

}  // namespace

std::vector<ContourPath> contour_paths(const core::Map& map, double threshold) {
  std::vector<ContourPath> paths;
  if (map.empty()) return paths;
  // Pixel centres lie at whole numbers, so that the first pixel begins at -0.5.
  const auto placed = [&](const cv::Point2f& p) {
    return QPointF((p.x + 0.5) / map.width, (p.y + 0.5) / map.height);
  };
  for (const float level : core::levels_from(static_cast<float>(threshold))) {
    ContourPath at{level, {}};
    for (const core::Contour& line : core::contours(map, level)) {
      at.path.moveTo(placed(line.points.front()));
      for (size_t i = 1; i < line.points.size(); ++i) at.path.lineTo(placed(line.points[i]));
      at.path.closeSubpath();
    }
    paths.push_back(std::move(at));
  }
  return paths;
}

void draw_contours(QPainter& painter, const QRectF& place, const std::vector<ContourPath>& paths) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(place, Qt::IntersectClip);
  QTransform to_place = QTransform::fromTranslate(place.x(), place.y());
  to_place.scale(place.width(), place.height());
  const auto stroke = [&](const QPainterPath& line, const QColor& colour, double width) {
    QPen pen(colour, width);
    pen.setCosmetic(true);
    pen.setJoinStyle(
        Qt::BevelJoin);  // the segments are short: no eye sees it, and round joins take most of the time
    painter.strokePath(line, pen);
  };
  for (const ContourPath& at : paths) {
    const QPainterPath line = to_place.map(at.path);
    const int width = &at == &paths.front() ? kThreshold : kAbove;
    stroke(line, QColor(0, 0, 0, core::ContourStrokes::kHalo), width + 2);
    stroke(line, Qt::white, width);
  }
  painter.restore();
}

void draw_contours(QImage& picture, const std::vector<ContourPath>& paths) {
  cv::Mat canvas(picture.height(), picture.width(), CV_8UC4, picture.bits(),
                 static_cast<size_t>(picture.bytesPerLine()));
  core::ContourStrokes strokes(canvas.size());
  std::vector<core::ContourStrokes::Line> lowest, above;
  for (const ContourPath& at : paths) append_to(&at == &paths.front() ? lowest : above, at.path);
  strokes.add(above, kAbove);
  strokes.add(lowest, kThreshold);
  strokes.over(canvas);
}

}  // namespace vantage::viewer
