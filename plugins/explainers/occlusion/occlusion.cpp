// SPDX-License-Identifier: Apache-2.0
// Occlusion: how far the score falls when a square of the image is hidden.
#include <numeric>

#include "plugins/explainers/occlusion/baseline.hpp"
#include "vantage/eigen.hpp"

namespace {

using vantage::perturbation::OneImage;

// Windows begin at every multiple of the stride until one reaches the far edge, and end there. Everything is
// constant on cells of the greatest common divisor, so that is the masks' resolution: nothing is lost.
struct Windows {
  Windows(int64_t height, int64_t width, int64_t window, int64_t stride)
      : cell(std::gcd(std::gcd(height, width), std::gcd(window, stride))),
        rows(height / cell),
        columns(width / cell),
        side(window / cell),
        step(stride / cell),
        across(starts(columns)),
        count(starts(rows) * across) {}

  // All ones but for window i; of window number `count`, all ones.
  void write(int64_t i, float* mask) const {
    std::fill_n(mask, rows * columns, 1.0f);
    if (i < count) each_cell(i, [&](int64_t hidden) { mask[hidden] = 0; });
  }
  template <class Visit>
  void each_cell(int64_t i, Visit&& visit) const {
    const int64_t top = i / across * step, left = i % across * step;
    for (int64_t y = top; y < std::min(rows, top + side); ++y)
      for (int64_t x = left; x < std::min(columns, left + side); ++x) visit(y * columns + x);
  }

  int64_t cell;           // pixels; what follows is in cells
  int64_t rows, columns;  // of the image
  int64_t side, step;     // of a window, and from one to the next
  int64_t across, count;  // windows in a row, and of all rows

 private:
  int64_t starts(int64_t length) const { return 1 + (std::max<int64_t>(0, length - side) + step - 1) / step; }
};

struct Occlusion {
  static constexpr const char* tags[] = {"perturbation", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "occlusion",
      VTG_EXPLAINER,
      "Occlusion",
      "1.0.0",
      "How far the class score falls when a square window over the image is hidden.",
      "Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014, arXiv:1311.2901, "
      "sec. 4.2",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_PERTURB;

  static vantage::Params params() {
    return {vantage::int_param("window", "Window", 32, 1, 4096,
                               "Side of the hidden square, pixels of the model's input"),
            vantage::int_param("stride", "Stride", 16, 1, 4096,
                               "Pixels from one window to the next; half as many make four times the work"),
            vantage::perturbation::baseline_param("mean"), vantage::perturbation::blur_sigma_param(),
            vantage::perturbation::score_param("logit")};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const auto images = call.images();
    const int64_t window = call.params.integer("window"), stride = call.params.integer("stride");
    if (stride > window)
      throw vantage::Error(VTG_INVALID,
                           "a stride of " + std::to_string(stride) + " with a window of " +
                               std::to_string(window) +
                               " never hides some of the pixels; choose a stride up to the window");
    const Windows windows(images.size(2), images.size(3), window, stride);
    auto out = call.host.zeros({call.maps(), images.size(2), images.size(3)});
    vantage::perturbation::each_image(call, [&](int64_t image, int64_t first, int64_t n) {
      write_maps(call, windows, image, first, n, out);
    });
    return out;
  }

 private:
  static void write_maps(const vantage::Call& call, const Windows& w, int64_t image, int64_t first, int64_t n,
                         vantage::Tensor& out) {
    const int64_t all = w.count + 1, most = vantage::perturbation::images_at_once(call.model);
    const OneImage one(call.images(), image);
    const auto hidden = vantage::perturbation::baseline(call, image, call.params.choice("baseline"),
                                                        call.params.number("blur_sigma"));
    vantage::eigen::RowMajor scores(all, n);
    for (int64_t i = 0; i < all; i += most) {
      call.step(first * all + i * n, call.maps() * all);
      const int64_t some = std::min(most, all - i);
      auto masks = call.host.zeros({some, w.rows, w.columns});
      for (int64_t k = 0; k < some; ++k) w.write(i + k, masks.sample(k));
      const auto s = vantage::perturbation::scores(call, one.view(), hidden, masks.view(), first, n,
                                                   VTG_UP_NEAREST, call.params.choice("score") == "prob");
      std::copy_n(s.view().data(), some * n, scores.row(i).data());
    }
    for (int64_t k = 0; k < n; ++k) write_map(w, scores.col(k), out, first + k);
  }

  // The mean fall of the score over the windows that hide a pixel.
  static void write_map(const Windows& w, const Eigen::VectorXf& scores, vantage::Tensor& out, int64_t m) {
    std::vector<double> sum(static_cast<size_t>(w.rows * w.columns)), covered(sum.size());
    for (int64_t i = 0; i < w.count; ++i)
      w.each_cell(i, [&](int64_t cell) {
        sum[static_cast<size_t>(cell)] += double(scores[w.count]) - double(scores[i]);
        ++covered[static_cast<size_t>(cell)];
      });
    float* pixel = out.sample(m);
    const int64_t height = out.view().size(1), width = out.view().size(2);
    for (int64_t y = 0; y < height; ++y)
      for (int64_t x = 0; x < width; ++x) {
        const auto cell = static_cast<size_t>(y / w.cell * w.columns + x / w.cell);
        *pixel++ = static_cast<float>(sum[cell] / covered[cell]);
      }
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(Occlusion)
