// SPDX-License-Identifier: Apache-2.0
// Smooth Grad-CAM++: Grad-CAM++ with its derivatives averaged over noisy copies of the image.
#include "plugins/explainers/grad_cam_plus_plus/plus_plus.hpp"
#include "plugins/explainers/smooth_grad_cam_plus_plus/noise.hpp"

namespace {

using vantage::eigen::RowMajor;

// What one map collects from the noisy copies; "average" says what of it counts.
class Average {
 public:
  explicit Average(const vantage::Call& call)
      : weights_(call.params), of_(call.params.choice("average")), relu_(call.params.boolean("relu")) {}

  /// One copy's activations and gradients, K x h*w.
  template <class A, class G>
  void add(const A& a, const G& g) {
    ++n_;
    if (of_ == "maps") {
      const Eigen::RowVectorXf map = weights_(a, g).transpose() * a;
      grow(map_, vantage::plus_plus::unit_range(vantage::positive(map)));
      return;
    }
    const RowMajor square = g.cwiseProduct(g);
    grow(d2_, square);
    grow(d3_, square.cwiseProduct(g));
    if (of_ == "last") {
      a_ = a;
      d1_ = g;
    } else {
      grow(d1_, g);
    }
  }
  /// clean: the activations of the image itself.
  template <class A>
  Eigen::RowVectorXf map(const A& clean) const {
    const auto n = static_cast<float>(n_);
    if (of_ == "maps") return map_ / n;
    const bool last = of_ == "last";
    const Eigen::VectorXf w = weights_(clean, d1_ / (last ? 1 : n), d2_ / n, d3_ / n);
    const Eigen::RowVectorXf sum = last ? (w.transpose() * a_).eval() : (w.transpose() * clean).eval();
    return relu_ ? vantage::positive(sum).eval() : sum;
  }

 private:
  template <class Sum, class Part>
  static void grow(Sum& sum, const Part& part) {
    if (sum.size() == 0)
      sum = part;
    else
      sum += part;
  }
  vantage::plus_plus::Weights weights_;
  std::string of_;
  bool relu_;
  int64_t n_ = 0;
  RowMajor a_, d1_, d2_, d3_;
  Eigen::RowVectorXf map_;
};

struct SmoothGradCamPlusPlus {
  static constexpr const char* tags[] = {"cam", "gradient", "random", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "smooth-grad-cam++",
      VTG_EXPLAINER,
      "Smooth Grad-CAM++",
      "1.1.0",
      "Grad-CAM++ with its derivatives averaged over noisy copies of the image: less noise in the map.",
      "Omeiza et al., Smooth Grad-CAM++: An Enhanced Inference Level Visualization Technique for Deep "
      "Convolutional Neural Network Models, 2019, arXiv:1908.01224; alpha of Chattopadhay et al., "
      "arXiv:1710.11063, eq. 19",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    static constexpr const char* averages[] = {"derivatives", "last", "maps", nullptr};
    return vantage::plus_plus::params(
        {vantage::target_layer_param(), vantage::relu_param(),
         vantage::int_param("samples", "Samples", 25, 1, 1000,
                            "Noisy copies of each image: more are smoother and take longer"),
         vantage::float_param("sigma", "Noise", 0.15, 0, 10,
                              "Standard deviation of the noise, as a part of the image's range"),
         vantage::smooth::noise_param(),
         vantage::advanced(vantage::enum_param(
             "average", "What is averaged", "derivatives", averages,
             "All three derivatives, for the clean image's activations (paper); the second and third, with "
             "the last copy's gradient and activations (torch-cam); or each copy's finished map "
             "(yiskw713)"))});
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    return call.params.choice("average") == "derivatives" && gradient_is_constant(call.model.head(layer))
               ? of_clean_image(call)
               : of_noisy_copies(call, layer);
  }

 private:
  // Behind pooling and one linear layer lies a class's row of weights, whatever the image: every copy has it.
  static bool gradient_is_constant(const vtg_head& head) {
    return head.channels > 0 && head.inner == VTG_HEAD_IDENTITY && head.outer == VTG_HEAD_IDENTITY;
  }
  static vantage::Tensor of_clean_image(const vantage::Call& call) {
    const vantage::GradientAtLayer at(call);
    return vantage::cam_of_each(call, at.values(), /*relu=*/false, [&](const auto& a, int64_t m) {
      Average one(call);
      one.add(a, at.of_map(m));
      return one.map(a);
    });
  }
  static vantage::Tensor of_noisy_copies(const vantage::Call& call, int32_t layer) {
    const auto clean = call.model.forward(call.images(), {layer}, /*record=*/true);
    std::vector<Average> averages(static_cast<size_t>(call.maps()), Average(call));
    for (int64_t first = 0, last = 0; first < call.maps(); first = last) {
      while (last < call.maps() && call.image_of(last) == call.image_of(first)) ++last;
      collect(call, layer, first, last, averages.data());
    }
    return vantage::cam_of_each(
        call, clean.value(layer), /*relu=*/false,
        [&](const auto& a, int64_t m) { return averages[static_cast<size_t>(m)].map(a); },
        /*done=*/call.maps() * call.params.integer("samples"));
  }
  // The maps first to last - 1 are of one image: its copies, passed forward once, serve all of them.
  static void collect(const vantage::Call& call, int32_t layer, int64_t first, int64_t last,
                      Average* averages) {
    const int64_t samples = call.params.integer("samples"), most = vantage::smooth::copies_a_pass(call);
    auto random = call.random();
    for (int64_t done = 0, n = 0; done < samples; done += n) {
      call.step(first * samples + done * (last - first), call.maps() * (samples + 1));
      n = std::min(most, samples - done);
      const auto copies = vantage::smooth::noisy_copies(call, call.image_of(first), n, random);
      const auto tape = call.model.forward(copies.view(), {layer}, /*record=*/true);
      for (int64_t m = first; m < last; ++m) {
        const std::vector<int64_t> targets(static_cast<size_t>(n), call.target(m));
        const auto gradient = tape.class_gradient(targets.data(), layer);
        for (int64_t i = 0; i < n; ++i)
          averages[m].add(vantage::eigen::channels(tape.value(layer), i),
                          vantage::eigen::channels(gradient.view(), i));
      }
    }
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(SmoothGradCamPlusPlus)
