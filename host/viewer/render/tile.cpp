// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/tile.hpp"

#include <QtGui/QPainter>
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/roi/roi.hpp"
#include "host/viewer/render/map_image.hpp"

namespace vantage::viewer {
namespace {

constexpr uchar kNoPhotograph = 0xa0;

cv::Mat shrunk(const cv::Mat& picture, int side) {
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(picture.cols, picture.rows));
  if (scale == 1.0) return picture;
  cv::Mat small;
  cv::resize(picture, small,
             {std::max(1, cvRound(picture.cols * scale)), std::max(1, cvRound(picture.rows * scale))}, 0, 0,
             cv::INTER_AREA);
  return small;
}

core::Map shrunk(const core::Map& map, int side) {
  const cv::Mat small = shrunk(cv::Mat(map.height, map.width, CV_32F, const_cast<float*>(map.values.data())),
                               side);  // only read
  core::Map result{small.rows, small.cols, {}};
  result.values.assign(small.begin<float>(), small.end<float>());
  return result;
}

}  // namespace

qint64 Tile::bytes() const {
  qint64 sum =
      1024 + photograph.sizeInBytes() + over.sizeInBytes() + outlined.sizeInBytes() + 2 * error.size();
  for (const ContourPath& c : contours) sum += c.path.elementCount() * qint64{sizeof(QPainterPath::Element)};
  for (const auto& channel : histogram.channels) sum += static_cast<qint64>(channel.size() * sizeof(double));
  return sum;
}

QImage to_image(const cv::Mat& rgb) {
  return QImage(rgb.data, rgb.cols, rgb.rows, static_cast<qsizetype>(rgb.step), QImage::Format_RGB888)
      .convertToFormat(QImage::Format_RGB32);
}

double area_at(const core::Map& map, double threshold) {
  const auto level = static_cast<float>(threshold);
  const auto inside =
      std::count_if(map.values.begin(), map.values.end(), [&](float v) { return v >= level; });
  return static_cast<double>(inside) / static_cast<double>(map.values.size());
}

Tile draw_tile(const cv::Mat& rgb, const core::Map& map, double threshold, Colours colours, int side) {
  Tile tile;
  tile.area = area_at(map, threshold);
  const core::Map small = shrunk(map, side);
  if (rgb.empty()) {
    tile.photograph = QImage(small.width, small.height, QImage::Format_RGB32);
    tile.photograph.fill(qRgb(kNoPhotograph, kNoPhotograph, kNoPhotograph));
  } else {
    tile.photograph = to_image(shrunk(rgb, side));
    tile.histogram = core::colour_histogram(rgb, core::region_at(map, static_cast<float>(threshold)));
  }
  tile.over = map_over(tile.photograph, small, colours, threshold);
  tile.contours = contour_paths(small, threshold);
  tile.outlined = tile.photograph.copy();
  draw_contours(tile.outlined, tile.contours);
  return tile;
}

void draw_histogram(QPainter& painter, const QRectF& place, const core::ColourHistogram& histogram) {
  static const std::array<QColor, 3> kChannels = {QColor(0xd6, 0x3a, 0x3a), QColor(0x2f, 0x94, 0x4a),
                                                  QColor(0x3a, 0x78, 0xd8)};
  double top = 0;
  for (const auto& channel : histogram.channels)
    for (const double share : channel) top = std::max(top, share);
  if (top <= 0) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (size_t c = 0; c < histogram.channels.size(); ++c) {
    const auto& shares = histogram.channels[c];
    QPainterPath line(place.bottomLeft());
    for (size_t bin = 0; bin < shares.size(); ++bin) {
      const double x0 =
          place.left() + place.width() * static_cast<double>(bin) / static_cast<double>(shares.size());
      const double x1 =
          place.left() + place.width() * static_cast<double>(bin + 1) / static_cast<double>(shares.size());
      const double y = place.bottom() - place.height() * shares[bin] / top;
      line.lineTo(x0, y);
      line.lineTo(x1, y);
    }
    line.lineTo(place.bottomRight());
    QColor fill = kChannels[c];
    fill.setAlpha(50);
    painter.fillPath(line, fill);
    painter.strokePath(line, QPen(kChannels[c], 1));
  }
  painter.restore();
}

}  // namespace vantage::viewer
