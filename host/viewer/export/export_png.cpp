// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_png.hpp"

#include <fmt/format.h>

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
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

QImage draw(MainWindow& window) {
  QImage image(window.size(), QImage::Format_RGB32);
  window.render(&image);
  return image;
}

// Layouts ask for each other's events before they rest, and pictures are asked for when they are drawn: drawn
// until it stays the same.
QImage draw_settled(MainWindow& window) {
  QImage image = draw(window);
  for (int tries = 0; tries < 20; ++tries) {
    QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    while (!window.idle())
      QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
    QImage again = draw(window);
    if (again == image) break;
    image = again;
  }
  return image;
}

QImage draw(View& view) {
  QImage image(view.size(), QImage::Format_RGB32);
  image.fill(view.palette().color(QPalette::Window));
  QPainter painter(&image);
  view.paint_for_export(painter, image.size());
  return image;
}

}  // namespace

size_t export_png(MainWindow& window, const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    throw Error(
        fmt::format("folder {} cannot be made: {}; name another one", folder.string(), failed.message()));
  write(draw_settled(window), folder / "window.png");
  size_t files = 1;
  for (const auto& open : window.open_views()) {
    if (open.view->size().isEmpty()) continue;
    write(draw(*open.view), folder / (std::string(open.entry->id) + ".png"));
    ++files;
  }
  return files;
}

}  // namespace vantage::viewer
