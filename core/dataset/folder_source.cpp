// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/sources.hpp"

namespace vantage::core {
namespace {

std::string folder_of(const std::string& file) {
  const size_t slash = file.rfind('/');
  return slash == std::string::npos ? std::string() : file.substr(0, slash);
}

}  // namespace

void list_folder(const std::filesystem::path& source, const DatasetOptions& options,
                 DatasetListing& listing) {
  const std::vector<std::string> files = files_below(source, listing);
  Folders folders;
  for (const std::string& file : files) {
    if (is_picture(file)) ++folders[folder_of(file)];
  }
  const auto classes = classes_of_folders(folders, source, options, listing);
  for (const std::string& file : files) {
    if (!is_picture(file)) continue;
    const std::string folder = folder_of(file);
    if (const int cls = classes.at(folder); cls >= -1) {
      listing.entries.push_back({source / file, cls, split_of(folder), {}, {}});
    }
  }
  add_companions(source, files, options, listing);
}

}  // namespace vantage::core
