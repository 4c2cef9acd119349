// SPDX-License-Identifier: Apache-2.0
// A data set's way from the disk into the database.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "storage/database.hpp"
#include "storage/dataset_records.hpp"

namespace vantage::engine {

struct RegisterReport {
  int64_t images = 0, labelled = 0, with_boxes = 0, with_masks = 0, classes = 0;
  std::vector<std::string> problems;  // one line each: what was left out, why, what to do
};

/// Reads every file once (its bytes' SHA-256, its size, not its pixels) and makes the data set of that name
/// what the listing says, in one transaction; what is unchanged keeps its results. progress(done, all) is
/// called on this thread. Throws engine::Error where nothing can be read, storage::Error.
RegisterReport register_dataset(storage::Database&, const std::string& name, const std::string& source,
                                core::DatasetListing listing,
                                const std::function<void(size_t, size_t)>& progress = {});

/// Throws engine::Error where there is none of that name, suggesting the nearest.
storage::Dataset find_dataset(storage::Database&, const std::string& name);

/// The listing of single files, without classes. A file that is named twice counts once.
core::DatasetListing listing_of(const std::vector<std::string>& files);

}  // namespace vantage::engine
