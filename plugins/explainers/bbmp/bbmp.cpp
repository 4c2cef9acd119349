// SPDX-License-Identifier: Apache-2.0
// BBMP, meaningful perturbation: the smallest smooth region whose blurring takes the class away.
#include <deque>

#include "plugins/explainers/bbmp/adam.hpp"
#include "plugins/explainers/bbmp/initial_mask.hpp"
#include "plugins/explainers/bbmp/mask_search.hpp"

namespace {

using vantage::perturbation::Adam;
using vantage::perturbation::Mask;
using vantage::perturbation::MaskPenalty;

// The parameters, in numbers.
struct Settings {
  explicit Settings(const vantage::Values& p)
      : side(p.integer("mask_size")),
        iterations(p.integer("iterations")),
        jitter(p.integer("jitter")),
        upsample(static_cast<int32_t>(p.integer("upsample"))),
        probabilities(p.choice("score") == "prob"),
        init(p.choice("init")),
        hidden(p.choice("baseline")),
        blur_sigma(p.number("blur_sigma")),
        rate(p.number("learning_rate")),
        last_rate(p.number("learning_rate_end")),
        beta1(p.number("adam_beta1")),
        beta2(p.number("adam_beta2")),
        tolerance(p.number("tolerance")),
        noise(p.number("noise")),
        penalty{p.number("l1"), p.number("tv"), p.number("tv_beta")} {}
  int64_t side, iterations, jitter;
  int32_t upsample;
  bool probabilities;
  std::string init, hidden;
  double blur_sigma, rate, last_rate, beta1, beta2, tolerance, noise;
  MaskPenalty penalty;
};

// The search for one map's mask.
class Search {
 public:
  Search(const vantage::Call& call, const Settings& s, int64_t map)
      : call_(call),
        s_(s),
        target_(call.target(map)),
        image_(call.images(), call.image_of(map)),
        hidden_(vantage::perturbation::baseline(call, call.image_of(map), s.hidden, s.blur_sigma)),
        random_(call.random()),
        adam_(s.beta1, s.beta2) {
    if (!hidden_) {
      const auto v = image_.view();
      hidden_ = call.host.zeros({1, v.size(1), v.size(2), v.size(3)});
    }
    mask_ = Mask::Ones(s.side, s.side);
    if (s.init == "random")
      for (float& cell : mask_.reshaped()) cell = static_cast<float>(random_.uniform());
    if (s.init == "circle")
      mask_ = vantage::perturbation::smallest_disc(call, map, image_.view(), hidden_.view(), s.side,
                                                   s.upsample, s.probabilities);
    best_ = mask_;
  }

  int64_t target() const { return target_; }

  void propose(vantage::perturbation::Trial trial) {
    const auto dy = shift(), dx = shift();
    moved(image_.view().data(), dy, dx, trial.image);
    moved(hidden_.view().data(), dy, dx, trial.baseline);
    if (s_.noise > 0)  // in both, so that it lies over whatever the mask makes of them
      for (int64_t i = 0; i < image_.view().count(); ++i) {
        const auto z = static_cast<float>(s_.noise * random_.normal());
        trial.image[i] += z;
        trial.baseline[i] += z;
      }
    Eigen::Map<Mask>(trial.mask, s_.side, s_.side) = mask_;
  }

  void learn(double score, const float* gradient) {
    Mask g = Eigen::Map<const Mask>(gradient, s_.side, s_.side);
    const double objective = score + s_.penalty(mask_, g);
    if (objective < least_ || unsteady()) {
      least_ = objective;
      best_ = mask_;
    }
    if (std::isnan(objective)) best_.setConstant(std::numeric_limits<float>::quiet_NaN());
    ++made_;
    done_ = made_ == s_.iterations || std::isnan(objective) || settled();
    const double way = s_.iterations > 1 ? double(made_ - 1) / double(s_.iterations - 1) : 0;
    adam_.step(mask_, g, s_.rate * std::pow(s_.last_rate / s_.rate, way));
  }

  double progress() const { return done_ ? 1 : double(made_) / double(s_.iterations); }
  void finish(float* map) const { Eigen::Map<Mask>(map, s_.side, s_.side) = 1 - best_; }

 private:
  static constexpr size_t kWindow = 10;  // iterations over which the objective has to improve

