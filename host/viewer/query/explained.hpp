// SPDX-License-Identifier: GPL-3.0-or-later
// One stored map with the picture that it explains.
#pragma once

#include <cstdint>
#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <string>

#include "core/map.hpp"
#include "core/preprocess.hpp"
#include "storage/database.hpp"
#include "storage/records.hpp"

namespace vantage::viewer {

// Where to find it.
struct MapPlace {
  int64_t explanation = 0;  // the row
  int64_t model = 0, image = 0;
  int cls = 0;
  std::string path;  // of the photograph
  bool operator==(const MapPlace&) const = default;
};

struct Explained {
  core::Map map;        // finished by its profile, of the network's input size, values in [0,1]
  cv::Mat rgb;          // 8UC3: what the network sees, of the same size; empty where the file cannot be read
  std::string missing;  // why it is empty, in one line
  int64_t bytes() const;
};

// The row itself, with its raw map. Throws storage::Error, also where there is none any more.
storage::Explanation find_explanation(storage::Database&, const MapPlace&);

// The finished map alone, of a network's input size.
core::Map finished_map_of(const storage::Explanation&, const storage::Model&);

// Throws storage::Error or core::Error for what concerns the map.
Explained load_explained(storage::Database&, const MapPlace&);

}  // namespace vantage::viewer
