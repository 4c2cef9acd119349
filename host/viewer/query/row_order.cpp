// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/row_order.hpp"

#include <QtCore/QString>
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

namespace vantage::viewer {
namespace {

using Row = TaskRows::Row;
using Rank = uint32_t;

constexpr Rank kLast = ~Rank{0};

bool is_area(ResultColumn column) {
  using enum ResultColumn;
  return column == contours || column == overlay || column == area || column == histogram;
}

// Floats in the order of their bits, which for values of 0 or more is theirs.
Rank rank_of(float value) {
  return value >= 0 ? std::bit_cast<Rank>(value + 0.0f) : kLast;
}

// Each name's place among them all.
template <typename Items>
std::vector<Rank> ranks_by_name(const Items& items) {
  std::vector<size_t> order(items.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return items[a].name < items[b].name; });
  std::vector<Rank> ranks(items.size());
  for (size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<Rank>(i);
  return ranks;
}

class Values {
 public:
  Values(const TaskRows& rows, const std::vector<float>& areas) : rows_(rows), areas_(areas) {}

  // The number that a column shows; NaN where it shows none.
  float operator()(ResultColumn column, size_t at) const {
    const Row& row = rows_.rows[at];
    using enum ResultColumn;
    if (is_area(column)) return at < areas_.size() ? areas_[at] : std::nanf("");
    if (column == model_accuracy) return rows_.model_accuracy(row);
    if (column == class_accuracy) return rows_.class_accuracy(row);
    return column == confidence ? row.confidence : std::nanf("");
  }

 private:
  const TaskRows& rows_;
  const std::vector<float>& areas_;
};

// Which names and paths have the text in them.
class TextFilter {
 public:
  TextFilter(const TaskRows& rows, const std::string& text)
      : rows_(rows), text_(QString::fromStdString(text).trimmed()) {
    if (text_.isEmpty()) return;
    for (const auto& m : rows.catalogue->models) models_.push_back(has(m.name));
    for (const auto& c : rows.catalogue->classes) classes_.push_back(has(c.name));
    for (const auto& i : rows.images) images_.push_back(has(i.path));
  }
  bool passes(const Row& row) const {
    return text_.isEmpty() || models_[row.model] || images_[row.image] || of_class(row.predicted) ||
           of_class(rows_.image_of(row).cls);
  }

 private:
  bool has(const std::string& text) const {
    return QString::fromStdString(text).contains(text_, Qt::CaseInsensitive);
  }
  bool of_class(int cls) const {
    const size_t place = rows_.class_place(cls);
    return place != Catalogue::kNone && classes_[place];
  }
  const TaskRows& rows_;
  QString text_;
  std::vector<bool> models_, classes_, images_;
};

// What rows are sorted by.
class Ranks {
 public:
  Ranks(const TaskRows& rows, ResultColumn column, const Values& values)
      : rows_(rows), column_(column), values_(values) {
    using enum ResultColumn;
    if (column == model) names_ = ranks_by_name(rows.catalogue->models);
    if (column == label || column == predicted) names_ = ranks_by_name(rows.catalogue->classes);
  }
  Rank operator()(size_t at) const {
    const Row& row = rows_.rows[at];
    using enum ResultColumn;
    if (column_ == image) return row.image;
    if (column_ == model) return names_[row.model];
    if (column_ == label) return of_class(rows_.image_of(row).cls);
    if (column_ == predicted) return of_class(row.predicted);
    return rank_of(values_(column_, at));
  }

 private:
  Rank of_class(int cls) const {
    const size_t place = rows_.class_place(cls);
    return place == Catalogue::kNone ? kLast : names_[place];
  }
  const TaskRows& rows_;
  ResultColumn column_;
  const Values& values_;
  std::vector<Rank> names_;
};

std::vector<uint32_t> filtered(const TaskRows& rows, const Table& table, const Values& values) {
  const TextFilter text(rows, table.text);
  std::vector<std::pair<ResultColumn, RangeFilter>> ranges;
  for (const RangeFilter& f : table.ranges)
    if (const auto column = result_column(f.column); column && info_of(*column).share)
      ranges.emplace_back(*column, f);
  std::vector<uint32_t> kept;
  kept.reserve(rows.rows.size());
  for (size_t at = 0; at < rows.rows.size(); ++at) {
    const bool in_ranges = std::all_of(ranges.begin(), ranges.end(), [&](const auto& range) {
      const float value = values(range.first, at);
      return value >= static_cast<float>(range.second.min.value_or(0)) &&
             value <= static_cast<float>(range.second.max.value_or(1));
    });
    if (in_ranges && text.passes(rows.rows[at])) kept.push_back(static_cast<uint32_t>(at));
  }
  return kept;
}

}  // namespace

bool needs_areas(const Table& table) {
  const auto sorted = result_column(table.sort);
  return (sorted && is_area(*sorted)) ||
         std::any_of(table.ranges.begin(), table.ranges.end(),
                     [](const auto& f) { return f.column == info_of(ResultColumn::area).id; });
}

std::vector<uint32_t> row_order(const TaskRows& rows, const Table& table, const std::vector<float>& areas,
                                const CancelToken& token) {
  const Values values(rows, areas);
  std::vector<uint32_t> order = filtered(rows, table, values);
  const auto column = result_column(table.sort);
  if (token.cancelled() || !column) return token.cancelled() ? std::vector<uint32_t>() : order;
  // Rank and place in one number: sorting is as fast as it gets, and equals keep their order.
  const Ranks ranks(rows, *column, values);
  std::vector<uint64_t> keys;
  keys.reserve(order.size());
  for (const uint32_t at : order) {
    const Rank rank = ranks(at);
    keys.push_back(uint64_t{table.descending && rank != kLast ? kLast - 1 - rank : rank} << 32 | at);
  }
  std::sort(keys.begin(), keys.end());
  std::transform(keys.begin(), keys.end(), order.begin(),
                 [](uint64_t key) { return static_cast<uint32_t>(key); });
  return token.cancelled() ? std::vector<uint32_t>() : order;
}

}  // namespace vantage::viewer
