// SPDX-License-Identifier: Apache-2.0
// Extremal perturbation: of all smooth masks of a given area, the one that keeps (or takes) most of the
// score.
#include <charconv>
#include <numeric>

#include "plugins/explainers/bbmp/mask_search.hpp"
#include "plugins/explainers/extremal_perturbation/smooth_mask.hpp"

namespace {

using vantage::perturbation::SmoothMask;

// "0.05 0.1": fractions of the image.
std::vector<double> areas_from(const std::string& text) {
  std::vector<double> all;
  const char *at = text.data(), *end = at + text.size();
  while (at != end) {
    double area = 0;
    const auto [next, error] = std::from_chars(at, end, area);
    if (error != std::errc() || !(area > 0 && area < 1))
      throw vantage::Error(VTG_INVALID, "'" + text +
                                            "' is no list of areas; write fractions of the image above 0 "
                                            "and below 1 with spaces between them, such as '0.05 0.1'");
    all.push_back(area);
    for (at = next; at != end && *at == ' ';) ++at;
  }
  if (all.empty())
    throw vantage::Error(VTG_INVALID, "no area is named; write a fraction of the image, such as '0.1'");
  return all;
}

struct Settings {
  explicit Settings(const vantage::Values& p)
      : areas(areas_from(p.text("areas"))),
        iterations(p.integer("iterations")),
        keep(p.choice("variant") == "preserve"),
        flip(p.boolean("flip")),
        rate(static_cast<float>(p.number("learning_rate"))),
        momentum(static_cast<float>(p.number("momentum"))),
        area_weight(p.number("area_weight")),
        area_growth(p.number("area_growth")),
        hidden(p.choice("baseline")),
        blur_sigma(p.number("blur_sigma")) {}
  std::vector<double> areas;
  int64_t iterations;
  bool keep, flip;
  float rate, momentum;
  double area_weight, area_growth;
  std::string hidden;
  double blur_sigma;
};

// One area of one map.
class Search {
 public:
  Search(const vantage::Call& call, const Settings& s, const SmoothMask& smooth, int64_t map, double area)
      : s_(s),
        smooth_(smooth),
        target_(call.target(map)),
        image_(call.images(), call.image_of(map)),
        hidden_(vantage::perturbation::baseline(call, call.image_of(map), s.hidden, s.blur_sigma)),
        cells_(Eigen::ArrayXf::Ones(smooth.cells())),
        mask_(smooth.forward(cells_)),
        weight_(s.area_weight) {
    order_.resize(static_cast<size_t>(mask_.size()));
    std::iota(order_.begin(), order_.end(), 0);
    const auto pixels = static_cast<double>(smooth.rows * smooth.columns);
    outside_ = order_.size() - static_cast<size_t>(std::lround(pixels * area));
  }

  int64_t target() const { return target_; }

  void propose(vantage::perturbation::Trial trial) const {
    const auto v = image_.view();
    copy(v.data(), v.count(0) / v.size(3), v.size(3), trial.image);
    if (hidden_) copy(hidden_.view().data(), v.count(0) / v.size(3), v.size(3), trial.baseline);
    for (int64_t y = 0; y < smooth_.rows; ++y) {
      float* row = trial.mask + y * smooth_.columns;
      copy(mask_.data() + smooth_.row(y), 1, smooth_.columns, row);
      if (!s_.keep) std::transform(row, row + smooth_.columns, row, [](float m) { return 1 - m; });
    }
  }

  void learn(double, const float* gradient) {
    // Descent on -score + weight * mean (sorted mask - ideal)^2, the ideal being 1 on the area and 0
    // elsewhere. To delete, the score of 1 - mask is to fall: the same sign.
    Eigen::ArrayXf g = Eigen::ArrayXf::Zero(mask_.size());
    for (int64_t y = 0; y < smooth_.rows; ++y)
      copy(gradient + y * smooth_.columns, 1, smooth_.columns, g.data() + smooth_.row(y));
    g = -g;
    add_area(g);
    const Eigen::ArrayXf step = smooth_.backward(cells_, g);
    if (made_ == 0)
      speed_ = step;
    else
      speed_ = s_.momentum * speed_ + (1 - s_.momentum) * step;
    cells_ -= s_.rate * speed_;
    cells_ = (cells_ < 0.0f).select(0.0f, (cells_ > 1.0f).select(1.0f, cells_));  // NaN stays
    mask_ = smooth_.forward(cells_);
    weight_ *= s_.area_growth;
    ++made_;
  }

  double progress() const { return double(made_) / double(s_.iterations); }
  void finish(float* map) const {
    for (int64_t y = 0; y < smooth_.rows; ++y)
      std::copy_n(mask_.data() + smooth_.row(y), smooth_.columns, map + y * smooth_.columns);
  }

