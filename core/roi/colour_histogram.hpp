// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

namespace vantage::core {

// The colour intensity histogram (CIH, Xuan et al. 2022) of what a network looks at: per channel, the share
// of the region's pixels whose intensity falls into each of equally wide bins.
struct ColourHistogram {
  int64_t pixels = 0;  // in the region
  std::array<std::vector<double>, 3>
      channels;  // red, green, blue; each sums to 1, or is all 0 without pixels
};

// Of the pixels of `rgb` (8UC3) inside the region (8UC1 of its size, not 0 inside): what lies outside is not
// counted as black. `bins` must divide 256. Throws Error for anything else. Thread-safe.
ColourHistogram colour_histogram(const cv::Mat& rgb, const cv::Mat& region, int bins = 32);

// Every image counts alike, or every pixel does.
enum class HistogramWeight { images, pixels };

// Images without a pixel in their region count for nothing; `pixels` of the result is the sum. Throws Error
// where the numbers of bins differ or there is no histogram.
ColourHistogram mean(const std::vector<ColourHistogram>& histograms, HistogramWeight weight);

// Histogram intersection (Swain and Ballard 1991), the mean of the three channels: 0 for nothing in common to
// 1 for the same. Throws Error where the numbers of bins differ.
double intersection(const ColourHistogram& a, const ColourHistogram& b);

}  // namespace vantage::core
