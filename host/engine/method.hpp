// SPDX-License-Identifier: Apache-2.0
// An explanation method, ready to run on any model.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/map.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/open_model.hpp"
#include "host/engine/params.hpp"

namespace vantage::engine {

/// Owns the plugin's instance; one thread at a time.
class Method {
 public:
  /// Throws engine::Error on an unknown id, suggesting the nearest.
  static std::unique_ptr<Method> open(Registry&, const MethodSpec&);
  ~Method();
  Method(const Method&) = delete;

  const PluginInfo& plugin() const { return plugin_; }
  bool has_layer() const;

  /// The parameters on this model, every value filled in; `layer` stands in for a "layer" that the
  /// method's own text leaves open. Throws engine::Error.
  ParamValues values(const OpenModel&, const std::string& layer) const;

  /// Throws engine::Error with the reason when the model lacks what the method needs.
  void require_fit(const OpenModel&) const;

  /// images: N x C x H x W; one class an image; N raw maps come back. Throws engine::Error.
  std::vector<core::Map> explain(const OpenModel&, const vtg_view* images,
                                 const std::vector<int64_t>& classes, const ParamValues&, Job&) const;

 private:
  Method(const PluginInfo&, const vtg_explainer_v1*, vtg_explainer*, MethodSpec);
  const PluginInfo& plugin_;
  const vtg_explainer_v1* table_;
  vtg_explainer* handle_;
  MethodSpec spec_;
};

}  // namespace vantage::engine
