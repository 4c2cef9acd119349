// SPDX-License-Identifier: Apache-2.0
// What is read from the logits for all the classes that one image is explained for.
#pragma once
#include <vector>

#include "plugins/explainers/gradients/score.hpp"
#include "vantage/eigen.hpp"

namespace vantage::tail {

/// The maps first to last-1, all of one image. Reads the parameter "score" (gradients::score_param()).
class Scores {
 public:
  Scores(const Call& call, int64_t first, int64_t last, int64_t classes)
      : probability_(call.params.choice("score") == "prob") {
    for (int64_t m = first; m < last; ++m) targets_.push_back(call.target(m));
    if (!probability_) needed_ = targets_;
    for (int64_t c = 0; probability_ && c < classes; ++c) needed_.push_back(c);
  }
  /// The classes whose logits matter: the maps' own, or all of them where probabilities are asked for.
  const std::vector<int64_t>& needed() const { return needed_; }

  /// One score a map, from the needed logits in that order.
  Eigen::VectorXd of(const Eigen::VectorXd& logits) const {
    if (!probability_) return logits;
    const Eigen::VectorXd p = (logits.array() - logits.maxCoeff()).exp();
    return chosen(p / p.sum());
  }
  /// The same from the logits of all classes.
  Eigen::VectorXd of(const float* logits, int64_t classes) const {
    const Eigen::VectorXd all = Eigen::Map<const Eigen::VectorXf>(logits, classes).cast<double>();
    return probability_ ? of(all) : chosen(all);
  }

 private:
  Eigen::VectorXd chosen(const Eigen::VectorXd& all) const {
    Eigen::VectorXd some(static_cast<Eigen::Index>(targets_.size()));
    for (size_t m = 0; m < targets_.size(); ++m) some[static_cast<Eigen::Index>(m)] = all[targets_[m]];
    return some;
  }
  bool probability_;
  std::vector<int64_t> targets_, needed_;
};

}  // namespace vantage::tail
