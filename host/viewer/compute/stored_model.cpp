// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/stored_model.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/files.hpp"
#include "host/engine/params.hpp"
#include "host/viewer/error.hpp"

namespace vantage::viewer {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

}  // namespace

engine::ModelSpec spec_of(const engine::Registry& registry, const storage::Model& model) {
  const engine::PluginInfo* loader = registry.find(VTG_MODEL_LOADER, model.loader);
  if (!loader)
    throw Error("model '" + model.name + "' was opened by loader '" + model.loader +
                "', which is not installed; install it or leave the model out");
  engine::ModelSpec spec{model.name, model.architecture, engine::parse_key_values(model.parameters)};
  const bool from_file = model.weights_sha256.find(':') == std::string::npos;  // else "seed:1", "builtin:x"
  if (!from_file) return spec;

  const fs::path bundled = registry.bundled(model.architecture);
  if (!bundled.empty() && core::sha256_file(bundled) == model.weights_sha256) {
    spec.params.erase("seed");  // would ask for random weights
    return spec;
  }
  if (!is_file(model.source))
    throw Error("model '" + model.name + "': checkpoint " + model.source +
                " is gone; put it back, or leave the model out");
  if (core::sha256_file(model.source) != model.weights_sha256)
    throw Error("model '" + model.name + "': checkpoint " + model.source +
                " has changed since its results were made; put the old one back, or run it as another model");
  const bool known = std::any_of(loader->architectures.begin(), loader->architectures.end(),
                                 [&](const auto& a) { return a.name == model.architecture; });
  spec.source = known ? model.architecture + ":" + model.source : model.source;
  return spec;
}

}  // namespace vantage::viewer
