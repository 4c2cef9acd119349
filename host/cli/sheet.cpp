// SPDX-License-Identifier: Apache-2.0
#include "host/cli/sheet.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/contact_sheet.hpp"
#include "core/error.hpp"
#include "core/files.hpp"
#include "core/overlay.hpp"

namespace vantage::cli {
namespace {

constexpr int kTile = 112;  // pixels

cv::Mat tile(const cv::Mat& picture) {
  cv::Mat small;
  cv::resize(picture, small, {kTile, kTile}, 0, 0, cv::INTER_AREA);
  return small;
}

}  // namespace

Sheet::Sheet(std::filesystem::path file, Ground ground, std::vector<std::string> methods)
    : file_(std::move(file)), ground_(ground), methods_(std::move(methods)) {
  std::error_code why;
  const auto folder = file_.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, why))
    throw core::Error("there is no folder " + folder.string() + " to write the sheet to; make it first");
}

void Sheet::add(const std::string& image, const std::string& model, const core::Input& input,
                const engine::Explanation& e) {
  if (file_.empty()) return;
  auto column = std::find_if(columns_.begin(), columns_.end(),
                             [&](const auto& c) { return c.image == image && c.model == model; });
  if (column == columns_.end())
    column = columns_.insert(columns_.end(),
                             {image, model, ground_ == Ground::photo ? tile(input.rgb) : cv::Mat(), {}});
  std::string row = e.method;
  for (int n = 2; column->tiles.count(row); ++n) row = e.method + " " + std::to_string(n);
  if (std::find(rows_.begin(), rows_.end(), row) == rows_.end()) rows_.push_back(row);
  column->tiles[row] = tile(draw(input, e, ground_, 1));
}

void Sheet::write() const {
  if (file_.empty() || columns_.empty()) return;
  auto columns = columns_;
  const auto first_of = [&](const std::string& image) {
    return std::find_if(columns_.begin(), columns_.end(), [&](const auto& c) { return c.image == image; });
  };
  std::stable_sort(columns.begin(), columns.end(),
                   [&](const auto& a, const auto& b) { return first_of(a.image) < first_of(b.image); });
  auto rows = rows_;
  const auto place = [&](const std::string& row) {  // "grad-cam 2" stands behind "grad-cam"
    return std::find(methods_.begin(), methods_.end(), row.substr(0, row.find(' ')));
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  core::ContactSheet sheet;
  sheet.tile = kTile;
  const bool pictures = ground_ == Ground::photo;
  if (pictures) sheet.rows.push_back("image");
  sheet.rows.insert(sheet.rows.end(), rows.begin(), rows.end());
  for (const auto& c : columns) {
    sheet.columns.push_back({std::filesystem::path(c.image).stem().string(), c.model});
    auto& cells = sheet.cells.emplace_back();
    if (pictures) cells.push_back(c.picture);
    for (const auto& row : rows) cells.push_back(c.tiles.count(row) ? c.tiles.at(row) : cv::Mat());
  }
  core::write_atomically(file_, core::encode_png(core::draw_contact_sheet(sheet)));
}

}  // namespace vantage::cli
