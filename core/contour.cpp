// SPDX-License-Identifier: Apache-2.0
#include "core/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace vantage::core {
namespace {

// The grid of pixel centres with the border around: vertex (y, x) is the pixel (y - 1, x - 1). An edge joins
// two neighbouring vertices and is named by a number; a contour is a cycle of edges, since each edge that it
// crosses belongs to two cells: one in which it arrives and one in which it leaves.
class Grid {
 public:
  Grid(const Map& map, float level) : level_(level), rows_(map.height + 2), columns_(map.width + 2) {
    const float outside = level > 0 ? 0 : level - 1;
    values_.assign(vertex(rows_, 0), outside);
    for (int y = 0; y < map.height; ++y)
      std::transform(&map.values[map.index(y, 0)], &map.values[map.index(y, 0)] + map.width,
                     &values_[vertex(y + 1, 1)],
                     [outside](float pixel) { return std::isfinite(pixel) ? pixel : outside; });
    inside_.resize(values_.size());
    for (size_t v = 0; v < values_.size(); ++v) inside_[v] = values_[v] >= level_;
  }

  int rows() const { return rows_; }
  int columns() const { return columns_; }
  size_t vertex(int y, int x) const {
    return static_cast<size_t>(y) * static_cast<size_t>(columns_) + static_cast<size_t>(x);
  }
  bool inside(size_t vertex) const { return inside_[vertex]; }
  // Whether eight vertices of a row and those below are all inside or all outside.
  bool alike(size_t vertex) const {
    constexpr uint64_t kAllInside = 0x0101010101010101;
    uint64_t here, below;
    std::memcpy(&here, &inside_[vertex], sizeof here);
    std::memcpy(&below, &inside_[vertex + static_cast<size_t>(columns_)], sizeof below);
    return here == below && (here == 0 || here == kAllInside);
  }
  bool saddle_joined(size_t corner) const {
    const size_t below = corner + static_cast<size_t>(columns_);
    return (static_cast<double>(values_[corner]) + values_[corner + 1] + values_[below] +
            values_[below + 1]) /
               4 >=
           level_;
  }
  static size_t rightward_edge(size_t vertex) { return 2 * vertex; }
  static size_t downward_edge(size_t vertex) { return 2 * vertex + 1; }
  size_t edges() const { return 2 * values_.size(); }

  cv::Point2f crossing(size_t edge) const {
    const size_t from = edge / 2, columns = static_cast<size_t>(columns_);
    const bool down = edge % 2 != 0;
    const int y = static_cast<int>(from / columns), x = static_cast<int>(from % columns);
    const double a = values_[from], b = values_[from + (down ? columns : 1)];
    const double t = (level_ - a) / (b - a);
    return {static_cast<float>(x - 1 + (down ? 0 : t)), static_cast<float>(y - 1 + (down ? t : 0))};
  }

 private:
  double level_;
  int rows_, columns_;
  std::vector<float> values_;
  std::vector<uint8_t> inside_;
};

constexpr uint32_t kNone =
    static_cast<uint32_t>(-1);  // there are fewer edges: a picture has 2^28 pixels at most

// Corners and edges clockwise from the upper left corner and the top; edge i follows corner i.
void join_edges_of_cell(const Grid& grid, size_t corner, std::vector<uint32_t>& next) {
  const size_t below = corner + static_cast<size_t>(grid.columns());
  const std::array<bool, 4> in{grid.inside(corner), grid.inside(corner + 1), grid.inside(below + 1),
                               grid.inside(below)};
  const std::array<size_t, 4> edge{Grid::rightward_edge(corner), Grid::downward_edge(corner + 1),
                                   Grid::rightward_edge(below), Grid::downward_edge(corner)};
  const bool saddle = in[0] == in[2] && in[1] == in[3] && in[0] != in[1];
  const bool joined = saddle && grid.saddle_joined(corner);
  for (size_t i = 0; i < 4; ++i) {
    // Clockwise along the cell's rim the inside begins on edge i; the line runs from there to where it
    // ends or, in a joined saddle, round the outside corner before.
    if (in[i] || !in[(i + 1) % 4]) continue;
    size_t end = (i + 1) % 4;
    while (in[(end + 1) % 4]) end = (end + 1) % 4;
    if (joined) end = (i + 3) % 4;
    next[edge[i]] = static_cast<uint32_t>(edge[end]);
  }
}

// To every crossed edge the one that follows it, the inside always on the same hand.
std::vector<uint32_t> successors(const Grid& grid) {
  std::vector<uint32_t> next(grid.edges(), kNone);
  const size_t down = static_cast<size_t>(grid.columns());
  for (int y = 0; y + 1 < grid.rows(); ++y) {
    const size_t end = grid.vertex(y + 1, 0);
    for (size_t v = grid.vertex(y, 0); v + 1 < end; ++v) {
      while (v + 8 <= end && grid.alike(v)) v += 7;
      if (v + 1 >= end) break;
      const int in = grid.inside(v) + grid.inside(v + 1) + grid.inside(v + down) + grid.inside(v + down + 1);
      if (in != 0 && in != 4) join_edges_of_cell(grid, v, next);
    }
  }
  return next;
}

}  // namespace

std::vector<Contour> contours(const Map& map, float level) {
  const Grid grid(map, level);
  std::vector<uint32_t> next = successors(grid);
  std::vector<Contour> all;
  for (size_t start = 0; start < next.size(); ++start) {
    while (start + 4 < next.size() &&  // all bits are set in kNone alone
           (next[start] & next[start + 1] & next[start + 2] & next[start + 3]) == kNone)
      start += 4;
    if (next[start] == kNone) continue;
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
