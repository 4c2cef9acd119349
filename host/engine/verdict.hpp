// SPDX-License-Identifier: Apache-2.0
// What is known of one library: the plugins in it, or the reason why it is refused.
#pragma once
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/engine/plugin_info.hpp"

namespace vantage::engine {

struct Verdict {
  std::filesystem::path file;      // or a folder that is refused as a whole
  std::string reason;              // one line; empty: good
  std::vector<std::string> notes;  // what was passed over in a good one: kinds this host does not know
  std::vector<PluginInfo> plugins;
  uintmax_t size = 0;
  int64_t mtime_ns = 0;
  std::string sha256;
  int64_t probed_at = 0;  // seconds since 1970

  bool good() const { return reason.empty(); }
};

/// Infinities and NaN, which JSON lacks, are written as text.
nlohmann::json to_json(const Verdict&);

/// Throws Error, without a raw library text, where the JSON is no verdict.
Verdict verdict_from_json(const nlohmann::json&);

}  // namespace vantage::engine
