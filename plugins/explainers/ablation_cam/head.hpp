// SPDX-License-Identifier: Apache-2.0
// The logits of altered activations in closed form, where the model says that one line leads there
// (vtg_head).
#pragma once
#include <vector>

#include "vantage/linear_cam.hpp"

namespace vantage::tail {

/// logits[r] = mean over positions of outer(evidence + bias)[r], evidence = weights * inner(A), of some
/// classes. Double precision: what an alteration changes is small beside what it leaves.
class Head {
 public:
  Head(const vtg_head& h, const std::vector<int64_t>& classes)
      : inner_(h.inner == VTG_HEAD_RELU),
        outer_(h.outer == VTG_HEAD_RELU),
        weights_(static_cast<Eigen::Index>(classes.size()), h.channels),
        bias_(weights_.rows()) {
    for (Eigen::Index r = 0; r < weights_.rows(); ++r) {
      const int64_t c = classes[static_cast<size_t>(r)];
      weights_.row(r) =
          Eigen::Map<const Eigen::RowVectorXf>(h.weights + c * h.channels, h.channels).cast<double>();
      bias_[r] = double{h.bias[c]};
    }
  }
  Eigen::MatrixXd inner(Eigen::MatrixXd a) const { return inner_ ? Eigen::MatrixXd(positive(a)) : a; }
  Eigen::MatrixXd outer(Eigen::MatrixXd z) const { return outer_ ? Eigen::MatrixXd(positive(z)) : z; }
  bool linear() const { return !outer_; }
  const Eigen::MatrixXd& weights() const { return weights_; }  ///< classes x K
  const Eigen::VectorXd& bias() const { return bias_; }        ///< classes

 private:
  bool inner_, outer_;
  Eigen::MatrixXd weights_;
  Eigen::VectorXd bias_;
};

}  // namespace vantage::tail
