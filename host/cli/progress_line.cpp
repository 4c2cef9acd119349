// SPDX-License-Identifier: Apache-2.0
#include "host/cli/progress_line.hpp"

#include <fmt/format.h>

namespace vantage::cli {

std::string duration(double seconds) {
  const auto s = static_cast<int64_t>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
  return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
}

std::string progress_line(const engine::RunProgress& p) {
  auto line = fmt::format("{} of {}", p.done, p.total);
  if (p.total > 0)
    line += fmt::format(" ({:.0f} %)", 100.0 * static_cast<double>(p.done) / static_cast<double>(p.total));
  if (p.done > 0 && p.seconds > 1) {
    const double rate = static_cast<double>(p.done) / p.seconds;
    line += fmt::format("  {:.3g}/s  {} left", rate, duration(static_cast<double>(p.total - p.done) / rate));
  }
  if (p.failures > 0) line += fmt::format("  {} failed", p.failures);
  line += "  " + p.model + (p.method.empty() ? "" : "  " + p.method);
  return p.fraction > 0 && p.fraction < 1 ? line + fmt::format(" {:.0f} %", 100 * p.fraction) : line;
}

}  // namespace vantage::cli
