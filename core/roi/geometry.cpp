// SPDX-License-Identifier: Apache-2.0
#include "core/roi/geometry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/error.hpp"

namespace vantage::core {
namespace {

// For every pixel of one dimension the one of the picture in which its centre lies, -1 where none does.
std::vector<int> sources(int input, double begin, double length, int picture) {
  std::vector<int> all;
  for (int i = 0; i < input; ++i) {
    const double at = std::floor(begin + (i + 0.5) * length / input);
    all.push_back(at >= 0 && at < picture ? static_cast<int>(at) : -1);
  }
  return all;
}

// The first pixel whose centre is not before `edge`.
int first_pixel(float edge, int limit) {
  return static_cast<int>(std::clamp(std::ceil(edge - 0.5f), 0.0f, static_cast<float>(limit)));
}

}  // namespace

InputGeometry::InputGeometry(cv::Size picture, const Preprocessing& settings)
    : picture_(picture), input_(settings.width, settings.height), crop_(crop_in_file(picture, settings)) {}

Box InputGeometry::to_input(const Box& in_file) const {
  const auto whole = [](cv::Size size) {
    return Box{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
  };
  const Box box = intersection(in_file, whole(picture_));
  const double across = input_.width / crop_.width, down = input_.height / crop_.height;
  const auto x = [&](float edge) { return static_cast<float>((edge - crop_.x) * across); };
  const auto y = [&](float edge) { return static_cast<float>((edge - crop_.y) * down); };
  return intersection({x(box.xmin), y(box.ymin), x(box.xmax), y(box.ymax)}, whole(input_));
}

cv::Mat InputGeometry::to_input(const cv::Mat& mask) const {
  if (mask.type() != CV_8UC1 && mask.type() != CV_8UC3) {
    throw Error(
        "cannot use this mask: it must have one or three channels of 8 bits; convert it to grey first");
  }
  if (mask.size() != picture_) {
    throw Error(
        fmt::format("the mask has {} x {} pixels, its picture {} x {}; give a mask of the picture's size",
                    mask.cols, mask.rows, picture_.width, picture_.height));
  }
  const auto columns = sources(input_.width, crop_.x, crop_.width, picture_.width);
  const auto rows = sources(input_.height, crop_.y, crop_.height, picture_.height);
  cv::Mat region = cv::Mat::zeros(input_, CV_8UC1);
  const int channels = mask.channels();
  for (int y = 0; y < region.rows; ++y) {
    if (rows[static_cast<size_t>(y)] < 0) continue;
    const uint8_t* from = mask.ptr(rows[static_cast<size_t>(y)]);
    for (int x = 0; x < region.cols; ++x) {
      const int column = columns[static_cast<size_t>(x)];
      for (int c = 0; column >= 0 && c < channels; ++c) {
        if (from[column * channels + c] != 0) region.at<uint8_t>(y, x) = 255;
      }
    }
  }
  return region;
}

cv::Mat InputGeometry::region(const std::vector<Box>& in_file) const {
  std::vector<Box> boxes(in_file.size());
  std::transform(in_file.begin(), in_file.end(), boxes.begin(),
                 [&](const Box& box) { return to_input(box); });
  return region_of(boxes, input_);
}

cv::Mat region_of(const std::vector<Box>& boxes, cv::Size size) {
  cv::Mat region = cv::Mat::zeros(size, CV_8UC1);
  for (const Box& box : boxes) {
    if (box.empty()) continue;
    const cv::Point begin(first_pixel(box.xmin, size.width), first_pixel(box.ymin, size.height));
    const cv::Point end(first_pixel(box.xmax, size.width), first_pixel(box.ymax, size.height));
    region(cv::Rect(begin, end)).setTo(255);
  }
  return region;
}

}  // namespace vantage::core
