// SPDX-License-Identifier: Apache-2.0
// Class distribution graphs: Algorithm 1 of Xuan et al. 2022 and t-SNE on its distances.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/analysis/tsne.hpp"
#include "storage/analysis_records.hpp"
#include "storage/database.hpp"

namespace vantage::engine {

/// Distances between the classes that a model has seen images of.
struct ClassDistances {
  std::vector<int> classes;   // ascending
  Eigen::MatrixXd distances;  // classes x classes
};
/// Of what runs have summed up. Throws storage::Error.
ClassDistances class_distances(storage::Database&, int64_t dataset, int64_t model,
                               const std::string& precision);

/// The layout of one model, computed anew and kept in the database; one without classes is not kept. Throws
/// storage::Error and what options.progress throws, with nothing kept then.
storage::Layout update_layout(storage::Database&, int64_t dataset, int64_t model,
                              const std::string& precision, const core::TsneOptions& = {});

/// A layout for every model and precision with predictions on the data set, computed anew and kept in the
/// database. progress(done, all) is called before each. Throws storage::Error.
std::vector<storage::Layout> update_layouts(storage::Database&, int64_t dataset,
                                            const core::TsneOptions& = {},
                                            const std::function<void(size_t, size_t)>& progress = {});

}  // namespace vantage::engine
