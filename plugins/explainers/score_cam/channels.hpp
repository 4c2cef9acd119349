// SPDX-License-Identifier: Apache-2.0
// The channels of a layer for one image, and which of them deserve a forward pass.
#pragma once
#include <algorithm>
#include <vector>

#include "vantage/eigen.hpp"

namespace vantage::score_cam {

using Indices = std::vector<Eigen::Index>;

class Channels {
 public:
  explicit Channels(Eigen::Map<const eigen::RowMajor> values) : values_(values) {
    for (Eigen::Index k = 0; k < values.rows(); ++k)
      (values.row(k).minCoeff() == values.row(k).maxCoeff() ? flat_ : varied_).push_back(k);
  }
  const Eigen::Map<const eigen::RowMajor>& values() const { return values_; }  ///< K x h*w
  const Indices& varied() const { return varied_; }
  /// The same number everywhere, zero as a rule: masks that hide the whole image.
  const Indices& flat() const { return flat_; }
  eigen::RowMajor rows(const Indices& of) const {
    eigen::RowMajor all(static_cast<Eigen::Index>(of.size()), values_.cols());
    for (size_t i = 0; i < of.size(); ++i) all.row(static_cast<Eigen::Index>(i)) = values_.row(of[i]);
    return all;
  }
  /// The varied channels, those first of which key(row) is largest; equal ones keep their order.
  template <class Key>
  Indices by_descending(Key&& key) const {
    std::vector<float> keys(static_cast<size_t>(values_.rows()));
    for (const auto k : varied_) keys[static_cast<size_t>(k)] = key(values_.row(k));
    Indices order = varied_;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
      return keys[static_cast<size_t>(a)] > keys[static_cast<size_t>(b)];
    });
    return order;
  }
  Indices by_deviation() const {
    return by_descending([](const auto& row) { return (row.array() - row.mean()).square().sum(); });
  }

 private:
  Eigen::Map<const eigen::RowMajor> values_;
  Indices varied_, flat_;
};

}  // namespace vantage::score_cam
