// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_png.hpp"

#include <fmt/format.h>

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <system_error>

#include "core/files.hpp"
#include "host/viewer/error.hpp"
#include "host/viewer/views/shell/main_window.hpp"

namespace vantage::viewer {
namespace {

namespace fs = std::filesystem;

void write(const QImage& image, const fs::path& file) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (image.isNull() || !image.save(&buffer, "PNG"))
    throw Error(fmt::format("{} cannot be drawn: the window is too small; make it larger", file.string()));
  core::write_atomically(file, {bytes.constData(), static_cast<size_t>(bytes.size())});
}

}  // namespace

size_t export_png(MainWindow& window, const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    throw Error(
        fmt::format("folder {} cannot be made: {}; name another one", folder.string(), failed.message()));
  QImage whole(window.size(), QImage::Format_RGB32);
  window.render(&whole);
  write(whole, folder / "window.png");
  size_t files = 1;
  for (const auto& open : window.open_views()) {
    if (open.view->size().isEmpty()) continue;
    QImage image(open.view->size(), QImage::Format_RGB32);
    image.fill(open.view->palette().color(QPalette::Window));
    QPainter painter(&image);
    open.view->paint_for_export(painter, image.size());
    painter.end();
    write(image, folder / (std::string(open.entry->id) + ".png"));
    ++files;
  }
  return files;
}

}  // namespace vantage::viewer
