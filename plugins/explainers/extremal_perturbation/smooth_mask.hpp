// SPDX-License-Identifier: Apache-2.0
// Masks that are smooth whatever their cells are (Fong, Patrick and Vedaldi 2019, sec. 3.2 and app. A).
#pragma once
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace vantage::perturbation {

/// Cells stand step pixels apart over the image and colour their surroundings: at distance d a cell of value
/// c gives
///   z = c * k(d / sigma), k(u) = exp(-2 max(0, u - 1/2)^2),
/// and a pixel is the smooth maximum of what it gets, sum z exp(coldness z) / sum exp(coldness z).
/// The mask is made for every scale-th pixel only: on sigma's scale nothing is lost. It goes on around the
/// image as far as sigma, so that a cell at the border colours as many pixels, and pays for as many, as one
/// in the middle.
class SmoothMask {
 public:
  /// height, width, step, sigma: pixels; scale: pixels a side of one of the mask's.
  SmoothMask(int64_t height, int64_t width, int64_t step, double sigma, double coldness, int64_t scale)
      : rows((height + scale - 1) / scale),
        columns((width + scale - 1) / scale),
        margin(static_cast<int64_t>(std::ceil(sigma / static_cast<double>(scale)))),
        across(columns + 2 * margin),
        size((rows + 2 * margin) * across),
        cells_down_((height + step - 1) / step),
        cells_across_((width + step - 1) / step),
        coldness_(static_cast<float>(coldness)) {
    const int64_t reach = 1 + static_cast<int64_t>(std::ceil(sigma / static_cast<double>(step)));
    for (int64_t p = 0; p < size; ++p) {
      first_.push_back(cell_.size());
      const double y = among(p / across - margin, rows, height, cells_down_, step);
      const double x = among(p % across - margin, columns, width, cells_across_, step);
      const int64_t i0 = std::lround(y), j0 = std::lround(x);
      for (int64_t i = std::max<int64_t>(0, i0 - reach); i <= std::min(cells_down_ - 1, i0 + reach); ++i)
        for (int64_t j = std::max<int64_t>(0, j0 - reach); j <= std::min(cells_across_ - 1, j0 + reach);
             ++j) {
          const double d = static_cast<double>(step) * std::hypot(y - double(i), x - double(j));
          const double u = std::max(0.0, d / sigma - 0.5);
          cell_.push_back(i * cells_across_ + j);
          kernel_.push_back(static_cast<float>(std::exp(-2 * u * u)));
        }
    }
    first_.push_back(cell_.size());
  }

  int64_t cells() const { return cells_down_ * cells_across_; }
  const int64_t rows, columns;  ///< of the part of the mask that lies on the image
  const int64_t margin;         ///< ... and how much lies around it
  const int64_t across, size;   ///< of all of it: columns; numbers
  /// Where a row of the image's part begins.
  int64_t row(int64_t y) const { return (y + margin) * across + margin; }

  Eigen::ArrayXf forward(const Eigen::ArrayXf& cells) const {
    Eigen::ArrayXf mask(size);
    each_pixel(cells, [&](int64_t p, const Eigen::ArrayXf&, const Eigen::ArrayXf&, float value) {
      mask[p] = value;
    });
    return mask;
  }
  /// d/d cells from d/d mask.
  Eigen::ArrayXf backward(const Eigen::ArrayXf& cells, const Eigen::ArrayXf& g) const {
    Eigen::ArrayXf out = Eigen::ArrayXf::Zero(cells.size());
    each_pixel(cells, [&](int64_t p, const Eigen::ArrayXf& z, const Eigen::ArrayXf& share, float value) {
      const size_t first = first_[static_cast<size_t>(p)];
      for (Eigen::Index i = 0; i < z.size(); ++i)
        out[cell_[first + static_cast<size_t>(i)]] +=
            g[p] * kernel_[first + static_cast<size_t>(i)] * share[i] * (1 + coldness_ * (z[i] - value));
    });
    return out;
  }

 private:
  // The place of a mask's pixel among the cells of its axis, which stand symmetrically over the image.
  static double among(int64_t i, int64_t of, int64_t pixels, int64_t cells, int64_t step) {
    const double pixel =
        (static_cast<double>(i) + 0.5) * static_cast<double>(pixels) / static_cast<double>(of) - 0.5;
    return (pixel - static_cast<double>(pixels - 1) / 2) / static_cast<double>(step) +
           static_cast<double>(cells - 1) / 2;
  }
  // visit(pixel, what each cell gives it, each one's share in the smooth maximum, that maximum)
  template <class Visit>
  void each_pixel(const Eigen::ArrayXf& cells, Visit&& visit) const {
    Eigen::ArrayXf z, share;
    for (int64_t p = 0; p < size; ++p) {
      const size_t first = first_[static_cast<size_t>(p)], n = first_[static_cast<size_t>(p) + 1] - first;
      if (n == 0) {  // a corner of the margin that no cell reaches
        visit(p, z.head(0), share.head(0), 0);
        continue;
      }
      z.resize(static_cast<Eigen::Index>(n));
      for (size_t i = 0; i < n; ++i)
        z[static_cast<Eigen::Index>(i)] = cells[cell_[first + i]] * kernel_[first + i];
      share = (coldness_ * (z - z.maxCoeff())).exp();
      share /= share.sum();
      visit(p, z, share, (z * share).sum());
    }
  }

  int64_t cells_down_, cells_across_;
  float coldness_;
  std::vector<size_t> first_;  // of each pixel's entries in the next two
  std::vector<int64_t> cell_;
  std::vector<float> kernel_;
};

}  // namespace vantage::perturbation
