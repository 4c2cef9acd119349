// SPDX-License-Identifier: Apache-2.0
// The engine as the programs use it: the built plugins, found and probed, and plans of one line.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "host/engine/explain.hpp"
#include "host/engine/host_services.hpp"

namespace vantage::test {

inline engine::Registry& plugins() {
  static engine::Registry registry([] {
    engine::configure(static_cast<int>(std::max(1u, std::thread::hardware_concurrency())), 0);
    engine::RegistryOptions options;
    options.plugin_dirs = {VANTAGE_PLUGINS};
    options.probe_program = PROBE_PROGRAM;
    options.use_environment = false;
    options.cache_file = PLUGIN_CACHE;  // each test is a process, and would probe them all
    return options;
  }());
  return registry;
}

/// An input of random numbers in [-2,2], the same for a seed.
inline core::Input noise(const vtg_model_info& i, uint64_t seed) {
  core::Input x;
  x.chw.resize(static_cast<size_t>(i.channels) * static_cast<size_t>(i.height) *
               static_cast<size_t>(i.width));
  std::mt19937_64 random(seed);
  for (float& v : x.chw) v = static_cast<float>(random() >> 40) / 4194304.0f - 2.0f;
  return x;
}

/// Every result, by image, then method, then class; throws with the reason of one that could not be had.
inline std::vector<engine::Explanation> explain(const engine::OpenModel& model,
                                                const std::vector<std::string>& methods,
                                                const std::vector<core::Input>& images,
                                                const std::vector<std::string>& classes = {"predicted"},
                                                const std::string& profile = "paper", uint64_t seed = 0) {
  std::vector<std::unique_ptr<engine::Method>> owned;
  std::vector<const engine::Method*> all;
  for (const auto& m : methods) {
    owned.push_back(engine::Method::open(plugins(), engine::parse_method(m)));
    all.push_back(owned.back().get());
  }
  std::vector<const core::Input*> inputs;
  for (const auto& x : images) inputs.push_back(&x);
  engine::ExplainOptions options;
  options.classes = classes;
  options.profile = profile;
  options.seed = seed;
  const engine::ExplainPlan plan(model, all, options);
  std::vector<engine::Explanation> maps;
  for (auto& r : plan.run(engine::ImageBatch(inputs, model.info())).results) {
    if (!r.failure.empty()) throw std::runtime_error(r.failure);
    maps.push_back(std::move(*r.explanation));
  }
  return maps;
}

}  // namespace vantage::test
