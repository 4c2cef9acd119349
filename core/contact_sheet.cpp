// SPDX-License-Identifier: Apache-2.0
#include "core/contact_sheet.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/error.hpp"

namespace vantage::core {
namespace {

constexpr int kGap = 4, kLine = 16;  // pixels
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kSize = 0.4;

int width_of(const std::string& text) {
  int below = 0;
  return cv::getTextSize(text, kFont, kSize, 1, &below).width;
}

void write(cv::Mat& on, std::string text, int x, int y, int room) {
  bool cut = false;
  while (text.size() > 1 && width_of(text + (cut ? ".." : "")) > room) {
    text.pop_back();
    cut = true;
  }
  cv::putText(on, text + (cut ? ".." : ""), {x, y}, kFont, kSize, {40, 40, 40}, 1, cv::LINE_AA);
}

void check(const ContactSheet& s) {
  if (s.columns.empty() || s.rows.empty() || s.tile < 32 || s.tile > 512)
    throw Error("a contact sheet needs at least one picture, and tiles of 32 to 512 pixels");
  if (s.cells.size() != s.columns.size()) throw Error("a contact sheet's column has a name and no pictures");
  for (const auto& column : s.cells) {
    if (column.size() != s.rows.size()) throw Error("a contact sheet's columns have different lengths");
    for (const auto& cell : column)
      if (!cell.empty() && (cell.rows != s.tile || cell.cols != s.tile || cell.type() != CV_8UC3))
        throw Error("a contact sheet's pictures must be RGB and as large as its tiles");
  }
}

}  // namespace

cv::Mat draw_contact_sheet(const ContactSheet& s) {
  check(s);
  int left = 0;
  size_t lines = 0;
  for (const auto& row : s.rows) left = std::max(left, width_of(row) + 2 * kGap);
  for (const auto& column : s.columns) lines = std::max(lines, column.size());
  const int top = static_cast<int>(lines) * kLine + 2 * kGap, step = s.tile + kGap;
  cv::Mat sheet(top + step * static_cast<int>(s.rows.size()),
                left + step * static_cast<int>(s.columns.size()), CV_8UC3, cv::Scalar::all(255));
  for (size_t r = 0; r < s.rows.size(); ++r)
    write(sheet, s.rows[r], kGap, top + step * static_cast<int>(r) + s.tile / 2, left);
  for (size_t c = 0; c < s.columns.size(); ++c) {
    const int x = left + step * static_cast<int>(c);
    for (size_t i = 0; i < s.columns[c].size(); ++i)
      write(sheet, s.columns[c][i], x, kLine * static_cast<int>(i + 1), s.tile);
    for (size_t r = 0; r < s.rows.size(); ++r)
      if (const auto& cell = s.cells[c][r]; !cell.empty())
        cell.copyTo(sheet({x, top + step * static_cast<int>(r), s.tile, s.tile}));
  }
  return sheet;
}

}  // namespace vantage::core
