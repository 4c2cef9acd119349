// SPDX-License-Identifier: Apache-2.0
#include <unordered_map>
#include <unordered_set>

#include "core/dataset/pascal.hpp"
#include "core/dataset/sources.hpp"
#include "core/dataset/text.hpp"
#include "core/error.hpp"

namespace vantage::core {
namespace {

namespace fs = std::filesystem;

// A folder in which files are looked for by the names of pictures.
class Companions {
 public:
  Companions(fs::path folder, const std::vector<std::string>& files, std::vector<std::string> endings)
      : folder_(std::move(folder)), files_(files.begin(), files.end()), endings_(std::move(endings)) {}

  // For a picture ".../val/n01440764/x.jpg": the longest of "val/n01440764/x<ending>", "n01440764/x<ending>",
  // ... that is here; "x<ending>" only if no other picture has this name or the picture itself lies here.
  // Empty: none.
  fs::path find(fs::path picture, bool name_is_unique) const {
    const bool name_will_do = name_is_unique || picture.parent_path() == folder_;
    const std::string stem = picture.replace_extension().string();
    for (size_t slash = stem.find('/'); slash != std::string::npos; slash = stem.find('/', slash + 1)) {
      const bool name_alone = stem.find('/', slash + 1) == std::string::npos;
      for (const std::string& ending : endings_) {
        const std::string file = stem.substr(slash + 1) + ending;
        if ((!name_alone || name_will_do) && files_.count(file)) return folder_ / file;
      }
    }
    return {};
  }

 private:
  fs::path folder_;
  std::unordered_set<std::string> files_;
  std::vector<std::string> endings_;
};

fs::path find_in(const std::vector<Companions>& folders, const fs::path& picture, bool name_is_unique) {
  for (const Companions& folder : folders) {
    fs::path found = folder.find(picture, name_is_unique);
    if (!found.empty()) return found;
  }
  return {};
}

void note_unused(const fs::path& folder, bool used, DatasetListing& listing) {
  if (folder.empty() || used) return;
  note(listing, shown_path(folder) +
                    ": no file in it bears the name of a picture that needs one; is it the right folder?");
}

}  // namespace

void add_companions(const fs::path& folder, const std::vector<std::string>& files,
                    const DatasetOptions& options, DatasetListing& listing) {
  std::vector<Companions> annotations, masks;
  if (!folder.empty()) {
    annotations.emplace_back(folder, files, std::vector<std::string>{".xml"});
    masks.emplace_back(folder, files, std::vector<std::string>{".mask.png"});
  }
  const auto add = [&](std::vector<Companions>& to, const fs::path& place, std::vector<std::string> endings) {
    to.emplace_back(place, files_below(place, listing), std::move(endings));
  };
  if (!options.masks.empty()) add(masks, options.masks, {".mask.png", ".png"});
  if (!options.annotations.empty()) {
    add(annotations, options.annotations, {".xml"});
  } else if (!folder.empty()) {
    for (const fs::path& place : {folder / "annotations", folder.parent_path() / "annotations"}) {
      std::error_code unknown;
      if (fs::is_directory(place, unknown)) add(annotations, place, {".xml"});
    }
  }

  std::unordered_map<std::string, size_t> names;
  for (const DatasetEntry& entry : listing.entries) ++names[entry.file.stem().string()];
  bool annotated = false, masked = false;
  for (DatasetEntry& entry : listing.entries) {
    const bool unique = names.at(entry.file.stem().string()) == 1;
    if (entry.mask.empty()) entry.mask = find_in(masks, entry.file, unique);
    masked = masked || !entry.mask.empty();
    const fs::path xml = entry.boxes.empty() ? find_in(annotations, entry.file, unique) : fs::path();
    if (xml.empty()) continue;
    annotated = true;
    try {
      entry.boxes = read_pascal(xml);
    } catch (const Error& error) {
      note(listing, std::string(error.what()) + " (the picture is kept, without boxes)");
    }
  }
  note_unused(options.annotations, annotated, listing);
  note_unused(options.masks, masked, listing);
}

}  // namespace vantage::core
