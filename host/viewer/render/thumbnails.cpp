// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/thumbnails.hpp"

#include <QtCore/QThread>
#include <algorithm>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <utility>

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
    : QObject(parent), decoder_(std::move(decoder)), cache_(static_cast<qsizetype>(max_bytes)) {
  pool_.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
  pool_.setObjectName("vantage-thumbs");
  tell_.setSingleShot(true);
  tell_.setInterval(16);
  connect(&tell_, &QTimer::timeout, this, &Thumbnails::ready);
}

Thumbnails::~Thumbnails() {
  pool_.clear();
  pool_.waitForDone();
}

const Thumbnails::Thumbnail* Thumbnails::find(const QString& path) {
  if (const Thumbnail* there = cache_.object(path)) return there;
  if (at_work_.contains(path)) return nullptr;
  std::erase_if(wanted_, [&](const Wanted& w) { return w.path == path || w.generation < generation_; });
  wanted_.push_back({path, generation_});
  start();
  return nullptr;
}

void Thumbnails::start() {
  while (static_cast<int>(at_work_.size()) < pool_.maxThreadCount() && !wanted_.empty()) {
    const Wanted next = wanted_.back();
    wanted_.pop_back();
    if (next.generation < generation_) continue;
    at_work_.insert(next.path);
    pool_.start([this, path = next.path] {
      Thumbnail made;
      try {
        made.image = decoder_(path);
      } catch (...) {
        made.error = error_line(std::current_exception());
      }
      QMetaObject::invokeMethod(
          this, [this, path, made] { arrived(path, made); }, Qt::QueuedConnection);
    });
  }
}

void Thumbnails::arrived(const QString& path, const Thumbnail& made) {
  at_work_.erase(path);
  const qint64 cost = made.image.sizeInBytes() + 2 * made.error.size() + 256;
  cache_.insert(path, new Thumbnail(made), static_cast<qsizetype>(cost));
  if (!tell_.isActive()) tell_.start();
  start();
}

}  // namespace vantage::viewer
