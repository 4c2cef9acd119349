// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <unordered_map>

#include "core/dataset/csv_columns.hpp"
#include "core/dataset/sources.hpp"
#include "core/dataset/text.hpp"
#include "core/error.hpp"

namespace vantage::core {
namespace {

namespace fs = std::filesystem;

fs::path existing(const CsvReader& csv, int column, const std::vector<fs::path>& folders) {
  const std::string& name = csv.field(column);
  if (name.empty()) throw csv.error(column, "names no file; fill it in or remove the row");
  std::string looked_in;
  for (const fs::path& folder : folders) {
    std::error_code unknown;
    fs::path file = (folder / name).lexically_normal();
    if (fs::is_regular_file(file, unknown)) return file;
    looked_in += (looked_in.empty() ? "" : " or ") + shown_path(folder);
  }
  throw csv.error(column, fmt::format("'{}' is no file in {}; correct the name or copy the file there",
                                      shown(name), looked_in));
}

}  // namespace

void list_csv(const fs::path& source, const DatasetOptions& options, DatasetListing& listing) {
  CsvReader csv(source);
  const CsvColumns columns(csv);
  if (!options.taxonomy.empty()) {
    listing.classes = read_taxonomy(options.taxonomy);
  } else if (columns.name_classes()) {
    listing.classes = columns.have_only_labels() ? classes_of_labels(source) : imagenet_classes();
  }
  const ClassNames names(listing.classes);
  const auto folders = [&](const fs::path& given, const char* beside) {
    return given.empty() ? std::vector<fs::path>{source.parent_path(), source.parent_path() / beside}
                         : std::vector<fs::path>{given};
  };
  const auto images_in = folders(options.images, "images"), masks_in = folders(options.masks, "masks");
  struct Row {
    size_t entry, line;
  };
  std::unordered_map<std::string, Row> known;  // by file
  for (;;) {
    try {
      if (!csv.next()) break;
      DatasetEntry entry{existing(csv, columns.file, images_in),
                         class_of_row(csv, columns, names, listing.classes.size()),
                         csv.field(columns.split),
                         boxes_of_row(csv, columns),
                         {}};
      if (!csv.field(columns.mask).empty()) entry.mask = existing(csv, columns.mask, masks_in);
      const auto [first, added] = known.emplace(entry.file.string(), Row{listing.entries.size(), csv.line()});
      if (added) {
        listing.entries.push_back(std::move(entry));
        continue;
      }
      DatasetEntry& before = listing.entries[first->second.entry];
      if (entry.cls != before.cls || entry.split != before.split || entry.mask != before.mask ||
          entry.boxes.empty()) {
        throw csv.error(
            columns.file,
            fmt::format("the file stands in line {} already, and only rows that add a box may name it "
                        "again, with the same class, split and mask; correct or remove one",
                        first->second.line));
      }
      before.boxes.insert(before.boxes.end(), entry.boxes.begin(), entry.boxes.end());
    } catch (const Error& error) {
      note(listing, std::string(error.what()) + " (the row is left out)");
    }
  }
  add_companions({}, {}, options, listing);
}

}  // namespace vantage::core
