// SPDX-License-Identifier: Apache-2.0
// What the columns of a data set's table mean, for csv_source.cpp.
#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include "core/box.hpp"
#include "core/dataset/csv.hpp"
#include "core/dataset/taxonomy.hpp"

namespace vantage::core {

// Where the table has what; -1: nowhere.
struct CsvColumns {
  explicit CsvColumns(const CsvReader& csv);  // throws Error where the file's column or an edge's is missing

  bool name_classes() const { return index >= 0 || wnid >= 0 || label >= 0; }
  bool have_only_labels() const { return index < 0 && wnid < 0 && label >= 0; }

  int file, index, wnid, label, root, split, mask, boxes;
  std::array<int, 4> edges{-1, -1, -1, -1};  // xmin, ymin, xmax, ymax
};

// Of the reader's row: its class (-1: none is given) among `classes`, and its boxes. Throw Error for what
// makes no sense.
int class_of_row(const CsvReader& csv, const CsvColumns& columns, const ClassNames& names, size_t classes);
std::vector<Box> boxes_of_row(const CsvReader& csv, const CsvColumns& columns);

// The classes of a table that has labels alone: ImageNet's where it has them all, else the labels, sorted.
std::vector<LeafClass> classes_of_labels(const std::filesystem::path& file);

}  // namespace vantage::core
