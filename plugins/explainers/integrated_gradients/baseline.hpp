// SPDX-License-Identifier: Apache-2.0
// The image that "nothing to see" stands for.
#pragma once
#include "vantage/eigen.hpp"

namespace vantage::gradients {

/// zero: zeros after preprocessing, the data set's mean colour. black, white: those colours, preprocessed.
/// mean: each image's own mean colour.
inline vtg_param_info baseline_param() {
  static constexpr const char* choices[] = {"zero", "black", "white", "mean", nullptr};
  return enum_param(
      "baseline", "Baseline", "zero", choices,
      "What the image is compared with: the data set's mean colour (zero), black, white, or the "
      "image's own mean colour");
}

/// One for each of the call's images, N x C x H x W. Throws for black and white where a model's channels
/// are no colours.
inline Tensor baselines(const Call& call) {
  const View images = call.images();
  const std::string choice = call.params.choice("baseline");
  Tensor all = call.host.zeros({images.size(0), images.size(1), images.size(2), images.size(3)});
  if (choice == "zero") return all;
  const auto info = call.model.info();
  if (choice != "mean" && info.channels > 3)
    throw Error(VTG_INVALID, "baseline=" + choice +
                                 " needs a model of grey or colour images; this one reads " +
                                 std::to_string(info.channels) + " channels, choose zero or mean");
  for (int64_t n = 0; n < images.size(0); ++n) {
    const auto image = eigen::channels(images, n);
    Eigen::Map<eigen::RowMajor> baseline(all.sample(n), image.rows(), image.cols());
    for (Eigen::Index c = 0; c < image.rows(); ++c) {
      const float colour = choice == "white" ? 1.0f : 0.0f;
      baseline.row(c).setConstant(choice == "mean" ? image.row(c).mean()
                                                   : (colour - info.mean[c]) / info.std[c]);
    }
  }
  return all;
}

}  // namespace vantage::gradients