 private:
  // Pixels that are equal share their ideal, lest their order among each other decide which of them fade.
  void add_area(Eigen::ArrayXf& g) {
    std::stable_sort(order_.begin(), order_.end(), [this](auto a, auto b) { return mask_[a] < mask_[b]; });
    const auto scale = static_cast<float>(2 * weight_ / static_cast<double>(mask_.size()));
    for (size_t i = 0, next; i < order_.size(); i = next) {
      const float value = mask_[order_[i]];
      for (next = i + 1; next < order_.size() && mask_[order_[next]] - value < 1e-5f;) ++next;
      const size_t inside = next - std::clamp(outside_, i, next);
      const float ideal = static_cast<float>(inside) / static_cast<float>(next - i);
      for (size_t k = i; k < next; ++k) g[order_[k]] += scale * (mask_[order_[k]] - ideal);
    }
  }
  // Every other step sees the image in the mirror.
  void copy(const float* in, int64_t rows, int64_t width, float* out) const {
    for (; rows > 0; --rows, in += width, out += width)
      if (s_.flip && made_ % 2 == 0)
        std::reverse_copy(in, in + width, out);
      else
        std::copy_n(in, width, out);
  }

  const Settings& s_;
  const SmoothMask& smooth_;
  int64_t target_;
  vantage::perturbation::OneImage image_;
  vantage::Tensor hidden_;
  Eigen::ArrayXf cells_, mask_, speed_;
  double weight_;
  std::vector<Eigen::Index> order_;
  size_t outside_ = 0;
  int64_t made_ = 0;
};

struct ExtremalPerturbation {
  static constexpr const char* tags[] = {"perturbation", "optimisation", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "extremal-perturbation",
      VTG_EXPLAINER,
      "Extremal perturbation",
      "1.0.0",
      "The smooth region of a given area that keeps most of the class score when all else is blurred.",
      "Fong, Patrick and Vedaldi, Understanding Deep Networks via Extremal Perturbations and Smooth Masks, "
      "ICCV 2019, arXiv:1910.08485, eq. 4",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_PERTURB | VTG_CAN_PERTURB_GRADIENT;

  static vantage::Params params();

  vantage::Tensor explain(const vantage::Call& call) {
    const auto& p = call.params;
    const Settings s(p);
    const auto images = call.images();
    const SmoothMask smooth(images.size(2), images.size(3), p.integer("step"), p.number("sigma"),
                            p.number("coldness"), p.integer("mask_scale"));
    const auto areas = static_cast<int64_t>(s.areas.size());
    const auto masks = vantage::perturbation::search_masks(
        call, call.maps() * areas, smooth.rows, smooth.columns, VTG_UP_BILINEAR, p.choice("score") == "prob",
        [&](int64_t i, const vantage::perturbation::Pulse&) {
          return std::make_unique<Search>(call, s, smooth, i / areas,
                                          s.areas[static_cast<size_t>(i % areas)]);
        });
    auto out = call.host.zeros({call.maps(), smooth.rows, smooth.columns});
    const int64_t pixels = smooth.rows * smooth.columns;
    for (int64_t i = 0; i < call.maps() * areas; ++i)
      Eigen::Map<Eigen::ArrayXf>(out.sample(i / areas), pixels) +=
          Eigen::Map<const Eigen::ArrayXf>(masks.view().sample(i), pixels);
    return out;
  }
};

vantage::Params ExtremalPerturbation::params() {
  using namespace vantage;
  static constexpr const char* variants[] = {"preserve", "delete", nullptr};
  return {
      text_param(
          "areas", "Areas", "0.1",
          "Fraction of the image that the region covers; several, with spaces between them, are added up"),
      enum_param("variant", "Region", "preserve", variants,
                 "Preserve: the region that alone keeps the class; delete: the one without which it is gone"),
      int_param("iterations", "Iterations", 800, 1, 100000, "Steps of gradient descent"),
      perturbation::baseline_param("blur"),
      perturbation::blur_sigma_param(20),
      perturbation::score_param("logit"),
      advanced(float_param("learning_rate", "Step", 0.01, 1e-6, 10, "Learning rate of the descent")),
      advanced(float_param("momentum", "Momentum", 0.9, 0, 0.9999, "Momentum, and its dampening")),
      advanced(
          float_param("area_weight", "Area penalty", 300, 0, 1e6, "What missing the area costs at first")),
      advanced(
          float_param("area_growth", "Penalty growth", 1.0035, 1, 2, "Growth of that cost with every step")),
      advanced(int_param("step", "Cells", 7, 1, 256, "Pixels from one cell of the mask to the next")),
      advanced(float_param("sigma", "Smoothness", 21, 0.5, 512, "Pixels around a cell that it fills")),
      advanced(float_param("coldness", "Sharpness", 20, 0.1, 1000,
                           "How close the smooth maximum is to the maximum")),
      advanced(int_param("mask_scale", "Mask scale", 4, 1, 64,
                         "Pixels a side of a mask cell; the rest is bilinear")),
      advanced(bool_param("flip", "Mirror", true, "Every other step sees the image in the mirror"))};
}

}  // namespace

VTG_EXPORT_EXPLAINERS(ExtremalPerturbation)
