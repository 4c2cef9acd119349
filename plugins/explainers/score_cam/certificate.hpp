// SPDX-License-Identifier: Apache-2.0
// How wrong a Score-CAM map can still be while channels are missing, when weights are probabilities.
#pragma once
#include "plugins/explainers/score_cam/channels.hpp"

namespace vantage::score_cam {

/// Let L be the map so far, D its range, and r the largest sum, over positions, of what the missing channels
/// rise above their minima there. Each has a weight in [0,1], so the final map is L + d and a constant,
/// 0 <= d <= r; minimum and maximum rise by as little. Hence after min-max no position is wrong by more than
/// r / (D - r). If the map's ReLU may cut something off, minima are no constants to be dropped, and |A|
/// twice takes the rise's place.
class Certificate {
 public:
  Certificate(const Channels& channels, bool relu)
      : doubled_(relu && channels.values().minCoeff() < 0),
        order_(channels.by_descending([&](const auto& row) { return rise(row).maxCoeff(); })) {
    missing_.setZero(channels.values().cols());
    for (const auto k : order_) missing_ += rise(channels.values().row(k)).template cast<double>();
  }
  /// The channels, those first that can change the map most.
  const Indices& order() const { return order_; }
  /// Channel k of `channels` is not missing any more.
  void count(const Channels& channels, Eigen::Index k) {
    missing_ -= rise(channels.values().row(k)).template cast<double>();
  }
  /// What is certain of the min-maxed map, largest over the columns' maps. maps: h*w x n, un-normalised.
  double bound(const Eigen::MatrixXf& maps) const {
    const double r = std::max(0.0, missing_.maxCoeff());
    const auto range = (maps.colwise().maxCoeff() - maps.colwise().minCoeff()).minCoeff();
    return r == 0 ? 0 : range > r ? std::min(1.0, r / (double{range} - r)) : 1.0;
  }

 private:
  template <class Row>
  Eigen::RowVectorXf rise(const Row& row) const {
    if (doubled_) return 2 * row.cwiseAbs();
    return row.array() - row.minCoeff();
  }
  bool doubled_;
  Indices order_;
  Eigen::RowVectorXd missing_;
};

}  // namespace vantage::score_cam
