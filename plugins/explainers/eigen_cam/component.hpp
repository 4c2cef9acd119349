// SPDX-License-Identifier: Apache-2.0
// A principal component as a map: its sign, and what becomes of values that are no numbers.
#pragma once
#include <limits>

#include "plugins/explainers/eigen_cam/principal.hpp"
#include "vantage/linear_cam.hpp"

namespace vantage::principal {

/// A component has no sign of its own: its negative, hot and cold exchanged, is as good.
inline vtg_param_info sign_param() {
  static constexpr const char* choices[] = {"largest", "mean", "computed", nullptr};
  return advanced(
      enum_param("sign", "Sign of the component", "largest", choices,
                 "Which way round: the largest magnitude positive (where both ends are as large, as "
                 "mean), in agreement with the mean of the channels, or as the computation left it"));
}

/// The component of K x Z values, Z numbers, turned by that parameter's rule. One
/// value that is not finite reaches every position, and no iteration would end on it: the map is NaN then.
template <class Values, class Component>
Eigen::RowVectorXf component_map(const Call& call, const Values& values, Component&& component) {
  if (!values.allFinite())
    return Eigen::RowVectorXf::Constant(values.cols(), std::numeric_limits<float>::quiet_NaN());
  Eigen::VectorXd map = component(values);
  const std::string rule = call.params.choice("sign");
  const double low = -map.minCoeff(), high = map.maxCoeff();
  constexpr double kAlike = 1e-6;  // of the largest: beyond what rounding makes of equal magnitudes
  const bool tie = std::abs(high - low) <= kAlike * std::max(high, low);
  bool turn = rule == "largest" && !tie && low > high;
  if (rule == "mean" || (rule == "largest" && tie)) {
    const Eigen::VectorXd mean = values.colwise().mean().transpose().template cast<double>();
    turn = (map.array() - map.mean()).matrix().dot(mean) < 0;
  }
  if (turn) map = -map;
  return map.transpose().cast<float>();
}

}  // namespace vantage::principal
