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
        trial(std::min(iterations, p.integer("trial"))),
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
        score_weight(p.number("score_weight")),
        penalty{p.number("l1"), p.number("tv"), p.number("tv_beta")} {}
  int64_t side, iterations, trial, jitter;
  int32_t upsample;
  bool probabilities;
  std::string init, hidden;
  double blur_sigma, rate, last_rate, beta1, beta2, tolerance, noise, score_weight;
  MaskPenalty penalty;
};

// One way down from one start.
struct Descent {
  Descent(Mask start, const Settings& s) : mask(std::move(start)), best(mask), adam(s.beta1, s.beta2) {}
  Mask mask, best;
  Adam adam;
  double least = std::numeric_limits<double>::infinity();  // objective, that of `best`
  std::deque<double> recent;                               // `least` after each of the last steps
  int64_t made = 0;
  bool fine = false;  // the last part, in the smallest steps
};

// The search for one map's mask: from each start for a while, then on from where the objective is least.
class Search {
 public:
  Search(const vantage::Call& call, const Settings& s, int64_t map, const vantage::perturbation::Pulse& pulse)
      : s_(s),
        target_(call.target(map)),
        image_(call.images(), call.image_of(map)),
        hidden_(vantage::perturbation::baseline(call, call.image_of(map), s.hidden, s.blur_sigma)),
        random_(call.random()) {
    if (!hidden_) {
      const auto v = image_.view();
      hidden_ = call.host.zeros({1, v.size(1), v.size(2), v.size(3)});
    }
    const vantage::perturbation::Tryout tryout{call,       pulse,          map, image_.view(), hidden_.view(),
                                               s.upsample, s.probabilities};
    Mask start = Mask::Ones(s.side, s.side);
    if (s.init == "random")
      for (float& cell : start.reshaped()) cell = static_cast<float>(random_.uniform());
    if (s.init == "circle") start = vantage::perturbation::smallest_disc(tryout, s.side);
    ways_.emplace_back(start, s);
    if (s.init == "several") {
      ways_.emplace_back(vantage::perturbation::without_spot(s.side, 0.5, 0.5, 12.0 / 28), s);
      ways_.emplace_back(vantage::perturbation::best_spot(tryout, s.side, s.penalty), s);
    }
    all_ = s.iterations + static_cast<int64_t>(ways_.size() - 1) * s.trial;
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
    Eigen::Map<Mask>(trial.mask, s_.side, s_.side) = ways_[at_].mask;
  }

  void learn(double score, const float* gradient) {
    Descent& way = ways_[at_];
    Mask g = static_cast<float>(s_.score_weight) * Eigen::Map<const Mask>(gradient, s_.side, s_.side);
    const double objective = score + s_.penalty(way.mask, g);
    if (std::isnan(objective)) {
      way.best.setConstant(std::numeric_limits<float>::quiet_NaN());
      done_ = true;
      return;
    }
    if (objective < way.least || unsteady()) {
      way.least = objective;
      way.best = way.mask;
    }
    way.recent.push_back(way.least);
    if (way.recent.size() > kWindow + 1) way.recent.pop_front();
    const double part = s_.iterations > 1 ? double(way.made) / double(s_.iterations - 1) : 0;
    way.adam.step(way.mask, g, way.fine ? s_.last_rate : s_.rate * std::pow(s_.last_rate / s_.rate, part));
    ++way.made;
    ++made_;
    if (ways_.size() > 1 && way.made == s_.trial && ++at_ == ways_.size()) keep_best();
    if (ways_.size() > 1) return;
    Descent& last = ways_[0];
    const bool over = settled(last);
    done_ = last.made == s_.iterations || (over && last.fine);
    if (over) refine(last);
  }

  double progress() const { return done_ ? 1 : double(made_) / double(all_); }
  void finish(float* map) const { Eigen::Map<Mask>(map, s_.side, s_.side) = 1 - ways_[at_].best; }

 private:
  static constexpr size_t kWindow = 10;  // iterations over which the objective has to improve

