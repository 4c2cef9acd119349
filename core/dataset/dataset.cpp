// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/dataset.hpp"

#include <fmt/format.h>

#include "core/dataset/sources.hpp"
#include "core/dataset/text.hpp"
#include "core/error.hpp"

namespace vantage::core {
namespace fs = std::filesystem;

namespace {

// Absolute, without "..", "." and a slash at the end.
fs::path plain(const fs::path& path) {
  if (path.empty()) return path;
  const fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace

void note(DatasetListing& listing, std::string problem) {
  constexpr size_t kMost = 100'000;
  if (listing.problems.size() == kMost) {
    throw Error(
        fmt::format("the data set has more than {} problems; the first: {}", kMost, listing.problems[0]));
  }
  listing.problems.push_back(std::move(problem));
}

DatasetListing list_dataset(const fs::path& source, const DatasetOptions& given) {
  if (source.empty()) throw Error("cannot list a data set without a name: give a folder or a CSV file");
  const fs::path place = plain(source);
  const DatasetOptions options{plain(given.taxonomy), plain(given.annotations), plain(given.images),
                               plain(given.masks)};
  DatasetListing listing;
  std::error_code unknown;
  if (fs::is_directory(place, unknown)) {
    list_folder(place, options, listing);
  } else if (is_picture(place)) {
    throw Error(shown_path(source) +
                ": is a picture, or named like one; give its folder or a CSV file that names it");
  } else {
    list_csv(place, options, listing);
  }
  if (!listing.entries.empty()) return listing;
  const size_t problems = listing.problems.size();
  throw Error(problems == 0
                  ? shown_path(source) +
                        ": has no picture (JPEG, PNG, WebP, TIFF, BMP); is it the right place?"
                  : fmt::format("{}: no picture is left after {} problem{}, the first: {}",
                                shown_path(source), problems, problems == 1 ? "" : "s", listing.problems[0]));
}

}  // namespace vantage::core
