// SPDX-License-Identifier: Apache-2.0
// Noisy copies of an image, as many at a time as one pass takes.
#pragma once
#include <algorithm>

#include "vantage/eigen.hpp"

namespace vantage::smooth {

inline vtg_param_info noise_param() {
  static constexpr const char* choices[] = {"relative", "absolute", "inverse", nullptr};
  return advanced(enum_param("noise", "Unit of the noise", "relative", choices,
                             "sigma counts in ranges (maximum - minimum) of each image, as in SmoothGrad; in "
                             "the units of the preprocessed image (torch-cam); or is divided by the range "
                             "(yiskw713)"));
}

/// Standard deviation of the noise on one image; reads the parameters "sigma" and "noise".
inline float deviation(const Values& params, const Eigen::Map<const Eigen::ArrayXf>& image) {
  const auto sigma = static_cast<float>(params.number("sigma"));
  const std::string unit = params.choice("noise");
  const float range = image.maxCoeff() - image.minCoeff();
  if (unit == "absolute") return sigma;
  return unit == "relative" ? sigma * range : sigma / (range == 0 ? 1 : range);
}

/// Copies in one pass: short enough to be cancelled, small enough for the host's memory, and never more
/// than 8, from where on a pass costs as much as its parts.
inline int64_t copies_a_pass(const Call& call) {
  constexpr double kMacs = 12e9;  // well below a second on two cores
  double largest = static_cast<double>(call.images().count(1));
  for (int32_t i = 0; i < call.model.layer_count(); ++i) {
    const auto layer = call.model.layer(i);
    double size = 1;
    for (int32_t d = 0; d < layer.ndim; ++d) size *= static_cast<double>(layer.shape[d]);
    largest = std::max(largest, size);
  }
  constexpr double kAlive = 8;  // tensors of that size at once
  const double fit = static_cast<double>(call.host.memory()) / (kAlive * sizeof(float) * largest);
  const double soon = kMacs / std::max(1.0, static_cast<double>(call.model.info().macs));
  return static_cast<int64_t>(std::clamp(std::min(fit, soon), 1.0, 8.0));
}

/// `n` copies of image `i`, the generator moving on.
inline Tensor noisy_copies(const Call& call, int64_t i, int64_t n, Random& random) {
  const View images = call.images();
  const Eigen::Map<const Eigen::ArrayXf> image(images.sample(i), images.count(1));
  const float sigma = deviation(call.params, image);
  Tensor copies = call.host.zeros({n, images.size(1), images.size(2), images.size(3)});
  for (int64_t c = 0; c < n; ++c) {
    float* x = copies.sample(c);
    for (Eigen::Index p = 0; p < image.size(); ++p)
      x[p] = image[p] + sigma * static_cast<float>(random.normal());
  }
  return copies;
}

}  // namespace vantage::smooth
