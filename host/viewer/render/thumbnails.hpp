// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>

#include "host/viewer/render/later_cache.hpp"

namespace vantage::viewer {

struct Thumbnail {
  QImage image;   // null: could not be read
  QString error;  // why, in one line
};

// Small pictures of files, decoded away from the user interface; lives in its thread.
class Thumbnails : public LaterCache<QString, Thumbnail> {
 public:
  static constexpr int kSide = 256;  // pixels of the longer side

  // How a file becomes a picture; thread-safe, throws.
  using Decoder = std::function<QImage(const QString& path)>;

  explicit Thumbnails(qint64 max_bytes = qint64{128} << 20, QObject* parent = nullptr);
  Thumbnails(qint64 max_bytes, Decoder, QObject* parent = nullptr);
};

// As core::load_image reads it, of at most `side` pixels, never enlarged. Thread-safe; throws core::Error.
QImage load_thumbnail(const QString& path, int side = Thumbnails::kSide);

}  // namespace vantage::viewer
