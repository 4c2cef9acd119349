// SPDX-License-Identifier: Apache-2.0
// SS-CAM: Score-CAM's score of a channel, averaged over noisy copies of its mask.
#include "plugins/explainers/score_cam/score_weighted.hpp"
#include "vantage/resize.hpp"

namespace {

using namespace vantage::score_cam;

struct SsCam {
  static constexpr const char* tags[] = {"cam", "perturbation", "gradient-free", "stochastic", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "ss-cam",
      VTG_EXPLAINER,
      "SS-CAM",
      "1.0.0",
      "Score-CAM with scores averaged over noisy masks.",
      "Wang et al., SS-CAM: Smoothed Score-CAM for Sharper Visual Feature Localization, 2020, "
      "arXiv:2006.14255, sec. 3 (smoothing of the feature maps)",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_PERTURB;

  static vantage::Params params() {
    using namespace vantage;
    static constexpr const char* places[] = {"map", "mask", nullptr};
    return {
        target_layer_param(),
        relu_param(),
        int_param("samples", "Samples", 35, 1, 1000, "Noisy copies of every mask: a forward pass each"),
        float_param("std", "Noise", 2, 0, 100,
                    "Standard deviation of the noise, in the units of the layer's values"),
        perturbation::score_param("prob"),
        channel_softmax_param(),
        baseline_param(),
        max_channels_param(),
        unscored_param(),
        advanced(enum_param("noise", "Noise is added to", "map", places,
                            "The layer's map, before it becomes a mask in [0,1] (map), or the finished mask, "
                            "pixel by pixel, in its own units (mask, as torch-cam)")),
        normalise_param(),
        flat_channels_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const Saving saving = {call.params.integer("max_channels"),
                           call.params.choice("unscored") == "interpolate"};
    const int64_t samples = call.params.integer("samples");
    return score_weighted(call, saving, samples,
                          [&](MaskedScores& image, const RowMajor& rows, MapSize size) {
                            return smoothed(call, image, rows, size, samples);
                          });
  }

 private:
  static Matrix smoothed(const vantage::Call& call, MaskedScores& image, const RowMajor& rows, MapSize size,
                         int64_t samples) {
    const Masking how = {VTG_UP_BILINEAR, stretched_after(call.params)};
    const bool finished = call.params.choice("noise") == "mask";
    const double std = call.params.number("std");
    vantage::Random random = call.random();
    Matrix mean(rows.rows(), image.classes());
    for (Eigen::Index k = 0; k < rows.rows(); ++k) {
      RowMajor noisy = (finished ? mask(rows.row(k), size, image.image(), how) : RowMajor(rows.row(k)))
                           .replicate(samples, 1);
      for (float& x : noisy.reshaped()) x += static_cast<float>(std * random.normal());
      // In double, one class after the other: a class has the same mean alone as among others.
      const Matrix scores = finished ? image.under_exactly(noisy) : image.under(noisy, size, how);
      for (Eigen::Index c = 0; c < scores.cols(); ++c) {
        double sum = 0;
        for (Eigen::Index s = 0; s < scores.rows(); ++s) sum += double{scores(s, c)};
        mean(k, c) = static_cast<float>(sum / static_cast<double>(scores.rows()));
      }
    }
    return mean;
  }
  // A map as it would mask the image: one row of H*W.
  static RowMajor mask(const RowMajor& map, MapSize size, vantage::View image, const Masking& how) {
    const RowMajor small = how.after ? map : stretched(map);
    RowMajor large = vantage::eigen::resized(Eigen::Map<const RowMajor>(small.data(), size.h, size.w),
                                             image.size(2), image.size(3));
    large.resize(1, large.size());
    return how.after ? stretched(large) : large;
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(SsCam)
