// SPDX-License-Identifier: Apache-2.0
#include "core/roi/colour_histogram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/error.hpp"

namespace vantage::core {
namespace {

void check_bins(const ColourHistogram& histogram, const ColourHistogram& like) {
  for (size_t c = 0; c < 3; ++c) {
    if (histogram.channels[c].size() == like.channels[0].size()) continue;
    throw Error(
        fmt::format("cannot compare colour histograms of {} and {} bins; compute them with the same number",
                    like.channels[0].size(), histogram.channels[c].size()));
  }
}

}  // namespace

ColourHistogram colour_histogram(const cv::Mat& rgb, const cv::Mat& region, int bins) {
  if (rgb.empty() || rgb.type() != CV_8UC3 || region.type() != CV_8UC1 || region.size() != rgb.size()) {
    throw Error(fmt::format(
        "cannot take the colours of a {} x {} region of a {} x {} picture: give an RGB picture of "
        "8 bits and a region of its size",
        region.cols, region.rows, rgb.cols, rgb.rows));
  }
  if (bins < 1 || bins > 256 || 256 % bins != 0) {
    throw Error(fmt::format("cannot sort 256 intensities into {} bins; give a power of two up to 256", bins));
  }
  ColourHistogram histogram;
  histogram.pixels = cv::countNonZero(region);
  const float range[] = {0, 256};
  const float* ranges = range;
  for (int c = 0; c < 3; ++c) {
    cv::Mat counts;  // 32FC1, exact up to 2^24 pixels in a bin
    cv::calcHist(&rgb, 1, &c, region, counts, 1, &bins, &ranges);
    auto& shares = histogram.channels[static_cast<size_t>(c)];
    for (int bin = 0; bin < bins; ++bin) {
      const double count = counts.at<float>(bin);
      shares.push_back(histogram.pixels == 0 ? 0 : count / static_cast<double>(histogram.pixels));
    }
  }
  return histogram;
}

ColourHistogram mean(const std::vector<ColourHistogram>& histograms, HistogramWeight weight) {
  if (histograms.empty())
    throw Error("cannot average colour histograms where there is none; give at least one");
  ColourHistogram sum;
  for (auto& channel : sum.channels) channel.resize(histograms[0].channels[0].size());
  double weights = 0;
  for (const ColourHistogram& histogram : histograms) {
    check_bins(histogram, sum);
    if (histogram.pixels == 0) continue;
    const double w = weight == HistogramWeight::images ? 1 : static_cast<double>(histogram.pixels);
    weights += w;
    sum.pixels += histogram.pixels;
    for (size_t c = 0; c < 3; ++c) {
      for (size_t bin = 0; bin < sum.channels[c].size(); ++bin) {
        sum.channels[c][bin] += w * histogram.channels[c][bin];
      }
    }
  }
  for (auto& channel : sum.channels) {
    for (double& share : channel) share = weights > 0 ? share / weights : 0;
  }
  return sum;
}

double intersection(const ColourHistogram& a, const ColourHistogram& b) {
  check_bins(a, a);
  check_bins(b, a);
  double common = 0;
  for (size_t c = 0; c < 3; ++c) {
    for (size_t bin = 0; bin < a.channels[c].size(); ++bin)
      common += std::min(a.channels[c][bin], b.channels[c][bin]);
  }
  return common / 3;
}

}  // namespace vantage::core
