// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/image_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "host/engine/error.hpp"
#include "host/engine/suggest.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

std::string lower(std::string s) {
  std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return std::tolower(c); });
  return s;
}

// "tench, Tinca tinca": the whole, and each synonym.
std::vector<std::string> names_of(const storage::DatasetClass& c) {
  std::vector<std::string> names{c.label};
  const std::string all = c.label + ", ";
  for (size_t begin = 0, comma; (comma = all.find(", ", begin)) != std::string::npos; begin = comma + 2)
    names.push_back(all.substr(begin, comma - begin));
  return names;
}

int find_class(const std::vector<storage::DatasetClass>& known, const std::string& wanted,
               const std::string& dataset) {
  std::vector<std::string> all;
  for (const auto& c : known) {
    if (std::to_string(c.cls) == wanted) return c.cls;
    for (const auto& name : names_of(c)) {
      if (lower(name) == lower(wanted)) return c.cls;
      all.push_back(name);
    }
  }
  throw Error(fmt::format("data set '{}' has no class '{}'{}", dataset, one_line(wanted, 100),
                          did_you_mean(wanted, all)));
}

// Before split, per_class and limit. A few classes are found by an index.
std::vector<storage::DatasetEntry> entries_of(storage::Database& db, const storage::Dataset& dataset,
                                              const ImageChoice& choice) {
  storage::DatasetRepository rows(db);
  std::vector<storage::DatasetEntry> all;
  if (choice.classes.empty()) {
    rows.for_each(dataset.id, [&](const auto& e) { all.push_back(e); });
  } else {
    const auto known = rows.classes(dataset.id);
    std::set<int> wanted;
    for (const auto& c : choice.classes) wanted.insert(find_class(known, c, dataset.name));
    for (const int cls : wanted)
      for (auto& e : rows.of_class(dataset.id, cls)) all.push_back(std::move(e));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
  }
  if (!choice.positions.empty()) {
    const std::set<int64_t> wanted(choice.positions.begin(), choice.positions.end());
    all.erase(
        std::remove_if(all.begin(), all.end(), [&](const auto& e) { return wanted.count(e.position) == 0; }),
        all.end());
  }
  return all;
}

}  // namespace

std::vector<RunImage> chosen_images(storage::Database& db, const storage::Dataset& dataset,
                                    const ImageChoice& choice) {
  storage::ImageRepository pictures(db);
  std::map<int, int64_t> of_class;
  std::vector<RunImage> chosen;
  for (const auto& e : entries_of(db, dataset, choice)) {
    if (!choice.split.empty() && e.split != choice.split) continue;
    if (choice.limit > 0 && static_cast<int64_t>(chosen.size()) >= choice.limit) break;
    if (choice.per_class > 0 && ++of_class[e.cls] > choice.per_class) continue;
    chosen.push_back({e.id, e.image, e.path, pictures.find(e.image).value().sha256, e.cls});
  }
  if (chosen.empty())
    throw Error(fmt::format(
        "data set '{}' has no image{} for this experiment; 'vantage dataset list' shows what it has",
        dataset.name, choice.split.empty() ? "" : " of split '" + choice.split + "'"));
  return chosen;
}

}  // namespace vantage::engine
