// SPDX-License-Identifier: GPL-3.0-or-later
// How alike models look (Xuan et al. 2022, Algorithm 2): on one image from its stored maps, over a class or a
// data set from what the database keeps.
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <functional>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/map.hpp"
#include "host/engine/registry.hpp"
#include "host/viewer/state/analysis_state.hpp"
#include "storage/database.hpp"
#include "storage/dataset_records.hpp"

namespace vantage::viewer {

// What is compared.
struct SimilarityRequest {
  int64_t dataset = 0;
  std::vector<int64_t> models;  // of the rows
  std::string precision;
  MethodChoice method;
  std::string profile, layer, target, measure;  // as in a Request
  bool operator==(const SimilarityRequest&) const = default;
};

struct SimilarityMatrix {
  Eigen::MatrixXd scores;        // models x models; NaN: not known
  std::vector<int> order;        // of the rows as the clustering has them; those without a score last
  std::string measure;           // canonical
  double best = 0, worst = 0;    // of the measure; the worst may be infinite
  int64_t fewest = 0, most = 0;  // images that a score is the mean of
  bool known() const { return most > 0; }  // any score at all
};

// A model's finished map, and what of the picture it lies over.
struct ModelMap {
  core::Map map;    // in [0,1]; empty: the database has none
  cv::Mat picture;  // 8UC3, red, green, blue: the crop that the model sees; empty where it cannot be read
};

struct ImageSimilarity {
  SimilarityMatrix matrix;
  std::vector<ModelMap> maps;  // a model each, all of one size
  std::string picture_error;   // why there is no picture, in one line
};

// All of these: on any thread, with a database and a registry that outlive the call. They throw
// engine::Error for a measure that is not there or refuses a map, core::Error for a broken map,
// storage::Error.

// `cancelled` is asked before each pair; after it has said yes the result is unspecified.
ImageSimilarity image_similarity(storage::Database&, engine::Registry&, const SimilarityRequest&,
                                 const storage::DatasetEntry&, const std::function<bool()>& cancelled);

// The means over the images of a class, or (-1) of all, at each model's default layer.
SimilarityMatrix stored_similarity(storage::Database&, engine::Registry&, const SimilarityRequest&, int cls);

// Compares the method's maps of all images and keeps the means, in a database of its own connection.
// `progress` gets the share that is done and returns true to stop; then nothing is written.
void compute_similarities(const std::filesystem::path& database, engine::Registry&, const SimilarityRequest&,
                          const std::function<bool(double)>& progress);

// The entry at a position, or without one (-1) the first of a class.
struct EntryQuestion {
  int64_t dataset = 0, position = -1;
  int cls = -1;              // -1: none
  std::vector<int> classes;  // of the data set: where a position is looked for, an index each
  bool operator==(const EntryQuestion&) const = default;
};
std::vector<storage::DatasetEntry> find_entry(storage::Database&, const EntryQuestion&);  // one, or none

}  // namespace vantage::viewer
