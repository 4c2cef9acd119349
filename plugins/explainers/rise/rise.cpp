// SPDX-License-Identifier: Apache-2.0
// RISE: the mean of random masks, weighted by the score of what each lets through.
#include "plugins/explainers/occlusion/baseline.hpp"
#include "plugins/explainers/rise/random_masks.hpp"
#include "vantage/eigen.hpp"

namespace {

using Pixels = Eigen::ArrayXf;

// What one class has gathered. The masks are dealt to two hands in turn: how well these agree says how well
// two runs would.
struct Evidence {
  explicit Evidence(int64_t pixels) : hand{Pixels::Zero(pixels), Pixels::Zero(pixels)} {}

  // Correlation expected between this run and another one of its length: the hands' own, stepped up to twice
  // their length (Spearman and Brown 1910).
  double agreement(const Evidence* weight) const {
    Pixels a = hand[0], b = hand[1];
    if (weight) {
      a /= weight->hand[0].max(kNothing);
      b /= weight->hand[1].max(kNothing);
    }
    a -= a.mean();
    b -= b.mean();
    const double r = (a * b).sum() / std::sqrt(double(a.square().sum()) * b.square().sum());
    return 2 * r / (1 + r);
  }
  Pixels sum() const { return (hand[0] + hand[1]).max(kNothing); }

  static constexpr float kNothing = 1e-6f;  // a pixel that no mask showed: 0 over this is 0
  Pixels hand[2];
  bool done = false;
};

// The masks of one image, and all classes that are to be explained in it.
class Run {
 public:
  Run(const vantage::Call& call, int64_t image, int64_t first, int64_t n, vantage::Tensor& out)
      : call_(call),
        image_(call.images(), image),
        hidden_(vantage::perturbation::baseline(call, image, call.params.choice("baseline"),
                                                call.params.number("blur_sigma"))),
        first_(first),
        out_(out),
        masks_(call.params.integer("masks")),
        pixels_(out.view().count(1)),
        probability_(call.params.number("probability")),
        enough_(call.params.number("agreement")),
        prob_(call.params.choice("score") == "prob"),
        by_masks_(call.params.choice("normalise") == "masks"),
        random_(call.random(), call.params.integer("cells"), probability_, out.view().size(1),
                out.view().size(2)),
        evidence_(static_cast<size_t>(n), Evidence(pixels_)),
        weight_(pixels_) {}

  void all() {
    const int64_t most = vantage::perturbation::images_at_once(call_.model);
    const auto n = static_cast<int64_t>(evidence_.size());
    while (used_ < masks_ && !done()) {
      call_.step(first_ * masks_ + used_ * n, call_.maps() * masks_);
      some(std::min({most, masks_ - used_, kBetweenLooks - used_ % kBetweenLooks}));
      if (enough_ <= 0 || used_ % kBetweenLooks != 0) continue;
      for (int64_t k = 0; k < n; ++k)
        if (of(k).agreement(by_masks_ ? &weight_ : nullptr) >= enough_) finish(k);
    }
    for (int64_t k = 0; k < n; ++k) finish(k);
  }

 private:
  static constexpr int64_t kBetweenLooks = 512;  // masks from one estimate of the agreement to the next

  Evidence& of(int64_t k) { return evidence_[static_cast<size_t>(k)]; }
  bool done() const {
    return std::all_of(evidence_.begin(), evidence_.end(), [](const auto& e) { return e.done; });
  }
  void some(int64_t n) {
    const auto classes = static_cast<int64_t>(evidence_.size());
    auto batch = call_.host.zeros({n, out_.view().size(1), out_.view().size(2)});
    for (int64_t i = 0; i < n; ++i) random_.next(batch.sample(i));
    const auto scores = vantage::perturbation::scores(call_, image_.view(), hidden_, batch.view(), first_,
                                                      classes, VTG_UP_BILINEAR, prob_);
    for (int64_t i = 0; i < n; ++i, ++used_) {
      const Eigen::Map<const Pixels> mask(batch.sample(i), pixels_);
      if (by_masks_) weight_.hand[used_ % 2] += mask;
      for (int64_t k = 0; k < classes; ++k)
        if (!of(k).done) of(k).hand[used_ % 2] += scores.view().sample(i)[k] * mask;
    }
  }
  void finish(int64_t k) {
    if (of(k).done) return;
    of(k).done = true;
    Eigen::Map<Pixels> map(out_.sample(first_ + k), pixels_);
    map = of(k).hand[0] + of(k).hand[1];
    if (by_masks_)
      map /= weight_.sum();
    else
      map /= static_cast<float>(static_cast<double>(used_) * probability_);
  }

  const vantage::Call& call_;
  vantage::perturbation::OneImage image_;
  vantage::Tensor hidden_;
  int64_t first_;
  vantage::Tensor& out_;
  int64_t masks_, pixels_;
  double probability_, enough_;
  bool prob_, by_masks_;
  vantage::RandomMasks random_;
  std::vector<Evidence> evidence_;  // one a class
  Evidence weight_;                 // what the masks themselves add up to
  int64_t used_ = 0;
};

struct Rise {
  static constexpr const char* tags[] = {"perturbation", "random", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "rise",
      VTG_EXPLAINER,
      "RISE",
      "1.0.0",
      "Mean of random masks, each weighted by the class score of the image seen through it.",
      "Petsiuk et al., RISE: Randomized Input Sampling for Explanation of Black-box Models, BMVC 2018, "
      "arXiv:1806.07421, eq. 6",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_PERTURB;

  static vantage::Params params() {
    using namespace vantage;
    static constexpr const char* by[] = {"expected", "masks", nullptr};
    return {
        int_param("masks", "Masks", 6000, 1, 1000000,
                  "Random masks, one forward pass each: more, less noise"),
        int_param("cells", "Cells", 8, 1, 256, "Cells a side of the coarse grid behind each mask"),
        float_param("probability", "Kept", 0.1, 0.001, 1, "Probability that a cell shows the image"),
        float_param("agreement", "Stop early", 0, 0, 0.9999,
                    "Stop as soon as a second run would be expected to correlate with this one by that much; "
                    "0: never"),
        perturbation::score_param("prob"),
        perturbation::baseline_param("mean"),
        perturbation::blur_sigma_param(),
        advanced(enum_param("normalise", "Divide by", "expected", by,
                            "The expected sum of the masks, as the paper does, or their sum at each pixel, "
                            "which is less noisy"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const auto images = call.images();
    auto out = call.host.zeros({call.maps(), images.size(2), images.size(3)});
    vantage::perturbation::each_image(
        call, [&](int64_t image, int64_t first, int64_t n) { Run(call, image, first, n, out).all(); });
    return out;
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(Rise)
