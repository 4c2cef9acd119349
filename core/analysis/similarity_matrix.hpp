// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <functional>
#include <vector>

#include "core/map.hpp"

namespace vantage::core {

// A similarity measure's score of two maps of one size.
using Compare = std::function<double(const Map&, const Map&)>;

// Algorithm 2 (Xuan et al. 2022): the scores of every pair of models, L x L, from their maps of one image by
// one method. A symmetric measure is asked once for each pair, and for each map with itself. A model without
// a map is a null pointer; its row and column are NaN. `maps` are borrowed; what `compare` throws passes.
Eigen::MatrixXd similarity_matrix(const std::vector<const Map*>& maps, const Compare& compare,
                                  bool symmetric);

// The mean of such matrices over the images of a class or a data set, cell by cell over the images for which
// the cell is a number. Sums are doubles in the order of the calls: the same order gives the same bytes.
class MeanMatrix {
 public:
  // Throws Error unless the matrix has the size of the first. What is not finite is left out.
  void add(const Eigen::Ref<const Eigen::MatrixXd>& scores);

  Eigen::MatrixXd mean() const;                              // NaN where no image counts
  const Eigen::MatrixXi& images() const { return images_; }  // how many count, for each cell

 private:
  Eigen::MatrixXd sum_;
  Eigen::MatrixXi images_;
};

// Scores as distances: |score - best|, divided by |worst - best| where the worst score is finite, the mean of
// both directions, 0 on the diagonal. A pair without a score is as far apart as the farthest pair that has
// one. Throws Error for a matrix that is not square, and unless best is finite and another than worst.
Eigen::MatrixXd score_distances(const Eigen::Ref<const Eigen::MatrixXd>& scores, double best, double worst);

// The models in the order of cluster(): what looks at the same things stands together.
std::vector<int> model_order(const Eigen::Ref<const Eigen::MatrixXd>& scores, double best, double worst);

}  // namespace vantage::core
