// SPDX-License-Identifier: Apache-2.0
// From C x H x W numbers to a map of H x W: what becomes of colours and of signs. Papers and libraries
// differ in nothing as much as in this, so both are parameters.
#pragma once
#include <cmath>

#include "vantage/eigen.hpp"

namespace vantage::gradients {

/// max-abs: the channel of the largest magnitude, with its sign (Simonyan et al., arXiv:1312.6034, sec. 3.1).
/// sum: evidence of one channel against another cancels. sum-abs, l2: it does not.
inline vtg_param_info channels_param(const char* value) {
  static constexpr const char* choices[] = {"max-abs", "sum", "sum-abs", "l2", nullptr};
  return enum_param("channels", "Colour channels", value, choices,
                    "How a pixel's colours become one number: the strongest, the sum, the sum of magnitudes, "
                    "or the Euclidean length");
}
/// Of the number that the channels have become; sum-abs and l2 leave nothing to choose.
inline vtg_param_info sign_param(const char* value) {
  static constexpr const char* choices[] = {"absolute", "signed", "positive", nullptr};
  return enum_param("sign", "Sign", value, choices,
                    "Show how strongly a pixel counts (absolute), for or against (signed), or only what "
                    "speaks for the class (positive)");
}

/// values: maps() x C x H x W. Returns maps() x H x W. A pixel with a NaN in any channel is NaN.
inline Tensor pixel_maps(const Call& call, View values) {
  const std::string channels = call.params.choice("channels"), sign = call.params.choice("sign");
  const auto stronger = [](float a, float b) {
    return std::isnan(a) || std::abs(a) >= std::abs(b) ? a : b;  // b where it is a NaN
  };
  Tensor maps = call.host.zeros({values.size(0), values.size(2), values.size(3)});
  for (int64_t m = 0; m < values.size(0); ++m) {
    const auto v = eigen::channels(values, m);
    auto map = eigen::pixels(maps, m);
    if (channels == "sum")
      map = v.colwise().sum();
    else if (channels == "sum-abs")
      map = v.cwiseAbs().colwise().sum();
    else if (channels == "l2")
      map = v.colwise().norm();
    else
      for (Eigen::Index c = 0; c < v.rows(); ++c) map = map.binaryExpr(v.row(c), stronger).eval();
    if (sign == "absolute")
      map = map.cwiseAbs();
    else if (sign == "positive")
      map = map.unaryExpr([](float x) { return x < 0 ? 0.0f : x; });
  }
  return maps;
}

}  // namespace vantage::gradients
