// SPDX-License-Identifier: Apache-2.0
#include "host/cli/artefacts.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/npy.hpp"
#include "core/overlay.hpp"

namespace vantage::cli {
namespace {

std::string npy(const core::Map& m) {
  const int64_t shape[] = {m.height, m.width};
  return core::npy_bytes(shape, m.values.data());
}

}  // namespace

cv::Mat draw(const core::Input& input, const engine::Explanation& e, Ground ground, int scale) {
  core::OverlayStyle style;
  style.scale = scale;
  if (ground == Ground::photo && !e.pixels) return core::overlay(input.rgb, e.map, style);
  style.opacity = 1;
  style.threshold = 0;
  style.levels.clear();
  auto map = e.map;
  if (e.pixels) {
    auto sorted = map.values;
    const auto bright = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 99 / 100);
    std::nth_element(sorted.begin(), bright, sorted.end());
    if (const float top = *bright; top > 0)
      for (float& v : map.values) v = std::min(1.0f, v / top);
  }
  return core::overlay(cv::Mat::zeros(input.rgb.size(), CV_8UC3), map, style);
}

ArtefactWriter::ArtefactWriter(std::filesystem::path folder, Ground ground, Kind kind)
    : folder_(std::move(folder)), ground_(ground), kind_(kind) {
  if (folder_.empty()) return;
  std::error_code why;
  std::filesystem::create_directories(folder_, why);
  if (why || !std::filesystem::is_directory(folder_))
    throw core::Error("cannot make the folder " + folder_.string() + ": " +
                      (why ? why.message() : "a file has that name") + "; choose another --out");
}

Artefacts ArtefactWriter::write(const std::string& image, const std::string& model, const core::Input& input,
                                const engine::Explanation& e, bool several_classes) {
  if (folder_.empty()) return {};
  const std::string wanted = std::filesystem::path(image).stem().string() + "." + model + "." + e.method +
                             (several_classes ? "." + std::to_string(e.cls) : "");
  std::string stem = wanted;
  for (int n = 2; !stems_.insert(stem).second; ++n) stem = wanted + "-" + std::to_string(n);
  const auto path = [&](const char* end) { return (folder_ / (stem + end)).string(); };
  Artefacts files;
  if (kind_ != Kind::pictures) {
    core::write_atomically(files.map = path(".npy"), npy(e.map));
    core::write_atomically(files.raw = path(".raw.npy"), npy(e.raw));
  }
  if (kind_ != Kind::numbers)
    core::write_atomically(files.overlay = path(".png"), core::encode_png(draw(input, e, ground_, 3)));
  return files;
}

}  // namespace vantage::cli
