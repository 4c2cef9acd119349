// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_png.hpp"

#include "core/files.hpp"
#include "host/viewer/export/view_pictures.hpp"

namespace vantage::viewer {
namespace {

void write(const QImage& image, const std::filesystem::path& file) {
  core::write_atomically(file, png_bytes(image, file.string()).toStdString());
}

}  // namespace

size_t export_png(MainWindow& window, const std::filesystem::path& folder) {
  make_folder(folder);
  write(settled_picture(window), folder / "window.png");
  size_t files = 1;
  for (const auto& open : visible_views(window)) {
    write(picture_of(*open.view), folder / (std::string(open.entry->id) + ".png"));
    ++files;
  }
  return files;
}

}  // namespace vantage::viewer
