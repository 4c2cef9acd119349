// SPDX-License-Identifier: Apache-2.0
#include "core/roi/roi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <tuple>

#include "core/error.hpp"

namespace vantage::core {
namespace {

void check(const Map& map) {
  if (map.height < 1 || map.width < 1 || map.values.size() != map.index(map.height, 0)) {
    throw Error("cannot look into a map without values: give a finished map");
  }
  for (const float value : map.values) {
    if (!(value >= 0 && value <= 1)) {
      throw Error(fmt::format(
          "cannot look into a map that holds {}: its values must be in 0 to 1; finish it first", value));
    }
  }
}

void check(const cv::Mat& region, cv::Size size) {
  if (region.type() == CV_8UC1 && region.size() == size) return;
  throw Error(fmt::format(
      "the region must have {} x {} pixels of one channel of 8 bits, and has {} x {}; make it for "
      "this map",
      size.width, size.height, region.cols, region.rows));
}

cv::Size size_of(const Map& map) {
  return {map.width, map.height};
}

struct Components {
  explicit Components(const cv::Mat& region) {
    check(region, region.size());
    count = region.empty()
                ? 0
                : cv::connectedComponentsWithStats(region, labels, stats, centroids, 8, CV_32S) - 1;
  }
  int count;  // without the background, which is number 0
  cv::Mat labels, stats, centroids;
};

}  // namespace

cv::Mat region_at(const Map& map, float level) {
  check(map);
  if (!std::isfinite(level))
    throw Error("cannot take the region at a level that is not finite: give one in 0 to 1");
  cv::Mat region(size_of(map), CV_8UC1);
  std::transform(map.values.begin(), map.values.end(), region.begin<uint8_t>(),
                 [&](float value) { return static_cast<uint8_t>(value >= level ? 255 : 0); });
  return region;
}

Shape shape_of(const cv::Mat& region) {
  Shape shape;
  shape.components = Components(region).count;
  cv::Point2d sum;
  for (int y = 0; y < region.rows; ++y) {
    for (int x = 0; x < region.cols; ++x) {
      if (region.at<uint8_t>(y, x) == 0) continue;
      ++shape.pixels;
      sum += cv::Point2d(x, y);
    }
  }
  if (shape.pixels == 0) return shape;
  shape.share = static_cast<double>(shape.pixels) / static_cast<double>(region.total());
  shape.centroid = sum / static_cast<double>(shape.pixels);
  return shape;
}

std::optional<cv::Point> peak(const Map& map) {
  check(map);
  const auto highest = std::max_element(map.values.begin(), map.values.end());
  if (*highest == 0) return std::nullopt;
  const auto at = static_cast<int>(highest - map.values.begin());
  return cv::Point(at % map.width, at / map.width);
}

std::optional<bool> pointing_game(const Map& map, const cv::Mat& truth, double tolerance) {
  const auto at = peak(map);
  check(truth, size_of(map));
  if (!(tolerance >= 0)) throw Error("the pointing game's tolerance must be 0 pixels or more");
  if (cv::countNonZero(truth) == 0) return std::nullopt;
  if (!at) return false;
  for (int y = 0; y < truth.rows; ++y) {
    for (int x = 0; x < truth.cols; ++x) {
      if (truth.at<uint8_t>(y, x) != 0 && std::hypot(x - at->x, y - at->y) <= tolerance) return true;
    }
  }
  return false;
}

std::optional<double> mass_inside(const Map& map, const cv::Mat& truth) {
  check(map);
  check(truth, size_of(map));
  double inside = 0, all = 0;
  for (int y = 0; y < map.height; ++y) {
    for (int x = 0; x < map.width; ++x) {
      all += map.at(y, x);
      if (truth.at<uint8_t>(y, x) != 0) inside += map.at(y, x);
    }
  }
  return all > 0 ? std::optional(inside / all) : std::nullopt;
}

std::optional<double> iou(const cv::Mat& region, const cv::Mat& truth) {
  check(truth, truth.size());
  check(region, truth.size());
  if (cv::countNonZero(truth) == 0) return std::nullopt;
  const cv::Mat a = region != 0, b = truth != 0;
  return static_cast<double>(cv::countNonZero(a & b)) / cv::countNonZero(a | b);
}

double iou(const Box& a, const Box& b) {
  const double common = intersection(a, b).area();
  return common > 0 ? common / (a.area() + b.area() - common) : 0;
}

Box largest_component(const cv::Mat& region) {
  const Components components(region);
  const auto stat = [&](int i, int which) { return components.stats.at<int>(i, which); };
  int best = 0;
  for (int i = 1; i <= components.count; ++i) {
    const auto rank = [&](int c) {
      return std::tuple(-stat(c, cv::CC_STAT_AREA), stat(c, cv::CC_STAT_TOP), stat(c, cv::CC_STAT_LEFT));
    };
    if (best == 0 || rank(i) < rank(best)) best = i;
  }
  if (best == 0) return {};
  const auto left = static_cast<float>(stat(best, cv::CC_STAT_LEFT)),
             top = static_cast<float>(stat(best, cv::CC_STAT_TOP));
  return {left, top, left + static_cast<float>(stat(best, cv::CC_STAT_WIDTH)),
          top + static_cast<float>(stat(best, cv::CC_STAT_HEIGHT))};
}

std::optional<double> localisation(const cv::Mat& region, const std::vector<Box>& truth) {
  const Box found = largest_component(region);
  std::optional<double> best;
  for (const Box& box : truth) {
    if (!box.empty()) best = std::max(best.value_or(0), iou(found, box));
  }
  return best;
}

}  // namespace vantage::core
