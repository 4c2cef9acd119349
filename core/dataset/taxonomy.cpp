// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/taxonomy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/dataset/csv.hpp"
#include "core/dataset/text.hpp"

namespace vantage::core {
namespace {

constexpr int kMostClasses = 100'000;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

void refuse_holes(const std::vector<LeafClass>& classes, const std::filesystem::path& csv) {
  std::vector<int> missing;
  int expected = 0;
  for (const LeafClass& leaf : classes) {
    while (expected < leaf.index) missing.push_back(expected++);
    ++expected;
  }
  if (missing.empty()) return;
  const size_t named = std::min<size_t>(missing.size(), 10);
  const std::string more =
      missing.size() > named ? fmt::format(" and {} more", missing.size() - named) : std::string();
  throw Error(fmt::format(
      "{}: has no class_index {}{}, though it goes up to {}; add their rows or number the classes "
      "from 0 without a hole",
      shown_path(csv), fmt::join(missing.begin(), missing.begin() + static_cast<ptrdiff_t>(named), ", "),
      more, classes.back().index));
}

void add(std::unordered_map<std::string, int>& names, std::string_view name, int cls) {
  const auto [known, added] = names.emplace(lower(name), cls);
  if (!added && known->second != cls) known->second = ClassNames::kSeveral;
}

int find(const std::unordered_map<std::string, int>& names, std::string_view name) {
  const auto found = names.find(lower(name));
  return found == names.end() ? ClassNames::kNone : found->second;
}

}  // namespace

std::vector<LeafClass> read_taxonomy(const std::filesystem::path& file) {
  CsvReader csv(file);
  const int index = csv.need({"class_index"}), label = csv.need({"label"});
  const int root = csv.need({"root", "root_class"}), wnid = csv.find({"wnid"});
  std::vector<LeafClass> classes;
  std::unordered_map<std::string, size_t> lines;  // of what must not come twice
  const auto once = [&](int column, const std::string& what) {
    const auto [known, added] = lines.emplace(what, csv.line());
    if (!added)
      throw csv.error(column,
                      fmt::format("{} stands in line {} already; remove one of them", what, known->second));
  };
  while (csv.next()) {
    const auto number = static_cast<int>(csv.integer(index, 0, kMostClasses - 1));
    once(index, fmt::format("class_index {}", number));
    if (!csv.field(wnid).empty()) once(wnid, "wnid " + shown(csv.field(wnid)));
    for (const int column : {label, root}) {
      if (csv.field(column).empty()) {
        throw csv.error(column, fmt::format("class {} has an empty {}; fill it in", number,
                                            column == label ? "label" : "root"));
      }
    }
    classes.push_back({number, csv.field(wnid), csv.field(label), csv.field(root)});
  }
  if (classes.empty()) throw Error(shown_path(file) + ": names no class; add a row for each");
  std::sort(classes.begin(), classes.end(),
            [](const LeafClass& a, const LeafClass& b) { return a.index < b.index; });
  refuse_holes(classes, file);
  return classes;
}

ClassNames::ClassNames(const std::vector<LeafClass>& classes) {
  for (const LeafClass& leaf : classes) {
    if (!leaf.wnid.empty()) add(wnids_, leaf.wnid, leaf.index);
    add(labels_, leaf.label, leaf.index);
    for (std::string_view rest = leaf.label; !rest.empty();) {
      const size_t comma = std::min(rest.find(", "), rest.size());
      add(synonyms_, rest.substr(0, comma), leaf.index);
      rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
  }
}

int ClassNames::by_wnid(std::string_view wnid) const {
  return find(wnids_, wnid);
}

int ClassNames::by_label(std::string_view label) const {
  const int whole = find(labels_, label);
  return whole == kNone ? find(synonyms_, label) : whole;
}

}  // namespace vantage::core
