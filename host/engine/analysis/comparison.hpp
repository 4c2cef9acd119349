// SPDX-License-Identifier: Apache-2.0
// Algorithm 2 of Xuan et al. 2022 over a whole data set: how alike models look at its images.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "host/engine/measure.hpp"
#include "storage/analysis_records.hpp"
#include "storage/database.hpp"

namespace vantage::engine {

/// The mean scores of one method's maps, explained for one kind of class.
struct ModelSimilarity {
  storage::SimilarityKey key;
  std::string method;                     // the plugin's id
  std::vector<int64_t> models;            // rows and columns
  std::map<int, Eigen::MatrixXd> means;   // by the images' class; -1: all of them. NaN: no image
  std::map<int, Eigen::MatrixXi> images;  // how many count
};

/// Compares the stored maps of every image, each pair of models once, and keeps the means in the database.
/// Maps are compared at the largest input of the models. `method`: of this one alone, if not empty.
/// progress(done, all) counts images; returns true to stop, then nothing is written. Throws engine::Error,
/// storage::Error.
std::vector<ModelSimilarity> compare_models(storage::Database&, int64_t dataset, const Measure&,
                                            const std::string& method = "",
                                            const std::function<bool(size_t, size_t)>& progress = {});

}  // namespace vantage::engine
