// SPDX-License-Identifier: Apache-2.0
// Group-CAM: groups of Grad-CAM's weighted channels as masks between the image and its blurred self.
#include <limits>

#include "plugins/explainers/score_cam/blurred.hpp"
#include "plugins/explainers/score_cam/masked_scores.hpp"
#include "vantage/linear_cam.hpp"
#include "vantage/resize.hpp"

namespace {

using namespace vantage::score_cam;

struct GroupCam {
  static constexpr const char* tags[] = {"cam", "perturbation", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "group-cam",
      VTG_EXPLAINER,
      "Group-CAM",
      "1.0.0",
      "Groups of Grad-CAM's channels, weighted by what each adds to the blurred image's score.",
      "Zhang et al., Group-CAM: Group Score-Weighted Visual Explanations for Deep Convolutional Networks, "
      "2021, arXiv:2103.13859, sec. 3",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER | VTG_CAN_PERTURB;

  static vantage::Params params() {
    using namespace vantage;
    return {target_layer_param(),
            relu_param(),
            int_param("groups", "Groups", 32, 1, 65536,
                      "Neighbouring channels are masks together, in so many groups: a forward pass each"),
            float_param("threshold", "Threshold", 70, 0, 100,
                        "Percentile of a group's map up to which it counts as noise and becomes zero"),
            perturbation::score_param("prob"),
            advanced(float_param("blur_sigma", "Blur", 50, 0.1, 1000,
                                 "Standard deviation of the blur that hides the image, pixels of the model's "
                                 "input")),
            advanced(int_param("blur_kernel", "Blur's width", 51, 1, 501,
                               "Pixels that the blur reaches over, an odd number"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = call.params.layer("layer");
    vantage::require_maps(call, layer);
    if (call.params.integer("blur_kernel") % 2 == 0)
      throw vantage::Error(VTG_INVALID, "blur_kernel must be odd, so that the blur has a centre; try " +
                                            std::to_string(call.params.integer("blur_kernel") + 1));
    const auto tape = call.model.forward(call.images(), {layer}, /*record=*/true);
    const auto gradient = call.class_gradient(tape, layer);
    const vantage::View values = tape.value(layer);
    const MapSize size = {values.size(2), values.size(3)};
    auto out = call.host.zeros({call.maps(), size.h, size.w});
    for (int64_t m = 0; m < call.maps(); ++m) {
      const Eigen::VectorXf weights = vantage::eigen::channels(gradient.view(), m).rowwise().mean();
      const RowMajor weighted = weights.asDiagonal() * vantage::eigen::channels(values, call.image_of(m));
      auto map = vantage::eigen::pixels(out, m);
      if (!weighted.allFinite()) {
        map.setConstant(std::numeric_limits<float>::quiet_NaN());  // no mask can be made of that
        continue;
      }
      const RowMajor masks = group(call, weighted);
      MaskedScores image(call, call.image_of(m), m, 1, call.params.choice("score") == "prob");
      image.expect(masks.rows() + 1);
      map = add_up(call, image, masks, size);
      if (call.params.boolean("relu")) map = map.unaryExpr([](float x) { return x < 0 ? 0.0f : x; });
    }
    return out;
  }

 private:
  // What is positive in the sum of every K/groups neighbouring channels, and above the threshold.
  static RowMajor group(const vantage::Call& call, const RowMajor& weighted) {
    const auto groups = std::min<Eigen::Index>(call.params.integer("groups"), weighted.rows());
    const Eigen::Index members = (weighted.rows() + groups - 1) / groups;
    RowMajor all((weighted.rows() + members - 1) / members, weighted.cols());
    for (Eigen::Index g = 0; g < all.rows(); ++g) {
      const Eigen::Index first = g * members;
      auto map = all.row(g);
      map = weighted.middleRows(first, std::min(members, weighted.rows() - first)).colwise().sum();
      map = map.unaryExpr([](float x) { return x < 0 ? 0.0f : x; }).eval();
      const float noise = percentile(map, call.params.number("threshold"));
      map = map.unaryExpr([&](float x) { return x <= noise ? 0.0f : x; }).eval();
    }
    return all;
  }
  // Between the two nearest values in proportion, as numpy.percentile.
  static float percentile(const Eigen::RowVectorXf& map, double percent) {
    std::vector<float> sorted(map.begin(), map.end());
    std::sort(sorted.begin(), sorted.end());
    const double at = percent / 100 * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<size_t>(at), above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + static_cast<float>(at - double(below)) * (sorted[above] - sorted[below]);
  }
  // sum_g (f(image behind mask g) - f(blurred image)) * mask g, constant groups left out.
  static Eigen::RowVectorXf add_up(const vantage::Call& call, MaskedScores& image, const RowMajor& masks,
                                   MapSize size) {
    const vantage::View whole = image.image();
    const auto hidden =
        blurred(call.host, whole, call.params.integer("blur_kernel"), call.params.number("blur_sigma"));
    const float nothing = image.of(hidden.view())[0];
    const Matrix scores = image.blended(hidden.view(), masks, size);
    Eigen::RowVectorXf sum = Eigen::RowVectorXf::Zero(masks.cols());
    for (Eigen::Index g = 0; g < masks.rows(); ++g) {
      if (masks.row(g).minCoeff() == masks.row(g).maxCoeff()) continue;
      // Stretched to [0,1] like the mask, which was so at the image's size.
      const RowMajor large = vantage::eigen::resized(
          Eigen::Map<const RowMajor>(masks.row(g).data(), size.h, size.w), whole.size(2), whole.size(3));
      const float low = large.minCoeff(), range = large.maxCoeff() - low;
      sum.array() += (scores(g, 0) - nothing) * (masks.row(g).array() - low) / range;
    }
    return sum;
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(GroupCam)
