// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/register_dataset.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/dataset/fingerprint.hpp"
#include "host/engine/error.hpp"
#include "host/engine/suggest.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

storage::DatasetEntry record_of(const core::DatasetEntry& e, int64_t image) {
  storage::DatasetEntry row;
  row.image = image;
  row.path = e.file.string();
  row.cls = e.cls;
  row.split = e.split;
  row.mask = e.mask.string();
  for (const auto& b : e.boxes) row.boxes.push_back({b.xmin, b.ymin, b.xmax, b.ymax});
  return row;
}

// In parts, so that progress can be shown.
std::vector<core::Fingerprint> fingerprints(const std::vector<core::DatasetEntry>& entries,
                                            const std::function<void(size_t, size_t)>& progress) {
  constexpr size_t kPart = 512;
  std::vector<core::Fingerprint> all;
  for (size_t first = 0; first < entries.size(); first += kPart) {
    if (progress) progress(first, entries.size());
    std::vector<std::filesystem::path> files;
    for (size_t i = first; i < std::min(first + kPart, entries.size()); ++i) files.push_back(entries[i].file);
    for (auto& f : core::fingerprints(files)) all.push_back(std::move(f));
  }
  return all;
}

}  // namespace

RegisterReport register_dataset(storage::Database& db, const std::string& name, const std::string& source,
                                core::DatasetListing listing,
                                const std::function<void(size_t, size_t)>& progress) {
  RegisterReport report;
  report.problems = std::move(listing.problems);
  const auto known = fingerprints(listing.entries, progress);
  std::vector<storage::DatasetClass> classes;
  for (const auto& c : listing.classes) classes.push_back({c.index, c.wnid, c.label, c.root});
  report.classes = static_cast<int64_t>(classes.size());

  auto transaction = db.begin();
  storage::ImageRepository images(db);
  std::vector<storage::DatasetEntry> rows;
  for (size_t i = 0; i < listing.entries.size(); ++i) {
    const auto& entry = listing.entries[i];
    const auto& f = known[i];
    if (!f.error.empty()) {
      report.problems.push_back(f.error);
      continue;
    }
    rows.push_back(record_of(entry, images.upsert({0, entry.file.string(), f.sha256, f.width, f.height})));
    ++report.images;
    report.labelled += entry.cls >= 0;
    report.with_boxes += !entry.boxes.empty();
    report.with_masks += !entry.mask.empty();
  }
  if (rows.empty())
    throw Error(source + ": none of its images can be read" +
                (report.problems.empty() ? "" : "; the first: " + report.problems[0]));
  storage::Dataset dataset;
  dataset.name = name;
  dataset.source = source;
  storage::DatasetRepository(db).put(dataset, classes, rows);
  transaction.commit();
  return report;
}

storage::Dataset find_dataset(storage::Database& db, const std::string& name) {
  storage::DatasetRepository datasets(db);
  if (auto found = datasets.find(name)) return *found;
  std::vector<std::string> known;
  for (const auto& d : datasets.all()) known.push_back(d.name);
  throw Error("the database has no data set '" + one_line(name, 100) + "'" + did_you_mean(name, known) +
              "; 'vantage dataset list' shows them, 'vantage dataset add' adds one");
}

core::DatasetListing listing_of(const std::vector<std::string>& files) {
  core::DatasetListing listing;
  std::set<std::string> seen;
  for (const auto& file : files)
    if (const auto path = std::filesystem::absolute(file).lexically_normal(); seen.insert(path).second)
      listing.entries.push_back({path, -1, "", {}, {}});
  return listing;
}

}  // namespace vantage::engine
