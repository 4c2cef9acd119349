// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "host/engine/experiment/block_reader.hpp"
#include "storage/database.hpp"
#include "storage/dataset_records.hpp"

namespace vantage::engine {

/// Which of a data set's images take part, in the data set's order. What is left out chooses nothing away.
struct ImageChoice {
  std::vector<int64_t> positions;    // from 0 in the data set, in any order
  std::vector<std::string> classes;  // of the label: numbers, or names (any synonym)
  std::string split;
  int64_t per_class = 0;  // the first of each class; 0: all
  int64_t limit = 0;      // the first of what is left; 0: all
};

/// Never empty; does not depend on results that are there. Throws engine::Error for a class that the data set
/// does not have, and where no image is left; storage::Error.
std::vector<RunImage> chosen_images(storage::Database&, const storage::Dataset&, const ImageChoice&);

}  // namespace vantage::engine