  // With jitter or noise no two objectives can be compared: the last mask is as good as any.
  bool unsteady() const { return s_.jitter > 0 || s_.noise > 0; }
  bool settled() {
    recent_.push_back(least_);
    if (recent_.size() <= kWindow) return false;
    const double before = recent_.front();
    recent_.pop_front();
    return s_.tolerance > 0 && before - least_ < s_.tolerance * std::abs(before);
  }
  int64_t shift() { return s_.jitter > 0 ? static_cast<int64_t>(random_.below(uint64_t(s_.jitter) + 1)) : 0; }
  // The picture moved up and to the left, its last row and column repeated.
  void moved(const float* in, int64_t dy, int64_t dx, float* out) const {
    const auto v = image_.view();
    const int64_t planes = v.size(1), height = v.size(2), width = v.size(3);
    for (int64_t c = 0; c < planes; ++c)
      for (int64_t y = 0; y < height; ++y, out += width) {
        const float* row = in + (c * height + std::min(y + dy, height - 1)) * width;
        const int64_t kept = std::max<int64_t>(0, width - dx);
        std::copy_n(row + (width - kept), kept, out);
        std::fill(out + kept, out + width, row[width - 1]);
      }
  }

  const vantage::Call& call_;
  const Settings& s_;
  int64_t target_;
  vantage::perturbation::OneImage image_;
  vantage::Tensor hidden_;
  vantage::Random random_;
  Adam adam_;
  Mask mask_, best_;
  double least_ = std::numeric_limits<double>::infinity();
  std::deque<double> recent_;
  int64_t made_ = 0;
  bool done_ = false;
};

struct Bbmp {
  static constexpr const char* tags[] = {"perturbation", "optimisation", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "bbmp",
      VTG_EXPLAINER,
      "BBMP",
      "1.0.0",
      "The smallest smooth region that has to be blurred for the class to vanish, found by gradient descent.",
      "Fong and Vedaldi, Interpretable Explanations of Black Boxes by Meaningful Perturbation, ICCV 2017, "
      "arXiv:1704.03296, eq. 5",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_PERTURB | VTG_CAN_PERTURB_GRADIENT;

  static vantage::Params params();

  vantage::Tensor explain(const vantage::Call& call) {
    const Settings s(call.params);
    return vantage::perturbation::search_masks(
        call, call.maps(), s.side, s.side, s.upsample, s.probabilities,
        [&](int64_t map) { return std::make_unique<Search>(call, s, map); });
  }
};

vantage::Params Bbmp::params() {
  using namespace vantage;
  static constexpr const char* inits[] = {"ones", "circle", "random", nullptr};
  static constexpr const char* resizers[] = {"bilinear", "aligned", "nearest", "bicubic",
                                             nullptr};  // VTG_UP_...
  return {
      int_param("mask_size", "Mask size", 28, 2, 1024, "Cells a side of the mask; fewer give a coarser map"),
      int_param("iterations", "Iterations", 300, 1, 100000, "Steps of gradient descent at most"),
      float_param("learning_rate", "Step", 0.1, 1e-4, 1, "How far a cell moves in the first step"),
      float_param("learning_rate_end", "Last step", 0.01, 1e-4, 1,
                  "... and in the last one; the steps between shrink evenly from one to the other"),
      float_param("l1", "Size penalty", 1e-4, 0, 1,
                  "Cost of each hidden cell; more makes the region smaller"),
      float_param("tv", "Roughness penalty", 1e-2, 0, 10,
                  "Cost of edges in the mask; more makes it smoother"),
      float_param("tolerance", "Stop early", 0, 0, 1,
                  "Stop when ten steps improve the objective by less than this fraction; 0: never"),
      perturbation::baseline_param("blur"),
      perturbation::blur_sigma_param(),
      perturbation::score_param("prob"),
      advanced(float_param("tv_beta", "Power of edges", 3, 1, 6, "Exponent of the roughness penalty")),
      advanced(enum_param("init", "Begin with", "ones", inits,
                          "Nothing hidden, the smallest disc that hides the class, or noise")),
      advanced(
          enum_param("upsample", "Resize", "bilinear", resizers,
                     "How the mask is brought to the image's size: bilinear between the cells' centres or "
                     "with aligned corners, nearest cell, bicubic")),
      advanced(int_param(
          "jitter", "Jitter", 0, 0, 64,
          "The image moves by up to so many pixels in every step, against masks that hit single pixels")),
      advanced(float_param("noise", "Noise", 0, 0, 10,
                           "Standard deviation of noise added to the input in every step")),
      advanced(float_param("adam_beta1", "Momentum", 0.9, 0, 0.9999, "Adam's memory of the gradient")),
      advanced(float_param("adam_beta2", "Scale memory", 0.9, 0, 0.99999,
                           "Adam's memory of the squared gradient"))};
}

}  // namespace

VTG_EXPORT_EXPLAINERS(Bbmp)
