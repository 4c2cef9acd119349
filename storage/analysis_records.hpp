// SPDX-License-Identifier: Apache-2.0
// The rows of what is counted and computed over data sets as plain structs; docs/database.md explains every
// column.
#pragma once

#include <cmath>
#include <cstdint>
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

// Where a finished map is at least the threshold. Places are fractions of the map's width and height.
// Identity: explanation, threshold.
struct Attention {
  int64_t explanation = 0;
  double threshold = 0;
  double area = 0;                          // fraction of the map
  int components = 0;                       // 8-connected
  double centroid_x = -1, centroid_y = -1;  // of the region; -1: it is empty
  double peak_x = 0, peak_y = 0;            // of the largest value, the first of several
};

// How a finished map fits an entry's boxes or mask. Identity: explanation, entry, threshold.
struct Localisation {
  int64_t explanation = 0, entry = 0;
  double threshold = 0;
  double mass_inside = 0;  // fraction of the map's sum
  bool pointing = false;   // the largest value lies inside
  double region_iou = 0;   // of the region and the inside
  double box_iou = 0;      // of the region's bounding box and the best of the entry's
};

}  // namespace vantage::storage
