// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// An analysis that can be taken up again.
struct Session {
  std::filesystem::path database;  // empty: none was open
  AnalysisState state;
};

// JSON of version 1. The database's path is kept relative to the session's folder, so that both can move
// together. The old file stays until the new one is whole. Throws core::Error.
void save_session(const std::filesystem::path& file, const Session&);

// The file is not trusted: at most 16 MiB, every value checked. Throws Error or core::Error, one line that
// names the file and the field, or line and column.
Session load_session(const std::filesystem::path& file);

}  // namespace vantage::viewer
