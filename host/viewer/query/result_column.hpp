// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vantage::viewer {

// The table of results has these columns; a state names them by their ids, which are never changed.
enum class ResultColumn {
  image,
  model,
  model_accuracy,
  class_accuracy,
  label,
  predicted,
  confidence,
  contours,
  overlay,
  area,
  histogram
};
inline constexpr int kResultColumns = 11;

struct ResultColumnInfo {
  ResultColumn column;
  const char* id;       // "class_accuracy"
  const char* title;    // "Class accuracy"
  const char* explain;  // a sentence
  bool picture;
  bool share;  // a number in [0,1], shown in percent; it can be filtered by a range
};
const ResultColumnInfo& info_of(ResultColumn);
const std::vector<ResultColumnInfo>& result_columns();  // in the order of the enumerators
std::optional<ResultColumn> result_column(const std::string& id);

}  // namespace vantage::viewer
