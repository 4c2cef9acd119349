// SPDX-License-Identifier: Apache-2.0
// FullGrad: what the input and every bias contribute to the score, on one map. With ReLUs that is all there
// is; a ReLU6 that saturates, or a squeeze-and-excitation, adds what no bias names.
#include "plugins/explainers/full_grad/gradients_behind.hpp"
#include "vantage/eigen.hpp"
#include "vantage/resize.hpp"

namespace {

using vantage::eigen::RowMajor;

struct FullGrad {
  static constexpr const char* tags[] = {"gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "full-grad",
      VTG_EXPLAINER,
      "FullGrad",
      "1.0.0",
      "Input times its gradient, and every layer's biases times theirs, added up over the image.",
      "Srinivas and Fleuret, Full-Gradient Representation for Neural Network Visualization, NeurIPS 2019, "
      "arXiv:1905.00780, eq. 8",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER | VTG_CAN_VJP_INPUT;

  static vantage::Params params() {
    static constexpr const char* scales[] = {"layer", "channel", "none", nullptr};
    return {vantage::advanced(vantage::enum_param(
                "normalize", "Rescale to [0,1]", "layer", scales,
                "Magnitudes, all channels of a layer together (the authors' code) or each by itself "
                "(pytorch-grad-cam); or none: signed contributions as they are")),
            vantage::advanced(vantage::bool_param("align_corners", "Align corners", true,
                                                  "Stretch layers so that corner pixels' centres meet (the "
                                                  "authors' code), not the pixels' edges"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const auto biases = spatial_biases(call.model);
    std::vector<int32_t> wanted;
    for (const auto& b : biases) wanted.push_back(b.layer);
    const auto taps = vantage::full_grad::taps_for(call.model, wanted);
    const auto tape = call.model.forward(call.images(), taps, /*record=*/true);

    const auto images = call.images();
    const int64_t height = images.size(2), width = images.size(3);
    auto out = call.host.zeros({call.maps(), height, width});
    const bool aligned = call.params.boolean("align_corners");
    vantage::full_grad::gradients(call, tape, taps, [&](int64_t m, int32_t layer, const float* g) {
      auto map = Eigen::Map<RowMajor>(out.sample(m), height, width);
      if (layer == VTG_LAYER_INPUT) {
        const auto x = vantage::eigen::channels(images, call.image_of(m));
        map += picture(call, x.cwiseProduct(Eigen::Map<const RowMajor>(g, x.rows(), x.cols())), height);
        return;
      }
      const auto b =
          std::find_if(biases.begin(), biases.end(), [&](const auto& x) { return x.layer == layer; });
      if (b == biases.end()) return;  // tapped on the way
      const auto k = b->shape[0], h = b->shape[1], w = b->shape[2];
      const Eigen::Map<const Eigen::VectorXf> bias(b->values, k);
      // Resizing is linear: the channels are added up first.
      map += vantage::eigen::resized(
          picture(call, bias.asDiagonal() * Eigen::Map<const RowMajor>(g, k, h * w), h), height, width,
          aligned ? VTG_UP_BILINEAR_ALIGNED : VTG_UP_BILINEAR);
    });
    return out;
  }

 private:
  struct Bias {
    int32_t layer;
    const float* values;
    int64_t shape[3];
  };

  // Fully connected layers' biases complete the sum to the score, but have no place on the image.
  static std::vector<Bias> spatial_biases(const vantage::Model& model) {
    std::vector<Bias> all;
    for (int32_t i = 0; i < model.layer_count(); ++i) {
      const auto l = model.layer(i);
      // One layer may have several names, "block" and "block.bn2": the same numbers count once.
      const bool known =
          std::any_of(all.begin(), all.end(), [&](const auto& b) { return b.values == l.bias; });
      if (l.ndim == 3 && l.bias && !known) all.push_back({i, l.bias, {l.shape[0], l.shape[1], l.shape[2]}});
    }
    if (all.empty())
      throw vantage::Error(
          VTG_UNSUPPORTED,
          "FullGrad adds up what biases contribute, but this model's loader names no layer with a "
          "bias and a spatial extent; try input-x-gradient, which is what is left without them");
    return all;
  }

  // The paper's psi, summed over channels: K x h*w contributions become h x w.
  static RowMajor picture(const vantage::Call& call, RowMajor c, int64_t h) {
    const std::string scale = call.params.choice("normalize");
    if (scale != "none") {
      c = c.cwiseAbs();
      // What is added lets a layer without contributions stay zero: the numbers of the two libraries.
      if (scale == "layer") {
        c.array() -= c.minCoeff();
        c /= c.maxCoeff() + 1e-6f;
      } else {
        c.colwise() -= c.rowwise().minCoeff().eval();
        c.array().colwise() /= (c.rowwise().maxCoeff().array() + 1e-7f).eval();
      }
    }
    const Eigen::RowVectorXf sum = c.colwise().sum();
    return Eigen::Map<const RowMajor>(sum.data(), h, sum.size() / h);
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(FullGrad)
