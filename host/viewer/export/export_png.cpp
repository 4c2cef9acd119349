// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_png.hpp"

#include <utility>
#include <vector>

#include "core/files.hpp"
#include "host/viewer/export/view_pictures.hpp"

namespace vantage::viewer {

size_t export_png(MainWindow& window, const std::filesystem::path& folder) {
  make_folder(folder);
  // All are drawn before the first is written: they show the same moment.
  std::vector<std::pair<std::filesystem::path, QImage>> pictures;
  const QImage whole = settled_picture(window);
  pictures.emplace_back(folder / "window.png", whole);
  for (const auto& open : visible_views(window))
    pictures.emplace_back(folder / (std::string(open.entry->id) + ".png"), picture_of(*open.view, whole));
  beside_the_window([&] {
    for (const auto& [file, picture] : pictures)
      core::write_atomically(file, png_bytes(picture, file.string()).toStdString());
  });
  return pictures.size();
}

}  // namespace vantage::viewer
