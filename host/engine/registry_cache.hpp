// SPDX-License-Identifier: Apache-2.0
// Verdicts from earlier starts, so that a start need not probe, let alone load, what it knows.
#pragma once
#include <filesystem>
#include <map>
#include <optional>

#include "host/engine/verdict.hpp"

namespace vantage::engine {

/// A JSON file of verdicts. Another version, ABI or runtime, or a damaged file, is an empty cache. Several
/// processes may use one file at once: it is replaced as a whole. One thread at a time.
class VerdictCache {
 public:
  /// An empty path: nothing is kept. Never throws for what the file holds.
  explicit VerdictCache(std::filesystem::path file);

  /// The verdict on this very file: same size and time, or else the same SHA-256. A refusal is forgotten
  /// after ten minutes: what the library lacked may have come since.
  std::optional<Verdict> find(const std::filesystem::path& library);
  void put(const Verdict&);
  /// Writes what has changed, joined with what other processes have written meanwhile, without libraries
  /// that are gone. A folder that cannot be written is no error.
  void save() noexcept;

 private:
  std::filesystem::path file_;
  std::map<std::string, Verdict> known_, changed_;
};

}  // namespace vantage::engine
