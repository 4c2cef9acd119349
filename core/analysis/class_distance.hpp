// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

namespace vantage::core {

// What Algorithm 1 (Xuan et al. 2022) needs to know of one model's predictions: for every class, the number
// of its images and the sum of their confidence vectors P. Sums are whole numbers of 2^-30, so that neither
// the order of the images nor the way they were shared out changes a bit. Memory: 8 bytes x classes for each
// class that was seen. Not thread-safe: one for each thread, merged at the end. What throws changes nothing.
class ConfidenceSums {
 public:
  static constexpr double kUnit = 1.0 / (1 << 30);

  // Of confidence vectors as long as there are classes. Throws Error for a negative number.
  explicit ConfidenceSums(int classes);

  // One image. `p`: softmax probabilities, in [0,1] but for rounding. Throws Error for a label or a length
  // that the classes do not have and for values that are no probabilities.
  void add(int label, std::span<const float> p);
  void add(int label, std::span<const double> p);

  // `images` of class `label` at once: their sum in units of 2^-30, as a file keeps it. Throws Error as
  // above.
  void add(int label, int64_t images, std::span<const int64_t> sum);

  // Throws Error unless both have the same number of classes.
  void merge(const ConfidenceSums& other);

  int classes() const { return static_cast<int>(all_.size()); }
  int64_t images(int cls) const { return at(cls).images; }
  std::span<const int64_t> sum(int cls) const { return at(cls).sum; }  // empty where there is no image
  std::vector<int> seen() const;  // the classes that have images, growing

 private:
  struct Entry {
    int64_t images = 0;
    std::vector<int64_t> sum;
  };
  const Entry& at(int cls) const;

  std::vector<Entry> all_;
};

// Algorithm 1's distances between the given classes, N x N. From a to b it is the mean over the images of a
// of P[a] - P[b]; a cell is the mean of both directions, at least 0, and 0 on the diagonal. (The listing of
// the paper stops before it says how directions are joined: that is our reading.) Where only one of the two
// has images its direction is taken; where neither has, the cell is NaN, which sums.seen() as `classes`
// excludes. Throws Error for a class that the sums do not have.
Eigen::MatrixXd class_distances(const ConfidenceSums& sums, std::span<const int> classes);

}  // namespace vantage::core
