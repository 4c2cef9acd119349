// SPDX-License-Identifier: Apache-2.0
// Tables that are worked out for an export, row by row, as storage::read_table gives the stored ones.
#pragma once
#include "storage/table_reader.hpp"

namespace vantage::engine {

/// A row a point of every class distribution graph: data set, model, class with label and root, x, y.
void read_layouts(storage::Database&, const storage::TableReader&);

/// A row a pair of classes, the first below the second, of every model: Algorithm 1's distance.
void read_distances(storage::Database&, const storage::TableReader&);

/// A row a bin: the colour intensity histogram of what every map marks at the threshold, from the images,
/// which must be where they were. `failed` is told, in one line, of each that is not. Throws core::Error for
/// a number of bins that does not divide 256.
void read_histograms(storage::Database&, double threshold, int bins, const storage::TableReader&,
                     const std::function<void(const std::string&)>& failed);

}  // namespace vantage::engine
