// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/csv_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "core/dataset/text.hpp"

namespace vantage::core {
namespace {

// Each number with the column that it stands in.
Box box_of(const CsvReader& csv, const std::array<int, 4>& columns,
           const std::array<std::string_view, 4>& texts) {
  std::array<float, 4> edges{};
  for (size_t i = 0; i < 4; ++i) {
    const auto number = to_number(texts[i]);
    if (!number) {
      throw csv.error(columns[i], fmt::format("a box's '{}' is no number; correct it", shown(texts[i])));
    }
    edges[i] = *number;
  }
  const Box box{edges[0], edges[1], edges[2], edges[3]};
  if (const char* wrong = flaw(box))
    throw csv.error(columns[0], fmt::format("the box {}; correct it", wrong));
  return box;
}

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) all.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

}  // namespace

CsvColumns::CsvColumns(const CsvReader& csv)
    : file(csv.need({"file", "path", "image"})),
      index(csv.find({"class_index", "class"})),
      wnid(csv.find({"wnid"})),
      label(csv.find({"label"})),
      root(csv.find({"root", "root_class"})),
      split(csv.find({"split", "imagenet_split"})),
      mask(csv.find({"mask"})),
      boxes(csv.find({"bboxes_xyxy"})) {
  constexpr std::array kNames{"xmin", "ymin", "xmax", "ymax"};
  if (csv.find({kNames[0], kNames[1], kNames[2], kNames[3]}) < 0) return;
  for (size_t i = 0; i < 4; ++i) edges[i] = csv.need({kNames[i]});
}

int class_of_row(const CsvReader& csv, const CsvColumns& columns, const ClassNames& names, size_t classes) {
  int cls = -1;
  const auto take = [&](int column, int found) {
    const std::string text = shown(csv.field(column));
    if (found < 0) {
      throw csv.error(
          column,
          fmt::format("{} of the taxonomy is called '{}'; correct it, or give its class_index or the right "
                      "taxonomy",
                      found == ClassNames::kSeveral ? "more than one class" : "no class", text));
    }
    if (cls >= 0 && found != cls) {
      throw csv.error(
          column,
          fmt::format("'{}' is class {}, but the row's class_index is {}; correct one of them or give the "
                      "right taxonomy",
                      text, found, cls));
    }
    cls = found;
  };
  if (!csv.field(columns.index).empty()) {
    cls = static_cast<int>(csv.integer(columns.index, 0, static_cast<int64_t>(classes) - 1));
  }
  if (!csv.field(columns.wnid).empty()) {
    take(columns.wnid, names.by_wnid(csv.field(columns.wnid)));
  } else if (!csv.field(columns.label).empty()) {
    const int found = names.by_label(csv.field(columns.label));
    if (cls < 0 || found != ClassNames::kSeveral) take(columns.label, found);
  }
  return cls;
}

std::vector<Box> boxes_of_row(const CsvReader& csv, const CsvColumns& columns) {
  std::vector<Box> boxes;
  std::array<std::string_view, 4> edges;
  bool given = false;
  for (size_t i = 0; i < 4; ++i) {
    edges[i] = csv.field(columns.edges[i]);
    given = given || !edges[i].empty();
  }
  if (given) boxes.push_back(box_of(csv, columns.edges, edges));
  for (const std::string_view one : parts(csv.field(columns.boxes), ';')) {
    const auto numbers = parts(one, ' ');
    if (numbers.size() != 4) {
      throw csv.error(columns.boxes,
                      fmt::format("the box '{}' has not four numbers; write x1 y1 x2 y2", shown(one)));
    }
    const int here = columns.boxes;
    boxes.push_back(box_of(csv, {here, here, here, here}, {numbers[0], numbers[1], numbers[2], numbers[3]}));
  }
  return boxes;
}

std::vector<LeafClass> classes_of_labels(const std::filesystem::path& file) {
  CsvReader csv(file);
  const CsvColumns columns(csv);
  const ClassNames imagenet(imagenet_classes());
  std::map<std::string, std::string> roots;  // of the labels, in their order
  bool all_known = true;
  for (;;) {
    try {
      if (!csv.next()) break;
    } catch (const Error&) {
      continue;  // noted when the rows are read
    }
    const std::string& label = csv.field(columns.label);
    if (label.empty()) continue;
    const std::string& root = csv.field(columns.root);
    all_known = all_known && imagenet.by_label(label) != ClassNames::kNone;
    roots.emplace(label, root.empty() ? label : root);
  }
  if (all_known) return imagenet_classes();
  std::vector<LeafClass> classes;
  classes.reserve(roots.size());
  for (const auto& [label, root] : roots) {
    classes.push_back({static_cast<int>(classes.size()), "", label, root});
  }
  return classes;
}

}  // namespace vantage::core
