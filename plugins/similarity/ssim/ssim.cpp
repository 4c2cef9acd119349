// SPDX-License-Identifier: Apache-2.0
// SSIM: how alike two maps are in brightness, contrast and structure around each pixel, on average.
#include <opencv2/imgproc.hpp>

#include "plugins/similarity/map_view.hpp"
#include "vantage/similarity.hpp"

namespace {

using vantage::Error;

struct Ssim {
  static constexpr const char* tags[] = {"structural", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "ssim",
      VTG_SIMILARITY,
      "Structural similarity",
      "1.0.0",
      "The mean SSIM index of the maps, over the Gaussian windows that lie wholly inside them.",
      "Wang, Bovik, Sheikh and Simoncelli, Image Quality Assessment: From Error Visibility to Structural "
      "Similarity, IEEE TIP 13(4), 2004, doi:10.1109/TIP.2003.819861, eqs. 13 and 17",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER;
  static constexpr double best = 1, worst = -1;

  static vantage::Params params() {
    using namespace vantage;
    return {advanced(int_param("window", "Window", 11, 3, 255, "Side of the Gaussian window, pixels; odd")),
            advanced(float_param("sigma", "Sigma", 1.5, 0.1, 100,
                                 "Standard deviation of the Gaussian window, pixels")),
            advanced(float_param("k1", "K1", 0.01, 1e-4, 1,
                                 "Steadies the ratio where windows are dark: C1 = K1^2")),
            advanced(float_param("k2", "K2", 0.03, 1e-4, 1,
                                 "Steadies the ratio where windows are flat: C2 = K2^2"))};
  }

  // The values' range L is 1, so that C1 = (K1 L)^2 and C2 = (K2 L)^2 are the squares of K1 and K2.
  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values& values) {
    const auto side = static_cast<int>(values.integer("window"));
    const double c1 = values.number("k1") * values.number("k1");
    const double c2 = values.number("k2") * values.number("k2");
    require_room(h, w, side);
    const cv::Mat window = cv::getGaussianKernel(side, values.number("sigma"), CV_64F);
    const cv::Rect inside(side / 2, side / 2, static_cast<int>(w) - side + 1, static_cast<int>(h) - side + 1);
    const auto mean = [&](const cv::Mat& of) {
      cv::Mat all;
      cv::sepFilter2D(of, all, CV_64F, window, window);
      return all(inside);
    };
    // In double: a variance is the small difference of two large means.
    cv::Mat x, y;
    vantage::similarity::view_of(a, h, w).convertTo(x, CV_64F);
    vantage::similarity::view_of(b, h, w).convertTo(y, CV_64F);
    const cv::Mat mean_x = mean(x), mean_y = mean(y);
    const cv::Mat product = mean_x.mul(mean_y), squares = mean_x.mul(mean_x) + mean_y.mul(mean_y);
    const cv::Mat covariance = mean(x.mul(y)) - product;
    const cv::Mat variances = mean(x.mul(x) + y.mul(y)) - squares;  // of x and y, added up
    const cv::Mat index = (2 * product + c1).mul(2 * covariance + c2) / (squares + c1).mul(variances + c2);
    return cv::mean(index)[0];
  }

 private:
  static void require_room(int64_t h, int64_t w, int64_t side) {
    const auto size = [](int64_t y, int64_t x) { return std::to_string(y) + " x " + std::to_string(x); };
    if (side % 2 == 0)
      throw Error(VTG_INVALID, "a window of " + size(side, side) + " has no middle; choose an odd side");
    if (h < side || w < side)
      throw Error(VTG_INVALID, "maps of " + size(h, w) + " have no room for a window of " + size(side, side) +
                                   "; compare larger maps or choose a smaller window");
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Ssim)
