// SPDX-License-Identifier: Apache-2.0
// LayerCAM: each activation weighted by its own gradient where that is positive; works on early layers too.
#include <cmath>

#include "vantage/linear_cam.hpp"

namespace {

// Eq. 9. A map without positive values stays as it is; a NaN stays one.
void squash(Eigen::Map<Eigen::RowVectorXf> map, double gamma) {
  const float most = map.maxCoeff();
  if (!(most <= 0)) map = (map.array() * (static_cast<float>(gamma) / most)).tanh();
}

struct LayerCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "layer-cam",
      VTG_EXPLAINER,
      "LayerCAM",
      "1.0.0",
      "Activations weighted by their positive gradients, pixel by pixel: finer maps from early layers.",
      "Jiang et al., LayerCAM: Exploring Hierarchical Class Activation Maps for Localization, IEEE TIP 30, "
      "2021, doi:10.1109/TIP.2021.3089943: ReLU(sum_k ReLU(g_k) * A_k); eq. 9 for gamma",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    return {vantage::target_layer_param(), vantage::relu_param(),
            vantage::advanced(vantage::float_param(
                "gamma", "Lift", 0, 0, 100,
                "Lift weak values to tanh(gamma * map / maximum) before maps of several layers are fused "
                "(the paper: 2, with fuse=max); 0 leaves the map as it is"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    auto maps = vantage::pixel_cam(call, call.params.boolean("relu"),
                                   [](const auto& a, const auto& g) -> Eigen::RowVectorXf {
                                     return vantage::positive(g).cwiseProduct(a).colwise().sum();
                                   });
    if (const double gamma = call.params.number("gamma"); gamma > 0)
      for (int64_t m = 0; m < call.maps(); ++m) squash(vantage::eigen::pixels(maps, m), gamma);
    return maps;
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(LayerCam)
