// SPDX-License-Identifier: Apache-2.0
#include "core/preprocess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace vantage::core {
namespace {

// One dimension: the picture's length before and after resizing, and where in the latter the crop begins;
// negative means that so many zeros come first.
struct Axis {
  int64_t in, resized, begin;
  int crop;
};

// torchvision rounds with Python's round(), half to even, but pads with a division rounded down.
Axis centred(int64_t in, int64_t resized, int crop) {
  if (crop > resized) return {in, resized, -((crop - resized) / 2), crop};
  return {in, resized, std::llrint(static_cast<double>(resized - crop) / 2), crop};
}

struct Crop {
  Axis x, y;
};

Crop crop_of(cv::Size picture, const Preprocessing& settings) {
  int64_t width = settings.width, height = settings.height;
  if (settings.resize > 0) {
    const int64_t shorter = std::min(picture.width, picture.height);
    const int64_t longer = std::max(picture.width, picture.height);
    const auto stretched =
        static_cast<int64_t>(static_cast<double>(settings.resize * longer) / static_cast<double>(shorter));
    width = picture.width <= picture.height ? settings.resize : stretched;
    height = picture.width <= picture.height ? stretched : settings.resize;
  }
  return {centred(picture.width, width, settings.width), centred(picture.height, height, settings.height)};
}

cv::Rect2d in_file(const Crop& crop) {
  const double across = static_cast<double>(crop.x.in) / static_cast<double>(crop.x.resized);
  const double down = static_cast<double>(crop.y.in) / static_cast<double>(crop.y.resized);
  return {static_cast<double>(crop.x.begin) * across, static_cast<double>(crop.y.begin) * down,
          crop.x.crop * across, crop.y.crop * down};
}

void check(const Preprocessing& settings) {
  constexpr int kLimit = 1 << 14;
  if (settings.height < 1 || settings.height > kLimit || settings.width < 1 || settings.width > kLimit ||
      settings.resize < 0 || settings.resize > kLimit) {
    throw Error(
        fmt::format("cannot preprocess to {} x {} pixels with resize {}: each must be in 1 to {} (resize: "
                    "or 0); correct the model's input size",
                    settings.width, settings.height, settings.resize, kLimit));
  }
  for (int c = 0; c < 3; ++c) {
    if (!std::isfinite(settings.mean[c]) || !std::isfinite(settings.std[c]) || settings.std[c] <= 0) {
      throw Error(
          fmt::format("cannot normalise with mean {} and std {}: std must be above 0; correct the model's "
                      "mean and std",
                      settings.mean[c], settings.std[c]));
    }
  }
}

// ToTensor and Normalize, the 256 possible results of each channel computed once.
void normalise(const cv::Mat& rgb, const Preprocessing& settings, float* chw) {
  std::array<std::array<float, 256>, 3> table;
  for (size_t c = 0; c < 3; ++c) {
    for (size_t value = 0; value < 256; ++value) {
      table[c][value] = (static_cast<float>(value) / 255.0f - settings.mean[c]) / settings.std[c];
    }
  }
  const size_t plane = rgb.total();
  for (int y = 0; y < rgb.rows; ++y) {
    const uint8_t* from = rgb.ptr(y);
    float* to = chw + static_cast<size_t>(y) * static_cast<size_t>(rgb.cols);
    for (int x = 0; x < rgb.cols; ++x, from += 3, ++to) {
      for (size_t c = 0; c < 3; ++c) to[c * plane] = table[c][from[c]];
    }
  }
}

// What the network sees, in eight bits.
cv::Mat seen(const cv::Mat& rgb, const Preprocessing& settings, const Crop& crop) {
  const auto& [x, y] = crop;
  const int64_t left = std::max<int64_t>(0, x.begin), top = std::max<int64_t>(0, y.begin);
  const int columns = static_cast<int>(std::min(x.resized, static_cast<int64_t>(x.crop)));
  const int rows = static_cast<int>(std::min(y.resized, static_cast<int64_t>(y.crop)));
  const cv::Mat part = resize(rgb, settings.filter, x.resized, y.resized, left, top, columns, rows);
  if (part.size() == cv::Size(settings.width, settings.height)) return part;
  cv::Mat pixels = cv::Mat::zeros(settings.height, settings.width, CV_8UC3);
  part.copyTo(pixels({static_cast<int>(left - x.begin), static_cast<int>(top - y.begin), columns, rows}));
  return pixels;
}

Crop checked_crop(const cv::Mat& rgb, const Preprocessing& settings) {
  if (rgb.empty() || rgb.type() != CV_8UC3) {
    throw Error(
        "cannot preprocess this picture: it must have three channels of 8 bits; convert it to RGB first");
  }
  check(settings);
  return crop_of(rgb.size(), settings);
}

}  // namespace

Input preprocess(const cv::Mat& rgb, const Preprocessing& settings) {
  const Crop crop = checked_crop(rgb, settings);
  Input input{std::vector<float>(settings.numbers()), seen(rgb, settings, crop), in_file(crop)};
  normalise(input.rgb, settings, input.chw.data());
  return input;
}

void preprocess(const cv::Mat& rgb, const Preprocessing& settings, float* chw) {
  normalise(seen(rgb, settings, checked_crop(rgb, settings)), settings, chw);
}

cv::Rect2d crop_in_file(cv::Size picture, const Preprocessing& settings) {
  if (picture.empty()) throw Error("cannot preprocess a picture without pixels: give its width and height");
  check(settings);
  return in_file(crop_of(picture, settings));
}

}  // namespace vantage::core
