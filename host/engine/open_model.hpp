// SPDX-License-Identifier: Apache-2.0
// A model that a loader has opened, with everything the host needs to feed and to name it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/preprocess.hpp"
#include "host/engine/registry.hpp"
#include "host/engine/spec.hpp"
#include "vantage/model.hpp"

namespace vantage::engine {

/// Owns the model; one thread at a time.
class OpenModel {
 public:
  /// Finds the loader, checks the parameters, opens. Throws engine::Error, one line that names the model.
  static std::unique_ptr<OpenModel> open(Registry&, const ModelSpec&);
  /// What open() would refuse without reading a checkpoint: unknown architectures, missing files, wrong
  /// parameters. Throws engine::Error.
  static void check(Registry&, const ModelSpec&);
  ~OpenModel();
  OpenModel(const OpenModel&) = delete;

  const std::string& name() const { return name_; }
  const std::string& source() const { return source_; }          // path of the checkpoint, empty if none
  const std::string& parameters() const { return parameters_; }  // canonical loader parameters
  const PluginInfo& loader() const { return loader_; }
  const vtg_model_info& info() const { return info_; }
  core::Preprocessing preprocessing() const;

  /// The ABI's view of it.
  const vantage::Model& api() const { return model_; }
  /// The model's own perturbation table, or the host's generic one.
  const vtg_perturb_v1* perturb() const;
  /// What methods may ask of it: its own capabilities, and what the host can do with them.
  uint64_t capabilities() const;

  std::vector<vtg_layer_info> layers() const;
  /// Index of a layer by name; "" is the default layer. Throws engine::Error that suggests the nearest names.
  int32_t layer(const std::string& name) const;
  std::string layer_name(int32_t index) const;

  /// "golden retriever", or the number where the classes have no names.
  std::string label(int64_t cls) const;
  /// A class by number or by label (any of its synonyms). Throws engine::Error.
  int64_t find_class(const std::string& text) const;

 private:
  OpenModel(const PluginInfo&, const vtg_model_loader_v1*, vtg_model*, vantage::Model);
  void check_description();
  const PluginInfo& loader_;
  const vtg_model_loader_v1* table_;
  vtg_model* handle_;
  vantage::Model model_;
  vtg_model_info info_;
  std::string name_, source_, parameters_;
  std::vector<std::string> layer_names_;
};

}  // namespace vantage::engine
