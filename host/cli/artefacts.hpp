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

class ArtefactWriter {
 public:
  enum class Kind { all, numbers, pictures };
  /// Makes the folder; an empty one writes nothing. Throws core::Error where it cannot be made.
  explicit ArtefactWriter(std::filesystem::path folder, Kind kind = Kind::all);

  /// STEM is `<image>.<model>.<method>`, with -2, -3, ... where one command would write it twice.
  Artefacts write(const std::string& image, const std::string& model, const core::Input&,
                  const engine::Explanation&);

 private:
  std::filesystem::path folder_;
  Kind kind_;
  std::set<std::string> stems_;
};

}  // namespace vantage::cli
