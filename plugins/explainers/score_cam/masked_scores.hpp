// SPDX-License-Identifier: Apache-2.0
// The scores of one image under many masks: what Score-CAM and its relatives have in common.
#pragma once
#include "plugins/explainers/occlusion/baseline.hpp"
#include "vantage/eigen.hpp"

namespace vantage::score_cam {

using Matrix = Eigen::MatrixXf;
using eigen::RowMajor;

inline vtg_param_info upsampling_param() {
  static constexpr const char* choices[] = {"bilinear", "bilinear-aligned", nullptr};
  return advanced(enum_param("upsampling", "Upsampling of masks", "bilinear", choices,
                             "How a map becomes a mask of the image's size: pixel centres at half numbers "
                             "(bilinear), or corner pixels on corner pixels (bilinear-aligned)"));
}
inline vtg_param_info normalise_param() {
  static constexpr const char* choices[] = {"after", "before", nullptr};
  return advanced(
      enum_param("normalise", "Masks to [0,1]", "after", choices,
                 "Stretch every mask to [0,1] after or before it is brought to the image's size"));
}

struct MapSize {
  int64_t h, w;
};

/// How a channel becomes a mask.
struct Masking {
  int32_t upsample = VTG_UP_BILINEAR;
  bool after = true;  ///< min-max at the image's size, else at the mask's own
};
/// Reads the parameter "normalise".
inline bool stretched_after(const Values& p) {
  return p.choice("normalise") == "after";
}

/// Each row to [0,1]; a constant one becomes zeros.
inline RowMajor stretched(const RowMajor& rows) {
  RowMajor all = rows;
  for (Eigen::Index r = 0; r < all.rows(); ++r) {
    const float low = all.row(r).minCoeff(), range = all.row(r).maxCoeff() - low;
    if (range == 0)
      all.row(r).setZero();
    else
      all.row(r) = (all.row(r).array() - low) / range;
  }
  return all;
}

/// The scores of one image's classes, those of maps first to first + n - 1, in requests short enough for a
/// cancelled call to end within a second.
class MaskedScores {
 public:
  MaskedScores(const Call& call, int64_t image, int64_t first, int64_t n, bool probabilities)
      : call_(call), image_(call.images(), image), first_(first), n_(n), probabilities_(probabilities) {
    at_once_ = perturbation::images_at_once(call.model);
  }
  /// How many masks this image will take, as far as that is known: for the progress report alone.
  void expect(int64_t masks) { expected_ = masks; }

  View image() const { return image_.view(); }
  int64_t classes() const { return n_; }
  int64_t at_once() const { return at_once_; }

  /// masks: M rows of h*w numbers, stretched to [0,1] here. Returns M x classes().
  Matrix under(const RowMajor& masks, MapSize size, const Masking& how) {
    return under(image(), masks, size, how);
  }
  /// The same of another image, 1 x C x H x W.
  Matrix under(View image, const RowMajor& masks, MapSize size, const Masking& how) {
    auto q = request(image);
    q.upsample = how.upsample;
    q.rescale = how.after;
    // A constant map would leave the resize with rounding errors, which min-max would blow up.
    RowMajor ready = how.after ? masks : stretched(masks);
    for (Eigen::Index r = 0; r < ready.rows(); ++r)
      if (ready.row(r).minCoeff() == ready.row(r).maxCoeff()) ready.row(r).setZero();
    return scores(q, ready, size);
  }
  /// Masks of the image's size taken as they are, with numbers of any size: M rows of H*W.
  Matrix under_exactly(const RowMajor& masks) {
    return scores(request(image()), masks, {image().size(2), image().size(3)});
  }
  /// Masks stretched to [0,1] between the image and what shows where it is hidden, 1 x C x H x W.
  Matrix blended(View hidden, const RowMajor& masks, MapSize size) {
    auto q = request(image());
    q.rescale = 1;
    q.baseline = hidden.c();
    return scores(q, masks, size);
  }
  /// Of an image nobody masks, 1 x C x H x W: one row.
  Eigen::RowVectorXf of(View image) { return scores(request(image), RowMajor::Ones(1, 1), {1, 1}).row(0); }

 private:
  vtg_perturb request(View image) const {
    vtg_perturb q{};
    q.struct_size = sizeof q;
    q.image = image.c();
    q.probabilities = probabilities_;
    q.targets = call_.r->targets + first_;
    q.n_targets = static_cast<uint32_t>(n_);
    return q;
  }
  Matrix scores(vtg_perturb q, const RowMajor& masks, MapSize size) {
    Matrix all(masks.rows(), n_);
    for (int64_t i = 0; i < masks.rows(); i += at_once_) {
      step();
      const int64_t m = std::min<int64_t>(at_once_, masks.rows() - i);
      Tensor part = call_.host.zeros({m, size.h, size.w});
      std::copy_n(masks.data() + i * masks.cols(), m * masks.cols(), part.data());
      q.masks = part.view().c();
      const Tensor s = call_.perturb_part().scores(q);
      all.middleRows(i, m) = Eigen::Map<const RowMajor>(s.view().data(), m, n_);
      done_ += m;
    }
    return all;
  }
  void step() const {
    const double part = std::min(1.0, double(done_) / double(std::max<int64_t>(1, expected_)));
    call_.host.step(call_.r->job, (double(first_) + part * double(n_)) / double(call_.maps()));
  }

  const Call& call_;
  perturbation::OneImage image_;
  int64_t first_, n_, at_once_, expected_ = 1, done_ = 0;
  bool probabilities_;
};

}  // namespace vantage::score_cam
