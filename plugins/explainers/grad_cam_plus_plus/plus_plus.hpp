// SPDX-License-Identifier: Apache-2.0
// Grad-CAM++'s channel weights, and the choices in which its implementations differ:
//   alpha = D2 / (2 D2 + sum(A) D3),  w_k = sum(alpha / sum(alpha where D1 > 0) * ReLU(D1)),
// D1, D2, D3 the derivatives of Y = exp(S) by the activations, up to the factor exp(S): g, g^2, g^3 where
// what lies behind the layer is piecewise linear. That factor cancels in alpha and scales the whole map, so
// it is left out, and with it the overflow (Chattopadhay et al., arXiv:1710.11063, eq. 19, and the authors'
// code).
#pragma once
#include "vantage/linear_cam.hpp"

namespace vantage::plus_plus {

/// `own`, a method's own parameters, followed by the choices, for experts.
inline Params params(Params own) {
  static constexpr const char* denominators[] = {"sum-a", "sum-a-g3", "mean-a", "one", nullptr};
  static constexpr const char* normalisations[] = {"positive", "all", "none", nullptr};
  static constexpr const char* totals[] = {"sum", "mean", nullptr};
  for (const auto& p :
       {enum_param("denominator", "Third derivatives", "sum-a", denominators,
                   "What weighs the third derivative in alpha's denominator: the sum of the activations "
                   "(paper), the sum of their products with it (torch-cam), their mean (xplique); one: no "
                   "denominator"),
        enum_param("normalise", "Normalise alpha", "positive", normalisations,
                   "Divide alpha by its sum where the gradient is positive (the authors' code), by its sum "
                   "everywhere (tf-keras-vis), or not at all (paper's eq. 19)"),
        enum_param("weights", "Weights", "sum", totals,
                   "A channel's weight is the sum over its pixels, or their mean (xplique)"),
        float_param("epsilon", "Guard", 0, 0, 1,
                    "Added to alpha's denominator; 0 adds nothing and lets a denominator of 0 divide as 1. "
                    "1e-6 (pytorch-grad-cam) already dampens channels with small gradients")})
    own.push_back(advanced(p));
  return own;
}

class Weights {
 public:
  explicit Weights(const Values& chosen)
      : denominator_(chosen.choice("denominator")),
        normalise_(chosen.choice("normalise")),
        mean_(chosen.choice("weights") == "mean"),
        epsilon_(chosen.number("epsilon")) {}

  /// K weights from activations and gradients, K x h*w.
  template <class A, class G>
  Eigen::VectorXf operator()(const A& a, const G& g) const {
    return each_channel(a.rows(), [&](Eigen::Index k) {
      const Row d1 = row(g, k), d2 = d1.square();
      return weight(row(a, k), d1, d2, d2 * d1);
    });
  }
  /// The same from the three derivatives, each K x h*w.
  template <class A, class D1, class D>
  Eigen::VectorXf operator()(const A& a, const D1& d1, const D& d2, const D& d3) const {
    return each_channel(
        a.rows(), [&](Eigen::Index k) { return weight(row(a, k), row(d1, k), row(d2, k), row(d3, k)); });
  }

 private:
  using Row = Eigen::Array<double, 1, Eigen::Dynamic>;  // in double, or small gradients vanish when cubed
  template <class M>
  static Row row(const M& m, Eigen::Index k) {
    return m.row(k).template cast<double>();
  }
  template <class F>
  static Eigen::VectorXf each_channel(Eigen::Index n, F&& weight_of) {
    Eigen::VectorXf w(n);
    for (Eigen::Index k = 0; k < n; ++k) w[k] = static_cast<float>(weight_of(k));
    return w;
  }
  static double guarded(double divisor) { return divisor == 0 ? 1 : divisor; }

  double weight(const Row& a, const Row& d1, const Row& d2, const Row& d3) const {
    Row alpha = d2;
    if (denominator_ != "one") alpha /= (2 * d2 + third(a, d3) + epsilon_).unaryExpr(&guarded);
    if (normalise_ == "positive") alpha /= guarded((d1 > 0).select(alpha, 0.0).sum());
    if (normalise_ == "all") alpha /= guarded(alpha.sum());
    const Row evidence = alpha * positive(d1);
    return mean_ ? evidence.mean() : evidence.sum();
  }
  Row third(const Row& a, const Row& d3) const {
    if (denominator_ == "sum-a-g3") return Row::Constant(a.size(), (a * d3).sum());
    return d3 * (denominator_ == "mean-a" ? a.mean() : a.sum());
  }

  std::string denominator_, normalise_;
  bool mean_;
  double epsilon_;
};

/// A map brought to [0,1] by its own extremes; a constant one becomes 0, a NaN stays one.
inline Eigen::RowVectorXf unit_range(const Eigen::RowVectorXf& map) {
  const float low = map.minCoeff(), high = map.maxCoeff();
  return (map.array() - low) / (high == low ? 1.0f : high - low);
}

}  // namespace vantage::plus_plus
