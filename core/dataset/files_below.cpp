// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/dataset/sources.hpp"
#include "core/dataset/text.hpp"
#include "core/error.hpp"

namespace vantage::core {
namespace fs = std::filesystem;

bool is_picture(const fs::path& file) {
  constexpr std::array kEndings{".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"};
  std::string ending = file.extension().string();
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() &&
         file.stem().extension() != ".mask";
}

std::vector<std::string> files_below(const fs::path& folder, DatasetListing& listing) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) throw Error(shown_path(folder) + ": no such folder; check the path");
  std::vector<std::string> files, problems, folders{""};
  while (!folders.empty()) {
    const std::string within = std::move(folders.back());
    folders.pop_back();
    fs::directory_iterator entries(folder / within, failed);
    for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
      const std::string name = entries->path().filename().string();
      if (name.front() == '.') continue;
      std::error_code unknown;
      const bool folder_here = entries->is_directory(unknown);
      if (folder_here && entries->is_symlink(unknown)) {
        problems.push_back(shown_path(entries->path()) +
                           ": is a link to a folder and not followed; move or copy the folder here");
      } else if (folder_here) {
        folders.push_back(within + name + "/");
      } else if (entries->is_regular_file(unknown)) {
        files.push_back(within + name);
      } else if (is_picture(name)) {
        problems.push_back(shown_path(entries->path()) +
                           ": is a link to nothing, or no regular file; copy the picture here");
      }
    }
    if (failed) {
      problems.push_back(fmt::format("{}: cannot be read: {}; check its permissions",
                                     shown_path(folder / within), failed.message()));
    }
  }
  std::sort(files.begin(), files.end());
  std::sort(problems.begin(), problems.end());  // folders have no order of their own
  for (std::string& problem : problems) note(listing, std::move(problem));
  return files;
}

}  // namespace vantage::core
