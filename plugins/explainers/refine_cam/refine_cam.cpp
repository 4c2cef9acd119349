// SPDX-License-Identifier: Apache-2.0
// RefineCAM: the Grad-CAM++ maps of several layers, multiplied: the last layer says what, earlier ones where.
#include <algorithm>

#include "plugins/explainers/grad_cam_plus_plus/plus_plus.hpp"
#include "vantage/resize.hpp"

namespace {

using vantage::eigen::RowMajor;

int32_t find_layer(const vantage::Call& call, const std::string& name) {
  for (int32_t i = 0; i < call.model.layer_count(); ++i)
    if (name == call.model.layer(i).name) return i;
  throw vantage::Error(VTG_INVALID, "layers: the model has no layer '" + name +
                                        "'; separate names by '+', 'vantage models show' lists them");
}

std::vector<int32_t> named_layers(const vantage::Call& call, const std::string& names) {
  std::vector<int32_t> layers;
  for (size_t from = 0, end = 0; end != std::string::npos; from = end + 1) {
    end = names.find('+', from);
    const int32_t layer = find_layer(call, names.substr(from, end - from));
    vantage::require_maps(call, layer);
    if (std::find(layers.begin(), layers.end(), layer) == layers.end()) layers.push_back(layer);
  }
  return layers;
}

// The target layer, and of each of the two resolutions before it the last layer that all paths run through.
std::vector<int32_t> last_stages(const vantage::Call& call) {
  constexpr size_t kStages = 3;
  std::vector<int32_t> layers{vantage::target_layer(call)};
  for (int32_t i = layers[0]; i-- > 0 && layers.size() < kStages;) {
    const auto info = call.model.layer(i), later = call.model.layer(layers.back());
    if (info.ndim == 3 && (info.flags & VTG_LAYER_SEPARATES) && info.shape[1] >= later.shape[1] &&
        info.shape[2] >= later.shape[2] && info.shape[1] * info.shape[2] > later.shape[1] * later.shape[2])
      layers.push_back(i);
  }
  return layers;
}

struct RefineCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "refine-cam",
      VTG_EXPLAINER,
      "RefineCAM",
      "1.0.0",
      "Grad-CAM++ of several layers, multiplied: the finer outline of early layers, the class of the last.",
      "Domeniconi et al., How to Evaluate and Refine your CAM, 2026, arXiv:2605.14641: product of normalised "
      "maps, here of Grad-CAM++",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    return vantage::plus_plus::params(
        {vantage::target_layer_param(),
         vantage::text_param("layers", "Layers", "",
                             "Layers whose maps are multiplied, such as layer2+layer3+layer4; none: the "
                             "layer above, and the last one of each of the two finer resolutions before")});
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const std::string names = call.params.text("layers");
    const auto layers = names.empty() ? last_stages(call) : named_layers(call, names);
    const auto tape = call.model.forward(call.images(), layers, /*record=*/true);
    int64_t height = 0, width = 0;
    for (const int32_t layer : layers) {
      height = std::max(height, tape.value(layer).size(2));
      width = std::max(width, tape.value(layer).size(3));
    }
    auto out = call.host.zeros({call.maps(), height, width});
    for (int64_t m = 0; m < call.maps(); ++m) vantage::eigen::pixels(out, m).setOnes();
    const vantage::plus_plus::Weights weights(call.params);
    int64_t done = 0;
    for (const int32_t layer : layers) {
      const auto a = tape.value(layer);
      const auto gradient = call.class_gradient(tape, layer);
      for (int64_t m = 0; m < call.maps(); ++m) {
        call.step(done++, call.maps() * static_cast<int64_t>(layers.size()));
        const auto of_image = vantage::eigen::channels(a, call.image_of(m));
        const Eigen::RowVectorXf cam =
            weights(of_image, vantage::eigen::channels(gradient.view(), m)).transpose() * of_image;
        const Eigen::RowVectorXf map = vantage::plus_plus::unit_range(vantage::positive(cam));
        const Eigen::Map<const RowMajor> small(map.data(), a.size(2), a.size(3));
        Eigen::Map<RowMajor>(out.sample(m), height, width).array() *=
            vantage::eigen::resized(small, height, width).array();
      }
    }
    return out;
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(RefineCam)
