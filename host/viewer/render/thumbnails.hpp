// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCache>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtGui/QImage>
#include <functional>
#include <set>
#include <vector>

namespace vantage::viewer {

// Small pictures of files, decoded away from the user interface; lives in its thread. What was asked for last
// is decoded first, and what is not asked for again in a newer generation (the view has scrolled on) not at
// all.
class Thumbnails : public QObject {
  Q_OBJECT
 public:
  static constexpr int kSide = 256;  // pixels of the longer side

  struct Thumbnail {
    QImage image;   // null: could not be read
    QString error;  // why, in one line
  };
  // How a file becomes a picture; thread-safe, throws.
  using Decoder = std::function<QImage(const QString& path)>;

  explicit Thumbnails(qint64 max_bytes = qint64{128} << 20, QObject* parent = nullptr);
  Thumbnails(qint64 max_bytes, Decoder, QObject* parent = nullptr);
  ~Thumbnails() override;  // waits for those at work

  // If it is there; otherwise null, and ready() tells when to ask again. Valid until the next event.
  const Thumbnail* find(const QString& path);
  void next_generation() { ++generation_; }

  bool idle() const { return wanted_.empty() && at_work_.empty() && !tell_.isActive(); }
  qint64 bytes() const { return cache_.totalCost(); }

 signals:
  void ready();  // some came in since the last signal, at most once in 16 ms

 private:
  struct Wanted {
    QString path;
    uint64_t generation;
  };
  void start();
  void arrived(const QString& path, const Thumbnail&);

  Decoder decoder_;
  QCache<QString, Thumbnail> cache_;  // cost: bytes
  std::vector<Wanted> wanted_;        // the last is the next
  std::set<QString> at_work_;
  uint64_t generation_ = 0;
  QTimer tell_;
  QThreadPool pool_;
};

// As core::load_image reads it, of at most `side` pixels, never enlarged. Thread-safe; throws core::Error.
QImage load_thumbnail(const QString& path, int side = Thumbnails::kSide);

}  // namespace vantage::viewer
