// SPDX-License-Identifier: Apache-2.0
#include "host/engine/method.hpp"

#include <algorithm>
#include <numeric>

#include "host/engine/error.hpp"
#include "host/engine/generic_perturb.hpp"
#include "host/engine/plugin_call.hpp"
#include "host/engine/suggest.hpp"

namespace vantage::engine {
namespace {

std::string missing_capability(uint64_t missing) {
  if (missing & VTG_CAN_TAP) return "the values of inner layers";
  if (missing & VTG_CAN_RULES) return "modified ReLU gradients";
  if (missing & VTG_CAN_VJP_INPUT) return "gradients down to the input";
  if (missing & VTG_CAN_VJP_LAYER) return "gradients of inner layers";
  if (missing & VTG_CAN_PERTURB_GRADIENT) return "gradients down to the input";
  if (missing & VTG_CAN_RESUME) return "passes that start at an inner layer";
  return "something this program does not know";
}

std::vector<core::Map> maps_from(const vantage::View& v, int64_t n, const std::string& id) {
  if (v.dims() != 3 || v.size(0) != n || v.size(1) < 1 || v.size(2) < 1)
    throw Error("method '" + id + "' returned something else than one map an image");
  std::vector<core::Map> maps;
  for (int64_t i = 0; i < n; ++i) {
    const float* p = v.sample(i);
    maps.push_back({static_cast<int>(v.size(1)), static_cast<int>(v.size(2)), {p, p + v.count(1)}});
  }
  return maps;
}

}  // namespace

std::unique_ptr<Method> Method::open(Registry& registry, const MethodSpec& spec) {
  const auto* plugin = registry.find(VTG_EXPLAINER, spec.id);
  if (!plugin) {
    std::vector<std::string> ids;
    for (const auto* p : registry.of_kind(VTG_EXPLAINER)) ids.push_back(p->id);
    throw Error("no method is called '" + spec.id + "'" + did_you_mean(spec.id, ids) +
                "; 'vantage plugins list' shows them all");
  }
  // Whatever can be checked without a model is checked now; a layer's name is not.
  ParamValues(plugin->id, plugin->params, spec.params, [](const std::string&) { return 0; });
  const auto* table = static_cast<const vtg_explainer_v1*>(registry.table(*plugin));
  vtg_explainer* handle = nullptr;
  call_plugin("method '" + plugin->id + "'",
              [&](vtg_error* e) { return table->create(plugin->id.c_str(), registry.host(), &handle, e); });
  return std::unique_ptr<Method>(new Method(*plugin, table, handle, spec));
}

Method::Method(const PluginInfo& plugin, const vtg_explainer_v1* table, vtg_explainer* handle,
               MethodSpec spec)
    : plugin_(plugin), table_(table), handle_(handle), spec_(std::move(spec)) {}

Method::~Method() {
  table_->destroy(handle_);
}

bool Method::has_layer() const {
  return std::any_of(plugin_.params.begin(), plugin_.params.end(),
                     [](const auto& p) { return p.key == "layer"; });
}

ParamValues Method::values(const OpenModel& model, const std::string& layer) const {
  auto given = spec_.params;
  if (has_layer() && !given.count("layer")) {
    given["layer"] = layer.empty() ? model.layer_name(model.layer("")) : layer;
  }
  return ParamValues(plugin_.id, plugin_.params, given,
                     [&](const std::string& name) { return model.layer(name); });
}

void Method::require_fit(const OpenModel& model) const {
  if (const uint64_t missing = plugin_.needs & ~model.capabilities())
    throw Error("method '" + plugin_.id + "' needs " + missing_capability(missing) + ", which model '" +
                model.name() + "' (loader '" + model.loader().id + "') cannot give");
}

std::vector<core::Map> Method::explain(const OpenModel& model, const vtg_view* images,
                                       const std::vector<int64_t>& classes, const ParamValues& values,
                                       Job& job) const {
  require_fit(model);
  const GenericPerturb generic(model.api().c(), model.api().api(), model.api().host().c());
  vtg_explain q{};
  q.struct_size = sizeof q;
  q.n_params = values.size();
  q.model = model.api().c();
  q.model_api = model.api().api();
  q.perturb_api = model.perturb() ? model.perturb() : GenericPerturb::table();
  q.images = images;
  std::vector<int64_t> image_of(classes.size());
  std::iota(image_of.begin(), image_of.end(), 0);
  q.targets = classes.data();
  q.image_of = image_of.data();
  q.n_maps = static_cast<int64_t>(classes.size());
  q.params = values.data();
  q.job = job.c();
  vtg_tensor* out = nullptr;
  call_plugin("method '" + plugin_.id + "' on model '" + model.name() + "'",
              [&](vtg_error* e) { return table_->explain(handle_, &q, &out, e); });
  const vantage::Tensor maps(out);
  if (!maps) throw Error("method '" + plugin_.id + "' returned no map");
  return maps_from(maps.view(), images->shape[0], plugin_.id);
}

}  // namespace vantage::engine
