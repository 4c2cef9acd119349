// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/analysis/procrustes.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// How t-SNE has laid out the classes for one model.
struct ModelLayout {
  core::NamedPoints points;  // by class (the index of its logit); empty: the database has none
  double perplexity = 0;     // that was used
  int64_t classes = 0;       // with summed confidences, of which a layout can be computed
};

using Layouts = std::map<int64_t, ModelLayout>;  // by the model's row

// Of these models on a data set. Where there are several of a model: the one with the most classes, of those
// with the greatest perplexity, of those with the lowest seed. The storage drops a layout when the model's
// predictions change. Throws storage::Error.
Layouts load_layouts(storage::Database&, int64_t dataset, const std::vector<int64_t>& models,
                     const std::string& precision);

}  // namespace vantage::viewer
