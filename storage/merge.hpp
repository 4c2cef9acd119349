// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "storage/database.hpp"

namespace vantage::storage {

// How many rows were new.
struct MergeReport {
  int64_t runs = 0, models = 0, images = 0, methods = 0, datasets = 0, experiments = 0;
  int64_t predictions = 0, explanations = 0, labelled = 0, failures = 0;
  // Labelled predictions that were not taken, because both files had counted their class in part and a sum
  // cannot be taken back: the next run counts them.
  int64_t left = 0;
};

// Everything that `from` holds joins `into` by identity (docs/database.md); what `into` has stays as it is,
// and merging again changes nothing. One transaction: after an error or a kill `into` is as before. Changes
// nothing in `from`, which may lie on read-only media. Throws Error where `from` is not a whole database of
// this program's schema, is `into` itself, or has another data set under the name of one that `into` has.
// Must not be called inside a Transaction.
MergeReport merge(Database& into, const std::filesystem::path& from);

}  // namespace vantage::storage
