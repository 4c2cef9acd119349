// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/stored_method.hpp"

#include "host/engine/params.hpp"

namespace vantage::viewer {

WantedMethod::WantedMethod(const engine::Registry& registry, const MethodChoice& chosen) : chosen_(chosen) {
  chosen_.parameters.erase("layer");
  const auto* plugin = registry.find(VTG_EXPLAINER, chosen.id);
  if (!plugin) return;
  const engine::ParamValues values(plugin->id, plugin->params, chosen_.parameters, nullptr);
  complete_ = engine::parse_key_values(values.canonical());
  complete_.erase("layer");
  for (auto& [key, text] : chosen_.parameters) text = values.text(key);  // "0.50" is "0.5"
}

Fit WantedMethod::fit(const std::string& parameters) const {
  auto stored = engine::parse_key_values(parameters);
  stored.erase("layer");
  if (stored == complete_) return Fit::all;
  for (const auto& [key, text] : chosen_.parameters)
    if (const auto found = stored.find(key); found == stored.end() || found->second != text) return Fit::none;
  return Fit::chosen;
}

}  // namespace vantage::viewer
