// SPDX-License-Identifier: Apache-2.0
#include "core/saliency.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/error.hpp"

namespace vantage::core {
namespace {

struct Profile {
  std::string name;
  PostProcessing choices;
};

const std::vector<Profile>& profiles() {
  static const std::vector<Profile> table{
      // name               ReLU  before resize  epsilon  interpolation
      {"paper", {true, false, 0.0f, Interpolation::bilinear}},
      {"pytorch-grad-cam", {true, true, 1e-7f, Interpolation::bilinear}},
      {"torch-cam", {true, true, 1e-8f, Interpolation::bicubic}},
      {"captum", {false, false, 0.0f, Interpolation::nearest}},
  };
  return table;
}

int opencv_code(Interpolation interpolation) {
  switch (interpolation) {
    case Interpolation::nearest:
      return cv::INTER_NEAREST;
    case Interpolation::bicubic:
      return cv::INTER_CUBIC;
    case Interpolation::bilinear:
      break;
  }
  return cv::INTER_LINEAR;
}

// (x - min) / (epsilon + max - min), in double so that no difference overflows and the maximum becomes 1.
// False for a constant map, of which it makes zeros.
bool normalise(cv::Mat& map, double epsilon) {
  double low = 0, high = 0;
  cv::minMaxLoc(map, &low, &high);
  if (!(high > low)) {
    map.setTo(0);
    return false;
  }
  const double scale = 1 / (high - low + epsilon);
  for (int y = 0; y < map.rows; ++y) {
    float* const row = map.ptr<float>(y);
    for (int x = 0; x < map.cols; ++x) row[x] = static_cast<float>((row[x] - low) * scale);
  }
  return true;
}

void check(const Map& raw, int height, int width) {
  constexpr int kLimit = 1 << 14;
  if (raw.height < 1 || raw.width < 1 || raw.values.size() != raw.index(raw.height, 0)) {
    throw Error(
        fmt::format("a map of {} x {} cannot hold {} values: the method that made it must be corrected",
                    raw.height, raw.width, raw.values.size()));
  }
  if (height < 1 || width < 1 || height > kLimit || width > kLimit) {
    throw Error(
        fmt::format("a map cannot be resized to {} x {}: each must be in 1 to {}", height, width, kLimit));
  }
  for (int y = 0; y < raw.height; ++y) {
    for (int x = 0; x < raw.width; ++x) {
      if (!std::isfinite(raw.at(y, x))) {
        throw Error(
            fmt::format("the map is {} at row {}, column {}: the network or the method overflowed there, so "
                        "there is nothing to show; try another layer or fp32",
                        std::isnan(raw.at(y, x)) ? "not a number" : "infinite", y, x));
      }
    }
  }
}

}  // namespace

const PostProcessing& profile(std::string_view name) {
  for (const Profile& known : profiles()) {
    if (known.name == name) return known.choices;
  }
  throw Error(fmt::format("there is no profile '{}'; known are {}", name, fmt::join(profile_names(), ", ")));
}

const std::vector<std::string>& profile_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Profile& known : profiles()) all.push_back(known.name);
    return all;
  }();
  return names;
}

Finished finish(const Map& raw, const PostProcessing& choices, int height, int width) {
  check(raw, height, width);
  cv::Mat map = cv::Mat(raw.height, raw.width, CV_32F, const_cast<float*>(raw.values.data())).clone();
  if (choices.relu) map = cv::max(map, 0.0f);

  double low = 0, high = 0;
  cv::minMaxLoc(map, &low, &high);
  Finished finished{{height, width, {}}, !(high > low)};
  finished.map.values.assign(finished.map.index(height, 0), 0.0f);
  if (finished.no_attention) return finished;

  if (choices.normalise_before_resize) normalise(map, choices.epsilon);
  cv::Mat large(height, width, CV_32F, finished.map.values.data());
  cv::resize(map, large, large.size(), 0, 0, opencv_code(choices.interpolation));
  // Shrinking can miss the only places that differ: then what is left is constant too.
  if (!normalise(large, choices.epsilon)) finished.no_attention = true;
  return finished;
}

Map fuse(const std::vector<Map>& maps, Fuse how) {
  if (maps.empty()) throw Error("there is no map to fuse");
  Map all = maps[0];
  for (size_t m = 1; m < maps.size(); ++m) {
    if (maps[m].height != all.height || maps[m].width != all.width)
      throw Error(fmt::format("maps of {} x {} and {} x {} cannot be fused", all.height, all.width,
                              maps[m].height, maps[m].width));
    for (size_t i = 0; i < all.values.size(); ++i) {
      const float next = maps[m].values[i];
      all.values[i] = how == Fuse::max ? std::max(all.values[i], next) : all.values[i] + next;
    }
  }
  if (how == Fuse::mean)
    for (float& x : all.values) x /= static_cast<float>(maps.size());
  return all;
}

}  // namespace vantage::core
