// SPDX-License-Identifier: Apache-2.0
// The files that explain --out writes: STEM.npy, STEM.raw.npy and STEM.png for each result.
#pragma once
#include <filesystem>
#include <set>
#include <string>

#include "core/preprocess.hpp"
#include "host/engine/explain.hpp"

namespace vantage::cli {

struct Artefacts {
  std::string map, raw, overlay;  // paths; empty where nothing was asked for
};

/// What lies under a map's colours.
enum class Ground { photo, black };

/// The map in colours with contour lines, RGB, `scale` times as large as the input. A map of single pixels
/// has neither lines nor a photograph below, and its brightest hundredth has one colour.
cv::Mat draw(const core::Input&, const engine::Explanation&, Ground, int scale);

class ArtefactWriter {
 public:
  enum class Kind { all, numbers, pictures };
  /// Makes the folder; an empty one writes nothing. Throws core::Error where it cannot be made.
  explicit ArtefactWriter(std::filesystem::path folder, Ground ground, Kind kind = Kind::all);

  /// STEM is `<image>.<model>.<method>`, with the class behind it where the command explains several, and
  /// with -2, -3, ... where it would write it twice.
  Artefacts write(const std::string& image, const std::string& model, const core::Input&,
                  const engine::Explanation&, bool several_classes = false);

 private:
  std::filesystem::path folder_;
  Ground ground_;
  Kind kind_;
  std::set<std::string> stems_;
};

}  // namespace vantage::cli
