// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/dataset/sources.hpp"
#include "core/dataset/taxonomy.hpp"
#include "core/dataset/text.hpp"

namespace vantage::core {
namespace {

namespace fs = std::filesystem;
using FolderClasses = std::map<std::string, int>;

std::string name_of(const std::string& folder) {
  return folder.substr(folder.rfind('/') + 1);
}

FolderClasses look_up(const Folders& folders, const fs::path& source, DatasetListing& listing) {
  const ClassNames names(listing.classes);
  FolderClasses found;
  for (const auto& [folder, pictures] : folders) {
    int& cls = found[folder] = -1;
    if (folder.empty()) continue;
    cls = names.by_wnid(name_of(folder));
    if (cls == ClassNames::kNone) cls = names.by_label(name_of(folder));
    if (cls >= 0) continue;
    note(listing,
         fmt::format("{}: {} of the taxonomy has this name, so the folder's pictures ({}) are left out; "
                     "name it by a wnid or label of the taxonomy",
                     shown_path(source / folder),
                     cls == ClassNames::kNone ? "no class" : "more than one class", pictures));
    cls = -2;
  }
  return found;
}

// <class>/, <root>/<class>/ or <split>/<class>/; no classes where the pictures lie otherwise.
FolderClasses take_names(const Folders& folders, DatasetListing& listing) {
  const auto depth = [](const std::string& folder) {
    return folder.empty() ? 0 : 1 + std::count(folder.begin(), folder.end(), '/');
  };
  const auto deep = depth(folders.begin()->first);
  bool uniform = deep == 1 || deep == 2, split = true;
  FolderClasses found;
  for (const auto& [folder, pictures] : folders) {
    found[folder] = -1;
    uniform = uniform && depth(folder) == deep;
    split = split && !split_of(folder).empty();
  }
  if (!uniform) return found;
  const auto names = [&](const std::string& folder) {  // root and leaf
    const std::string leaf = name_of(folder);
    return std::pair(deep == 1 || split ? leaf : folder.substr(0, folder.find('/')), leaf);
  };
  std::map<std::pair<std::string, std::string>, int> classes;
  for (const auto& [folder, unused] : found) classes[names(folder)] = -1;
  for (auto& [name, index] : classes) {
    index = static_cast<int>(listing.classes.size());
    listing.classes.push_back({index, "", name.second, name.first});
  }
  for (auto& [folder, cls] : found) cls = classes.at(names(folder));
  return found;
}

}  // namespace

std::string split_of(const std::string& folder) {
  constexpr std::array kSplits{"train", "val", "validation", "test"};
  for (const fs::path& part : fs::path(folder).parent_path()) {
    if (std::find(kSplits.begin(), kSplits.end(), part.string()) != kSplits.end()) return part.string();
  }
  return {};
}

FolderClasses classes_of_folders(const Folders& folders, const fs::path& source,
                                 const DatasetOptions& options, DatasetListing& listing) {
  if (!options.taxonomy.empty()) {
    listing.classes = read_taxonomy(options.taxonomy);
    return look_up(folders, source, listing);
  }
  const ClassNames imagenet(imagenet_classes());
  if (std::any_of(folders.begin(), folders.end(),
                  [&](const auto& folder) { return imagenet.by_wnid(name_of(folder.first)) >= 0; })) {
    listing.classes = imagenet_classes();
    return look_up(folders, source, listing);
  }
  return folders.empty() ? FolderClasses() : take_names(folders, listing);
}

}  // namespace vantage::core
