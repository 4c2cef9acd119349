// SPDX-License-Identifier: Apache-2.0
// A similarity measure with its parameters, ready to compare maps.
#pragma once
#include <memory>
#include <string>

#include "core/map.hpp"
#include "host/engine/params.hpp"
#include "host/engine/registry.hpp"

namespace vantage::engine {

/// Owns the plugin's instance; one thread at a time, so open one for each.
class Measure {
 public:
  /// `text` is ID or ID:key=value,... Throws engine::Error on an unknown id, suggesting the nearest, and on a
  /// parameter that does not fit.
  static std::unique_ptr<Measure> open(Registry&, const std::string& text);
  ~Measure();
  Measure(const Measure&) = delete;

  const PluginInfo& plugin() const { return plugin_; }
  /// "iou:threshold=0.5": every parameter in declared order; the id alone where it has none. open() reads it.
  const std::string& canonical() const { return canonical_; }

  /// compare(a, b) is compare(b, a).
  bool symmetric() const { return plugin_.traits & VTG_SIM_SYMMETRIC; }
  /// The scale's ends: the score of a map and itself, and of maps that could not differ more. Either may be
  /// the larger; the worst may be infinite.
  double best() const { return plugin_.best; }
  double worst() const { return plugin_.worst; }

  /// The score of two maps of one size, in [0,1]; always finite. Throws engine::Error, where the maps are of
  /// two sizes, empty or hold NaN or infinity, and where the plugin refuses them.
  double compare(const core::Map& a, const core::Map& b) const;

 private:
  Measure(const PluginInfo&, ParamValues, const vtg_similarity_v1*, vtg_similarity*);
  const PluginInfo& plugin_;
  const ParamValues values_;
  const std::string canonical_;
  const vtg_similarity_v1* table_;
  vtg_similarity* handle_;
};

}  // namespace vantage::engine
