// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>
#include <limits>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/map.hpp"
#include "core/roi/colour_histogram.hpp"
#include "host/viewer/render/contour_paths.hpp"
#include "host/viewer/state/analysis_state.hpp"

class QPainter;

namespace vantage::viewer {

// An explanation as a table shows it at one threshold.
struct Tile {
  QImage photograph, over;  // what the network sees; the same with the map's colours
  QImage outlined;          // and with the contours, so that they need not be stroked where they are shown
  std::vector<ContourPath> contours;
  double area =
      std::numeric_limits<double>::quiet_NaN();  // the share of the map that is at least the threshold
  core::ColourHistogram histogram;  // of those pixels; without any where the photograph is missing
  QString error;                    // why there is nothing, or no photograph
  qint64 bytes() const;
};

// The share of the map's pixels that are at least `threshold`, in [0,1].
double area_at(const core::Map&, double threshold);

// `rgb` (8UC3) is of the map's size, or empty: then the map lies on grey. Pictures have `side` pixels at most
// and are never enlarged; area and histogram are of all pixels. Thread-safe; throws core::Error for a map
// with values outside [0,1].
Tile draw_tile(const cv::Mat& rgb, const core::Map&, double threshold, Colours, int side);

// The three channels as lines over a common scale.
void draw_histogram(QPainter&, const QRectF& place, const core::ColourHistogram&);

// Format_RGB32; a copy.
QImage to_image(const cv::Mat& rgb);

}  // namespace vantage::viewer
