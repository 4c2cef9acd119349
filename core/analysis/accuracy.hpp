// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/intervals.hpp"

namespace vantage::core {

// What one model did on the images of one leaf class.
struct ClassCounts {
  int cls = 0;
  int64_t images = 0, top1 = 0, top5 = 0;  // how many; right at first; right among the first five
  double label_probability_sum = 0;
};

// Shares in [0,1] with their 95 % intervals. Without images the shares are NaN and the intervals all of
// [0,1].
struct Accuracy {
  int64_t images;
  double top1, top5;
  Interval top1_interval, top5_interval;
  double label_probability;  // mean over the images
};

// Over all the classes together, each image counting the same; for one class give that one. Throws Error
// where 0 <= top1 <= top5 <= images does not hold.
Accuracy accuracy(std::span<const ClassCounts> classes);

// The same for each root class, by name. Throws Error for a leaf class that `roots` does not have.
std::map<std::string, Accuracy> accuracy_by_root(std::span<const ClassCounts> classes,
                                                 const std::map<int, std::string>& roots);

// One leaf class's top-1 accuracy over the models that have images of it.
struct ClassSpread {
  int cls, models;
  double min, max, range, mean;
};

// A spread for each class of which any model has images, in the order of their indices. `models`: the counts
// of each model, a class at most once.
std::vector<ClassSpread> class_spreads(std::span<const std::vector<ClassCounts>> models);

// The bars of view E (Xuan et al. 2022): the k classes that come first in each order, or as many
// as there are. Ties go to the lower class index. What a single model has seen neither diverges nor agrees.
struct ExtremeClasses {
  std::vector<ClassSpread> diverging, agreeing, best, worst;
};
ExtremeClasses extreme_classes(std::span<const ClassSpread> spreads, size_t k);

}  // namespace vantage::core
