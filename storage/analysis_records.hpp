// SPDX-License-Identifier: Apache-2.0
// The rows of what is counted and computed over data sets as plain structs; docs/database.md explains every
// column.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vantage::storage {

// Confidences are summed as whole multiples of 2^-30, so that no order of images and no merge of files
// changes a bit; 2^33 images fit. For p in [0,1].
inline int64_t to_fixed(double p) {
  return std::llround(p * (int64_t{1} << 30));
}
inline double from_fixed(int64_t sum) {
  return static_cast<double>(sum) / (int64_t{1} << 30);
}

// The confidences of a model summed over the counted images of one class: row `cls` of Algorithm 1.
struct ClassSum {
  int64_t dataset = 0, model = 0;
  std::string precision = "fp32";
  int cls = 0;
  int64_t images = 0;
  std::vector<int64_t> sums;  // to_fixed() of each class's confidence, one sum for each class of the model
};

struct ClassAccuracy {
  int64_t dataset = 0, model = 0;
  std::string precision;
  int cls = 0;
  int64_t images = 0, top1 = 0, top5 = 0;  // counted; label first; label among the first five
  double probability_sum = 0;              // of the label
};

// A class distribution graph in two dimensions. Identity: dataset, model, precision, perplexity, seed.
struct Layout {
  int64_t dataset = 0, model = 0;
  std::string precision = "fp32";
  double perplexity = 0;
  uint64_t seed = 0;
  double kl = 0;              // Kullback-Leibler divergence that t-SNE ended with
  std::vector<int> classes;   // of the points
  std::vector<float> points;  // x and y of each in turn
};

// What a similarity matrix is about.
struct SimilarityKey {
  int64_t dataset = 0;
  int64_t method = 0;   // whose layer is empty: each model's default layer
  std::string measure;  // "l1", "ssim", ... with its parameters if it has any
  std::string precision = "fp32";
  uint64_t seed = 0;
  std::string target;  // the class that was explained: "label", "predicted" or an index
};

// One cell, averaged over the images of a class.
struct Similarity : SimilarityKey {
  int cls = -1;  // label of the images; -1: all of them
  int64_t model_a = 0, model_b = 0;
  int64_t images = 0;
  double mean = 0;
};

// Where a finished map is at least the threshold. Places are fractions of the map's width and height, 0 and 1
// at its edges. What the case does not define is not set. Identity: explanation, threshold.
struct Attention {
  int64_t explanation = 0;
  double threshold = 0;
  double area = 0;                                   // fraction of the map
  int components = 0;                                // 8-connected
  std::optional<double> centroid_x{}, centroid_y{};  // of the region; none for an empty one
  std::optional<double> peak_x{}, peak_y{};  // of the first of the largest values; none without attention
};

// How a finished map fits an entry's boxes or mask. Identity: explanation, entry, threshold.
struct Localisation {
  int64_t explanation = 0, entry = 0;
  double threshold = 0;
  std::optional<double> mass_inside{};  // fraction of the map's sum
  std::optional<bool> pointing{};       // the largest value lies inside or beside it
  std::optional<double> region_iou{};   // of the region and the inside
  std::optional<double>
      box_iou{};  // of the box of the region's largest component and the best of the entry's
};

// One method on one model, averaged over the maps of a data set's images that are measured at a threshold.
struct AttentionMean {
  int64_t model = 0, method = 0;
  std::string precision;
  uint64_t seed = 0;
  int64_t maps = 0;
  double area = 0, components = 0;
  int64_t located = 0;  // pairs of a map and an entry with boxes or a mask; 0: the rest means nothing
  double mass_inside = 0, pointing = 0, region_iou = 0, box_iou = 0;
};

}  // namespace vantage::storage
