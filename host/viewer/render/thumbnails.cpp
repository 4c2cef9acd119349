// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/thumbnails.hpp"

#include <filesystem>
#include <opencv2/imgproc.hpp>

#include "core/image.hpp"
#include "host/viewer/error_line.hpp"

namespace vantage::viewer {

QImage load_thumbnail(const QString& path, int side) {
  const core::Image image = core::load_image(std::filesystem::path(path.toStdString()));
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(image.rgb.cols, image.rgb.rows));
  const auto shrunk = [scale](int length) { return std::max(1, cvRound(length * scale)); };
  cv::Mat small;
  cv::resize(image.rgb, small, {shrunk(image.rgb.cols), shrunk(image.rgb.rows)}, 0, 0, cv::INTER_AREA);
  return QImage(small.data, small.cols, small.rows, static_cast<qsizetype>(small.step), QImage::Format_RGB888)
      .convertToFormat(QImage::Format_RGB32);  // a copy: `small` ends here
}

Thumbnails::Thumbnails(qint64 max_bytes, QObject* parent)
    : Thumbnails(
          max_bytes, [](const QString& path) { return load_thumbnail(path); }, parent) {}

Thumbnails::Thumbnails(qint64 max_bytes, Decoder decoder, QObject* parent)
    : LaterCache(
          "vantage-thumbs", max_bytes,
          [decoder = std::move(decoder)](const QString& path) {
            Thumbnail made;
            try {
              made.image = decoder(path);
            } catch (...) {
              made.error = error_line(std::current_exception());
            }
            return made;
          },
          [](const Thumbnail& t) { return t.image.sizeInBytes() + 2 * t.error.size() + 256; }, parent) {}

}  // namespace vantage::viewer
