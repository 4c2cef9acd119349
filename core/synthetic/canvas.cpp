// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace vantage::core::synthetic {
namespace {

using Polygon = std::vector<cv::Point>;
constexpr uint8_t kInside = 255, kRim = 128;

// From a figure's coordinates to the canvas's pixels: turned and mirrored, then scaled and moved so that its
// bounds have the pose's size and centre.
class Placement {
 public:
  Placement(const Figure& figure, const Pose& pose, int side) {
    const double a = pose.degrees * 3.14159265358979323846 / 180;
    const double flip = pose.mirrored ? -1 : 1;
    to_ = {std::cos(a) * flip, -std::sin(a), std::sin(a) * flip, std::cos(a)};
    Point least(1e9, 1e9), most(-1e9, -1e9);
    for (const auto& part : figure.parts())
      for (const auto& p : part.outline) {
        const Point q = to_ * p;
        least = {std::min(least.x, q.x), std::min(least.y, q.y)};
        most = {std::max(most.x, q.x), std::max(most.y, q.y)};
      }
    const double scale = pose.size * side / std::max(most.x - least.x, most.y - least.y);
    to_ = to_ * scale;
    shift_ = pose.centre * side - scale * 0.5 * (least + most);
    from_ = to_.inv();
  }

  Point back(double x, double y) const { return from_ * (Point(x, y) - shift_); }
  Polygon polygon(const Outline& o) const {
    Polygon all;
    for (const auto& p : o) {
      const Point q = to_ * p + shift_;
      all.emplace_back(cvRound(q.x), cvRound(q.y));
    }
    return all;
  }

 private:
  cv::Matx22d to_, from_;
  Point shift_;
};

void darken(cv::Mat& rgb, const cv::Mat& shade, double most) {
  for (int y = 0; y < rgb.rows; ++y) {
    auto* pixel = rgb.ptr<cv::Vec3b>(y);
    const auto* s = shade.ptr<uint8_t>(y);
    for (int x = 0; x < rgb.cols; ++x) {
      if (s[x] == 0) continue;
      const int keep = 256 - static_cast<int>(most * s[x]);
      for (int c = 0; c < 3; ++c) pixel[x][c] = static_cast<uint8_t>(pixel[x][c] * keep / 256);
    }
  }
}

// A soft shadow, away from the light.
void cast_shadow(cv::Mat& rgb, const Figure& figure, const Placement& placement, const Pose& pose,
                 const Light& light) {
  constexpr int kCoarse = 4;  // a blurred shape needs no finer grid
  const Point offset = light.from * (-0.05 * pose.size * rgb.rows);
  cv::Mat shade = cv::Mat::zeros(rgb.rows / kCoarse, rgb.cols / kCoarse, CV_8U);
  for (const auto& part : figure.parts()) {
    Polygon polygon = placement.polygon(part.outline);
    for (auto& p : polygon) p = {cvRound((p.x + offset.x) / kCoarse), cvRound((p.y + offset.y) / kCoarse)};
    cv::fillPoly(shade, std::vector<Polygon>{polygon}, cv::Scalar(255));
  }
  const int reach = 1 + 2 * std::max(1, cvRound(0.018 * pose.size * shade.rows));
  cv::blur(shade, shade, {reach, reach});
  cv::blur(shade, shade, {reach, reach});
  cv::resize(shade, shade, rgb.size(), 0, 0, cv::INTER_LINEAR);
  darken(rgb, shade, 0.55 * light.strength);
}

}  // namespace

Canvas::Canvas(int pixels, int oversampling)
    : rgb_(pixels * oversampling, pixels * oversampling, CV_8UC3, cv::Scalar::all(128)),
      scratch_(rgb_.size(), CV_8U) {}

void Canvas::draw(const Figure& figure, const Pose& pose, const Light& light, bool shadow, cv::Mat* mask) {
  const Placement placement(figure, pose, side());
  if (shadow) cast_shadow(rgb_, figure, placement, pose, light);
  const int rim = std::max(1, cvRound(0.011 * pose.size * side()));
  const cv::Rect whole(0, 0, side(), side());
  for (const auto& part : figure.parts()) {
    const Polygon polygon = placement.polygon(part.outline);
    const cv::Rect bounds = cv::boundingRect(polygon);
    const cv::Rect area = (bounds + cv::Size(2 * rim, 2 * rim) - cv::Point(rim, rim)) & whole;
    if (area.empty()) continue;
    scratch_(area).setTo(0);
    cv::fillPoly(scratch_, std::vector<Polygon>{polygon}, cv::Scalar(kInside));
    if (part.contour) cv::polylines(scratch_, polygon, true, cv::Scalar(kRim), rim);

    // The part bulges: bright where it faces the light, dark where it turns away.
    const Point middle = 0.5 * Point(bounds.tl() + bounds.br());
    const double reach = 0.5 * std::max(6 * rim, std::max(bounds.width, bounds.height));
    const double slope = part.contour ? 0.3 * light.strength : 0.2 * light.strength;
    for (int y = area.y; y < area.y + area.height; ++y) {
      auto* pixel = rgb_.ptr<cv::Vec3b>(y);
      const auto* inside = scratch_.ptr<uint8_t>(y);
      auto* marked = mask ? mask->ptr<uint8_t>(y) : nullptr;
      for (int x = area.x; x < area.x + area.width; ++x) {
        if (inside[x] == 0) continue;
        double shade = 1 + slope * (Point(x, y) - middle).dot(light.from) / reach;
        if (inside[x] == kRim) shade *= 0.55;
        const Colour colour = part.paint(placement.back(x, y)) * static_cast<float>(shade);
        for (int c = 0; c < 3; ++c)
          pixel[x][c] = cv::saturate_cast<uint8_t>(pixel[x][c] + part.opacity * (colour[c] - pixel[x][c]));
        if (marked) marked[x] = 255;
      }
    }
  }
}

}  // namespace vantage::core::synthetic
