// SPDX-License-Identifier: Apache-2.0
#include "core/contour.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace vantage::core {
namespace {

// The grid of pixel centres with the border around: vertex (y, x) is the pixel (y - 1, x - 1). An edge joins
// two neighbouring vertices and is named by a number; a contour is a cycle of edges, since each edge that it
// crosses belongs to two cells: one in which it arrives and one in which it leaves.
class Grid {
 public:
  Grid(const Map& map, float level)
      : map_(map), level_(level), outside_(level > 0 ? 0 : level - 1), columns_(map.width + 2) {}

  bool inside(int y, int x) const { return value(y, x) >= level_; }
  bool saddle_joined(int y, int x) const {
    return (static_cast<double>(value(y, x)) + value(y, x + 1) + value(y + 1, x) + value(y + 1, x + 1)) / 4 >=
           level_;
  }
  size_t rightward_edge(int y, int x) const { return 2 * vertex(y, x); }
  size_t downward_edge(int y, int x) const { return 2 * vertex(y, x) + 1; }
  size_t edges() const { return 2 * vertex(map_.height + 2, 0); }

  cv::Point2f crossing(size_t edge) const {
    const int y = static_cast<int>(edge / 2 / static_cast<size_t>(columns_));
    const int x = static_cast<int>(edge / 2 % static_cast<size_t>(columns_));
    const bool down = edge % 2 != 0;
    const double a = value(y, x), b = down ? value(y + 1, x) : value(y, x + 1);
    const double t = (level_ - a) / (b - a);
    return {static_cast<float>(x - 1 + (down ? 0 : t)), static_cast<float>(y - 1 + (down ? t : 0))};
  }

 private:
  size_t vertex(int y, int x) const {
    return static_cast<size_t>(y) * static_cast<size_t>(columns_) + static_cast<size_t>(x);
  }
  float value(int y, int x) const {
    if (y < 1 || x < 1 || y > map_.height || x > map_.width) return outside_;
    const float pixel = map_.at(y - 1, x - 1);
    return std::isfinite(pixel) ? pixel : outside_;
  }

  const Map& map_;
  double level_;
  float outside_;
  int columns_;
};

constexpr size_t kNone = static_cast<size_t>(-1);

// To every crossed edge the one that follows it, the inside always on the same hand.
std::vector<size_t> successors(const Grid& grid, int height, int width) {
  std::vector<size_t> next(grid.edges(), kNone);
  for (int y = 0; y <= height; ++y) {
    for (int x = 0; x <= width; ++x) {
      // Corners and edges clockwise from the upper left corner and the top; edge i follows corner i.
      const std::array<bool, 4> in{grid.inside(y, x), grid.inside(y, x + 1), grid.inside(y + 1, x + 1),
                                   grid.inside(y + 1, x)};
      const std::array<size_t, 4> edge{grid.rightward_edge(y, x), grid.downward_edge(y, x + 1),
                                       grid.rightward_edge(y + 1, x), grid.downward_edge(y, x)};
      const bool saddle = in[0] == in[2] && in[1] == in[3] && in[0] != in[1];
      const bool joined = saddle && grid.saddle_joined(y, x);
      for (size_t i = 0; i < 4; ++i) {
        // Clockwise along the cell's rim the inside begins on edge i; the line runs from there to where it
        // ends or, in a joined saddle, round the outside corner before.
        if (in[i] || !in[(i + 1) % 4]) continue;
        size_t end = (i + 1) % 4;
        while (in[(end + 1) % 4]) end = (end + 1) % 4;
        if (joined) end = (i + 3) % 4;
        next[edge[i]] = edge[end];
      }
    }
  }
  return next;
}

}  // namespace

std::vector<Contour> contours(const Map& map, float level) {
  const Grid grid(map, level);
  std::vector<size_t> next = successors(grid, map.height, map.width);
  std::vector<Contour> all;
  for (size_t start = 0; start < next.size(); ++start) {
    Contour contour{{}, true};
    for (size_t edge = start; next[edge] != kNone;) {
      const cv::Point2f point = grid.crossing(edge);
      if (contour.points.empty() || contour.points.back() != point) contour.points.push_back(point);
      edge = std::exchange(next[edge], kNone);
    }
    auto& points = contour.points;
    if (points.size() > 1 && points.back() == points.front()) points.pop_back();
    if (points.size() > 2) all.push_back(std::move(contour));
  }
  return all;
}

}  // namespace vantage::core
