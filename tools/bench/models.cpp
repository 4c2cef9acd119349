// SPDX-License-Identifier: Apache-2.0
#include "tools/bench/bench.hpp"

namespace vantage::bench {

engine::ModelSpec spec_of(const Options& options, const std::string& architecture,
                          const std::string& execution, const std::string& precision) {
  engine::ModelSpec spec{architecture, architecture, {{"execution", execution}, {"precision", precision}}};
  if (options.checkpoints.empty())
    spec.params["seed"] = "1";
  else
    spec.source += ":" + options.checkpoints + "/" + architecture + ".pth";
  return spec;
}

std::unique_ptr<engine::OpenModel> open(engine::Registry& plugins, const Options& options,
                                        const std::string& architecture, const std::string& execution,
                                        const std::string& precision) {
  return engine::OpenModel::open(plugins, spec_of(options, architecture, execution, precision));
}

core::Input noise(const vtg_model_info& i, uint64_t seed) {
  core::Input x;
  x.chw.resize(static_cast<size_t>(i.channels) * static_cast<size_t>(i.height) *
               static_cast<size_t>(i.width));
  uint64_t state = seed * 2 + 1;
  for (float& v : x.chw) {
    state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's linear congruence
    v = static_cast<float>(state >> 40) / 8388608.0f * 2 - 2;
  }
  return x;
}

std::unique_ptr<engine::ImageBatch> batch_of(int64_t n, const vtg_model_info& info) {
  std::vector<core::Input> images;
  for (int64_t k = 0; k < n; ++k) images.push_back(noise(info, static_cast<uint64_t>(k)));
  std::vector<const core::Input*> all;
  for (const auto& x : images) all.push_back(&x);
  return std::make_unique<engine::ImageBatch>(all, info);
}

}  // namespace vantage::bench