  // With jitter or noise no two objectives can be compared: the last mask is as good as any.
  bool unsteady() const { return s_.jitter > 0 || s_.noise > 0; }
  bool settled(const Descent& way) const {
    const double before = way.recent.front();
    return s_.tolerance > 0 && way.recent.size() > kWindow &&
           before - way.least < s_.tolerance * std::abs(before);
  }
  // Large steps go to and fro about a minimum: from the best mask on, small ones go into it.
  static void refine(Descent& way) {
    way.fine = true;
    way.mask = way.best;
    way.recent.clear();
  }
  void keep_best() {
    const auto best = std::min_element(ways_.begin(), ways_.end(),
                                       [](const auto& a, const auto& b) { return a.least < b.least; });
    ways_ = std::vector<Descent>{std::move(*best)};
    at_ = 0;
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

  const Settings& s_;
  int64_t target_;
  vantage::perturbation::OneImage image_;
  vantage::Tensor hidden_;
  vantage::Random random_;
  std::vector<Descent> ways_;
  size_t at_ = 0;  // of the one under way
  int64_t made_ = 0, all_ = 0;
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
        [&](int64_t map, const auto& pulse) { return std::make_unique<Search>(call, s, map, pulse); });
  }
};

vantage::Params Bbmp::params() {
  using namespace vantage;
  static constexpr const char* inits[] = {"several", "ones", "circle", "random", nullptr};
  static constexpr const char* resizers[] = {"bilinear", "aligned", "nearest", "bicubic",
                                             nullptr};  // VTG_UP_...
  return {
      int_param("mask_size", "Mask size", 28, 2, 1024, "Cells a side of the mask; fewer give a coarser map"),
      int_param("iterations", "Iterations", 100, 1, 100000,
                "Steps of gradient descent at most; trials of other starts come on top"),
      float_param("learning_rate", "Step", 0.1, 1e-4, 1, "How far a cell moves in the first step"),
      float_param("learning_rate_end", "Last step", 0.01, 1e-4, 1,
                  "... and in the last one; the steps between shrink evenly from one to the other"),
      float_param("l1", "Size penalty", 1e-4, 0, 1,
                  "Cost of each hidden cell; more makes the region smaller"),
      float_param("tv", "Roughness penalty", 1e-2, 0, 10,
                  "Cost of edges in the mask; more makes it smoother"),
      float_param("tolerance", "Stop early", 0.002, 0, 1,
                  "When ten steps improve the objective by less than this fraction they become small, and "
                  "when that happens again the search is over; 0: never"),
      perturbation::baseline_param("blur"),
      perturbation::blur_sigma_param(),
      perturbation::score_param("prob"),
      advanced(float_param("tv_beta", "Power of edges", 3, 1, 6, "Exponent of the roughness penalty")),
      advanced(
          enum_param("init", "Begin with", "several", inits,
                     "Several: nothing hidden, a spot in the middle and the best spot of 36, then on with "
                     "the best of the three; or only nothing hidden, the smallest disc that hides the "
                     "class, or noise")),
      advanced(int_param("trial", "Trial", 15, 1, 100000, "Iterations for each of several starts")),
      advanced(
          float_param("score_weight", "Weight of the score", 1.3, 0.1, 10,
                      "... in the gradient; above 1 the class loses more for almost the same objective")),
      advanced(
          enum_param("upsample", "Resize", "bilinear", resizers,
                     "How the mask is brought to the image's size: bilinear between the cells' centres or "
                     "with aligned corners, nearest cell, bicubic")),
      advanced(int_param(
          "jitter", "Jitter", 0, 0, 64,
          "The image moves by up to so many pixels in every step, against masks that hit single pixels")),
      advanced(float_param("noise", "Noise", 0, 0, 10,
                           "Standard deviation of noise added to the input in every step")),
      advanced(float_param("adam_beta1", "Momentum", 0.5, 0, 0.9999, "Adam's memory of the gradient")),
      advanced(float_param("adam_beta2", "Scale memory", 0.9, 0, 0.99999,
                           "Adam's memory of the squared gradient"))};
}

}  // namespace

VTG_EXPORT_EXPLAINERS(Bbmp)
