// SPDX-License-Identifier: Apache-2.0
// An explanation method, and what it takes to run it on one model.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/map.hpp"
#include "core/saliency.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/open_model.hpp"
#include "host/engine/params.hpp"
#include "host/engine/shared_model.hpp"

namespace vantage::engine {

/// A method's parameters on one model, every value filled in. A method that reads a layer may be given
/// several: it then runs once on each and its maps are fused.
struct BoundParams {
  std::vector<ParamValues> per_layer;  // one, or one a layer
  std::string layer;                   // "layer3+layer4"; empty for a method without one
  std::string canonical;               // key=value,... of all of it
  core::Fuse fuse = core::Fuse::mean;
};

/// The values that a method takes: what the user wrote, else what the profile asks for, else the default.
/// `layers` ("a+b", or empty: what `default_layer` returns) stands in where the method's own text names none.
/// Throws engine::Error. What is only known of a closed model suffices, if `layer` checks nothing.
BoundParams bind_parameters(const PluginInfo&, const MethodSpec&, const std::string& layers,
                            const std::string& profile, const std::function<std::string()>& default_layer,
                            const ParamValues::LayerResolver& layer);

/// Which images get which maps: map m is of image image_of[m] and class classes[m]; ascending by image.
struct Targets {
  std::vector<int64_t> image_of, classes;

  void add(int64_t image, const std::vector<int64_t>& of_it) {
    image_of.insert(image_of.end(), of_it.size(), image);
    classes.insert(classes.end(), of_it.begin(), of_it.end());
  }
  Targets of_image(int64_t image) const {
    Targets some;
    for (size_t m = 0; m < classes.size(); ++m)
      if (image_of[m] == image) some.add(image, {classes[m]});
    return some;
  }
};

/// Owns the plugin's instance; one thread at a time.
class Method {
 public:
  /// Throws engine::Error on an unknown id, suggesting the nearest.
  static std::unique_ptr<Method> open(Registry&, const MethodSpec&);
  ~Method();
  Method(const Method&) = delete;

  const PluginInfo& plugin() const { return plugin_; }

  /// bind_parameters() on an open model. Throws engine::Error, also where the model lacks what the method
  /// needs.
  BoundParams bind(const OpenModel&, const std::string& layers, const std::string& profile) const;

  /// What it will ask of a shared pass. Adds to `wants`.
  void add_wants(const BoundParams&, SharedModel::Wants&) const;

  /// One raw map a target. `model` is the name for messages. Throws engine::Error.
  std::vector<core::Map> explain(SharedModel&, const std::string& model, const vtg_view* images,
                                 const Targets&, const ParamValues&, Job&) const;

 private:
  Method(const PluginInfo&, const vtg_explainer_v1*, vtg_explainer*, MethodSpec);
  void require_fit(const OpenModel&) const;
  const PluginInfo& plugin_;
  const vtg_explainer_v1* table_;
  vtg_explainer* handle_;
  MethodSpec spec_;
};

}  // namespace vantage::engine
