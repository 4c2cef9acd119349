// SPDX-License-Identifier: Apache-2.0
// Forward passes the way PyTorch runs them (eager), fused, and fused in bf16.
#include <fmt/format.h>

#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"

namespace vantage::bench {

void forward_passes(engine::Registry& plugins, const Options& options, const Ceiling& ceiling) {
  fmt::print("\n## Forward passes, seconds\n\n");
  fmt::print(
      "| network | batch | eager | memory kept | fused | ratio | bf16 | ratio | fused GMAC/s | of the matrix "
      "product |\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (const auto& name : options.architectures) {
    const std::unique_ptr<engine::OpenModel> models[] = {open(plugins, options, name, "eager", "fp32"),
                                                         open(plugins, options, name, "fused", "fp32"),
                                                         open(plugins, options, name, "fused", "bf16")};
    for (const int64_t n : {1, 16}) {
      const auto images = batch_of(n, models[0]->info());
      std::vector<std::function<void()>> bodies;
      for (const auto& m : models) bodies.emplace_back([&] { engine::predict(*m, *images); });
      const int rounds = n == 1 ? 4 * options.rounds : options.rounds;
      const auto t = in_turns(bodies, rounds);
      const auto as_libraries = [&] {
        const MemoryOfTheSystem memory;
        return in_turns({bodies[0]}, rounds)[0].best();
      };
      const double kept = t[0].best(), eager = as_libraries(), fused = t[1].best(), bf16 = t[2].best();
      const double rate = static_cast<double>(models[1]->info().macs * n) / fused * 1e-9;
      fmt::print("| {} | {} | {:.4f} | {:.4f} | {:.4f} | {:.2f} | {:.4f} | {:.2f} | {:.0f} | {} |\n", name, n,
                 eager, kept, fused, eager / fused, bf16, eager / bf16, rate,
                 ceiling.fp32 > 0 ? fmt::format("{:.0f} %", 100 * rate / ceiling.fp32) : "?");
      std::fflush(stdout);
    }
  }
}

}  // namespace vantage::bench
