// SPDX-License-Identifier: Apache-2.0
// EMD: how far, on average, attention has to be moved to make one map into the other.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "plugins/similarity/emd/transport.hpp"
#include "plugins/similarity/map_view.hpp"
#include "vantage/similarity.hpp"

namespace {

// Whole numbers make the optimum exact and the same for (a, b) and (b, a). In these units no score is off by
// more than 1e-7, and the most a transport can cost is 2^62.
constexpr int kMassBits = 36, kCostBits = 26;

// The mean of each cell, row by row.
std::vector<double> pooled(const float* map, int64_t h, int64_t w, cv::Size cells) {
  cv::Mat fine, coarse;
  vantage::similarity::view_of(map, h, w).convertTo(fine, CV_64F);
  cv::resize(fine, coarse, cells, 0, 0, cv::INTER_AREA);
  return {coarse.begin<double>(), coarse.end<double>()};
}

// The shares that the cells have of all mass, adding up to exactly 2^kMassBits; empty where there is none.
std::vector<int64_t> shares(const std::vector<double>& mass) {
  double all = 0, so_far = 0;
  for (const double m : mass) all += m;
  if (!(all > 0)) return {};
  std::vector<int64_t> share;
  int64_t given = 0;
  for (const double m : mass) {
    so_far += m;
    const int64_t due = std::llround(std::ldexp(so_far / all, kMassBits));
    share.push_back(due - given);
    given = due;
  }
  return share;
}

// From every cell's centre to every other's, the image's diagonal being 2^kCostBits.
std::vector<int64_t> ground_costs(int64_t h, int64_t w, int64_t rows, int64_t columns) {
  const double high = double(h) / double(rows), wide = double(w) / double(columns);  // a cell, pixels
  const double diagonal = std::hypot(double(h), double(w));
  std::vector<int64_t> costs;
  for (int64_t i = 0; i < rows * columns; ++i)
    for (int64_t j = 0; j < rows * columns; ++j) {
      const int64_t down = i / columns - j / columns, across = i % columns - j % columns;
      const double distance = std::hypot(high * double(down), wide * double(across));
      costs.push_back(std::llround(std::ldexp(distance / diagonal, kCostBits)));
    }
  return costs;
}

struct Emd {
  static constexpr const char* tags[] = {"transport", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "emd",
      VTG_SIMILARITY,
      "Earth mover's distance",
      "1.0.0",
      "The mean distance, as a share of the image's diagonal, over which one map's attention has to be moved "
      "to make the other's. A map without any is at 1 from all others.",
      "Rubner, Tomasi and Guibas, The Earth Mover's Distance as a Metric for Image Retrieval, IJCV 40(2), "
      "2000, doi:10.1023/A:1026543900054",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC;
  static constexpr double best = 0, worst = 1;

  static vantage::Params params() {
    return {vantage::int_param("cells", "Cells", 8, 1, 32,
                               "Maps are averaged to at most this many cells a side, which changes the score "
                               "by 1/cells at most; the work grows with the fourth power")};
  }

  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values& values) {
    for (const float* map : {a, b})
      if (std::any_of(map, map + h * w, [](float v) { return v < 0; }))
        throw vantage::Error(VTG_INVALID,
                             "a map has negative values, which are no mass that could be moved; bring it to "
                             "[0,1]");
    const int64_t cells = values.integer("cells");
    const int64_t rows = std::min(h, cells), columns = std::min(w, cells);
    const cv::Size grid(static_cast<int>(columns), static_cast<int>(rows));
    const auto x = shares(pooled(a, h, w, grid)), y = shares(pooled(b, h, w, grid));
    if (x.empty() || y.empty()) return x.empty() && y.empty() ? best : worst;

    const auto costs = ground_costs(h, w, rows, columns);
    return std::ldexp(double(vantage::similarity::transport(x, y, costs)), -kMassBits - kCostBits);
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Emd)
