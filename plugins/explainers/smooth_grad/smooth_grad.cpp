// SPDX-License-Identifier: Apache-2.0
// SmoothGrad: the gradient's fluctuations average out over noisy copies of the image.
#include "plugins/explainers/gradients/pixels.hpp"
#include "plugins/explainers/gradients/variants.hpp"
#include "plugins/explainers/smooth_grad_cam_plus_plus/noise.hpp"

namespace {

using namespace vantage;

constexpr const char* kAverage[] = {"gradient", "magnitude", "square", nullptr};

struct SmoothGrad {
  static constexpr const char* tags[] = {"gradient", "pixels", "random", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "smooth-grad",
      VTG_EXPLAINER,
      "SmoothGrad",
      "1.0.0",
      "The gradient at the image, averaged over noisy copies of it: saliency with less speckle.",
      "Smilkov, Thorat, Kim, Viegas and Wattenberg, SmoothGrad: Removing Noise by Adding Noise, 2017, "
      "arXiv:1706.03825, sec. 2.1",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_VJP_INPUT;

  // 50 samples and 10 to 20 % noise are the paper's advice (sec. 3.1); its code shows sums of magnitudes.
  static Params params() {
    return {int_param("samples", "Noisy copies", 50, 1, 1000, "More are smoother and take longer"),
            float_param("sigma", "Noise", 0.15, 0, 10,
                        "Standard deviation of the noise, as a share of the image's range of values"),
            smooth::noise_param(),
            advanced(enum_param("average", "Average of", "gradient", kAverage,
                                "What is averaged: gradients, their magnitudes, or their squares "
                                "(SmoothGrad-squared, which is sharper)")),
            gradients::channels_param("sum-abs"),
            gradients::sign_param("absolute"),
            gradients::score_param()};
  }

  Tensor explain(const Call& call) {
    const View images = call.images();
    const int64_t samples = call.params.integer("samples"), size = images.count(1);
    const std::string average = call.params.choice("average");
    Tensor mean = call.host.zeros({call.maps(), images.size(1), images.size(2), images.size(3)});
    const auto noisy = [&](int64_t image) {
      const Eigen::Map<const Eigen::ArrayXf> clean(images.sample(image), size);
      return [clean, sigma = smooth::deviation(call.params, clean), random = call.random()](
                 int64_t, float* x) mutable {
        for (Eigen::Index i = 0; i < clean.size(); ++i)
          x[i] = clean[i] + sigma * static_cast<float>(random.normal());
      };
    };
    gradients::each_gradient(call, gradients::Score(call.params), samples, noisy,
                             [&](int64_t m, int64_t, const float* gradient) {
                               const Eigen::Map<const Eigen::ArrayXf> g(gradient, size);
                               Eigen::Map<Eigen::ArrayXf> sum(mean.sample(m), size);
                               if (average == "gradient")
                                 sum += g;
                               else if (average == "magnitude")
                                 sum += g.abs();
                               else
                                 sum += g.square();
                             });
    Eigen::Map<Eigen::ArrayXf>(mean.data(), mean.view().count()) /= static_cast<float>(samples);
    return gradients::pixel_maps(call, mean.view());
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(SmoothGrad)
