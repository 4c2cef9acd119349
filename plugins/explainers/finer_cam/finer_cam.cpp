// SPDX-License-Identifier: Apache-2.0
// Finer-CAM: Grad-CAM of what tells the class from those that the model finds most alike.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "vantage/linear_cam.hpp"

namespace {

// The `n` classes whose logits are closest to that of `target`, at most all others.
std::vector<int64_t> closest(const float* logits, int64_t classes, int64_t target, int64_t n) {
  std::vector<int64_t> all(static_cast<size_t>(classes));
  std::iota(all.begin(), all.end(), 0);
  all.erase(all.begin() + target);
  const auto distance = [&](int64_t c) {
    const float d = std::abs(logits[c] - logits[target]);
    return std::isnan(d) ? INFINITY : d;
  };
  const auto end = all.begin() + std::min<int64_t>(n, classes - 1);
  std::partial_sort(all.begin(), end, all.end(), [&](int64_t a, int64_t b) {
    return distance(a) != distance(b) ? distance(a) < distance(b) : a < b;
  });
  all.erase(end, all.end());
  return all;
}

std::vector<double> softmax(const float* logits, int64_t classes) {
  const double most = *std::max_element(logits, logits + classes);
  std::vector<double> p(logits, logits + classes);
  double sum = 0;
  for (double& x : p) sum += x = std::exp(x - most);
  for (double& x : p) x /= sum;
  return p;
}

// d/dy of F = N / D, N = sum p_i (y_c - alpha y_i), D = sum p_i + 1e-9 over the references i; the
// probabilities p depend on y too, as in the authors' code.
void weighted(const float* y, int64_t classes, int64_t c, const std::vector<int64_t>& references,
              double alpha, float* g) {
  constexpr double kGuard = 1e-9;
  const auto p = softmax(y, classes);
  double numerator = 0, mass = 0;
  for (const int64_t i : references) {
    mass += p[static_cast<size_t>(i)];
    numerator += p[static_cast<size_t>(i)] * (y[c] - alpha * y[i]);
  }
  const double d = mass + kGuard, f = numerator / d;
  // dp_i/dy_j = p_i ([i = j] - p_j): -p_j for every j, then p_i more at the references themselves.
  for (int64_t j = 0; j < classes; ++j)
    g[j] = static_cast<float>(-p[static_cast<size_t>(j)] * (numerator - f * mass) / d);
  for (const int64_t i : references)
    g[i] += static_cast<float>(p[static_cast<size_t>(i)] * (y[c] - alpha * y[i] - f - alpha) / d);
  g[c] += static_cast<float>(mass / d);
}

struct FinerCam {
  static constexpr const char* tags[] = {"cam", "gradient", "contrastive", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "finer-cam",
      VTG_EXPLAINER,
      "Finer-CAM",
      "1.0.0",
      "What tells the class from those the model finds most alike: Grad-CAM of the difference of scores.",
      "Zhang et al., Finer-CAM: Spotting the Difference Reveals Finer Details for Visual Explanation, CVPR "
      "2025, arXiv:2501.11309, with references weighted as in the authors' code",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    static constexpr const char* objectives[] = {"weighted", "mean", nullptr};
    return {vantage::target_layer_param(), vantage::relu_param(),
            vantage::int_param("references", "Similar classes", 3, 1, 1000,
                               "How many classes, closest in score, the class is told from"),
            vantage::float_param("alpha", "Strength", 1, 0, 10,
                                 "How much the similar classes' scores count; 0 asks for the class alone"),
            vantage::advanced(vantage::enum_param(
                "objective", "Difference", "weighted", objectives,
                "The differences averaged by the similar classes' probabilities, which are differentiated "
                "too (authors), or the score minus alpha times the mean of theirs (torch-cam)"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int64_t classes = call.model.info().classes, wanted = call.params.integer("references");
    if (classes < 2)
      throw vantage::Error(VTG_INVALID, "Finer-CAM tells classes apart and this model has only one");
    const double alpha = call.params.number("alpha");
    const bool mean = call.params.choice("objective") == "mean";
    const vantage::GradientAtLayer at(call, [&](int64_t m, const float* y, float* g) {
      const int64_t c = call.target(m);
      const auto references = closest(y, classes, c, wanted);
      if (!mean) return weighted(y, classes, c, references, alpha, g);
      g[c] = 1;
      for (const int64_t i : references)
        g[i] = static_cast<float>(-alpha / static_cast<double>(references.size()));
    });
    return vantage::gradient_cam(
        call, at, [](const auto&, const auto& g) -> Eigen::VectorXf { return g.rowwise().mean(); });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(FinerCam)
