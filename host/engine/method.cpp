// SPDX-License-Identifier: Apache-2.0
#include "host/engine/method.hpp"

#include <algorithm>

#include "host/engine/dialects.hpp"
#include "host/engine/error.hpp"
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

bool reads_layer(const PluginInfo& p) {
  return std::any_of(p.params.begin(), p.params.end(), [](const auto& x) { return x.key == "layer"; });
}

// "fuse" is the host's own parameter of every method that reads a layer.
core::Fuse take_fuse(const PluginInfo& p, std::map<std::string, std::string>& given) {
  const auto it = given.find("fuse");
  if (it == given.end() || !reads_layer(p)) return core::Fuse::mean;
  const auto text = it->second;
  if (text != "mean" && text != "max")
    throw Error(p.id + ": fuse=" + one_line(text, 100) + " is no choice; there are: mean, max");
  given.erase(it);
  return text == "max" ? core::Fuse::max : core::Fuse::mean;
}

std::vector<std::string> split_layers(const std::string& text) {
  std::vector<std::string> all(1);
  for (const char c : text) {
    if (c == '+')
      all.emplace_back();
    else
      all.back() += c;
  }
  return all;
}

}  // namespace

BoundParams bind_parameters(const PluginInfo& plugin, const MethodSpec& spec, const std::string& layers,
                            const std::string& profile, const std::function<std::string()>& default_layer,
                            const ParamValues::LayerResolver& layer) {
  auto given = spec.params;
  for (const auto& [key, value] : dialect(profile, plugin.id))
    if (std::any_of(plugin.params.begin(), plugin.params.end(),
                    [&, &name = key](const auto& p) { return p.key == name; }))
      given.emplace(key, value);
  BoundParams bound;
  bound.fuse = take_fuse(plugin, given);
  if (!reads_layer(plugin)) {
    bound.per_layer.emplace_back(plugin.id, plugin.params, given, layer);
    bound.canonical = bound.per_layer[0].canonical();
    return bound;
  }
  const auto named = given.find("layer");
  for (const auto& name : split_layers(named != given.end() ? named->second : layers)) {
    given["layer"] = name.empty() ? default_layer() : name;
    bound.layer += (bound.layer.empty() ? "" : "+") + given["layer"];
    bound.per_layer.emplace_back(plugin.id, plugin.params, given, layer);
  }
  bound.canonical = bound.per_layer[0].canonical();
  if (bound.per_layer.size() > 1) {
    const auto one = "layer=" + bound.per_layer[0].text("layer");
    bound.canonical.replace(bound.canonical.find(one), one.size(), "layer=" + bound.layer);
    bound.canonical += bound.fuse == core::Fuse::max ? ",fuse=max" : ",fuse=mean";
  }
  return bound;
}

std::unique_ptr<Method> Method::open(Registry& registry, const MethodSpec& spec) {
  const auto* plugin = registry.find(VTG_EXPLAINER, spec.id);
  if (!plugin) {
    std::vector<std::string> ids;
    for (const auto* p : registry.of_kind(VTG_EXPLAINER)) ids.push_back(p->id);
    throw Error("no method is called '" + spec.id + "'" + did_you_mean(spec.id, ids) +
                "; 'vantage plugins list' shows them all");
  }
  // Whatever can be checked without a model is checked now; a layer's name is not.
  auto given = spec.params;
  take_fuse(*plugin, given);
  ParamValues(plugin->id, plugin->params, given, [](const std::string&) { return 0; });
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

BoundParams Method::bind(const OpenModel& model, const std::string& layers,
                         const std::string& profile) const {
  require_fit(model);
  return bind_parameters(
      plugin_, spec_, layers, profile, [&] { return model.layer_name(model.layer("")); },
      [&](const std::string& name) { return model.layer(name); });
}

void Method::add_wants(const BoundParams& bound, SharedModel::Wants& wants) const {
  wants.record |= (plugin_.needs & (VTG_CAN_VJP_LAYER | VTG_CAN_VJP_INPUT)) != 0;
  if (plugin_.needs & VTG_CAN_VJP_INPUT) wants.layers.insert(VTG_LAYER_INPUT);
  for (const auto& values : bound.per_layer)
    for (uint32_t i = 0; i < values.size(); ++i)
      if (values.data()[i].type == VTG_LAYER)
        wants.layers.insert(static_cast<int32_t>(values.data()[i].integer));
}

void Method::require_fit(const OpenModel& model) const {
  if (const uint64_t missing = plugin_.needs & ~model.capabilities())
    throw Error("method '" + plugin_.id + "' needs " + missing_capability(missing) + ", which model '" +
                model.name() + "' (loader '" + model.loader().id + "') cannot give");
}

std::vector<core::Map> Method::explain(SharedModel& model, const std::string& model_name,
                                       const vtg_view* images, const Targets& targets,
                                       const ParamValues& values, Job& job) const {
  const auto shared = model.model();
  vtg_explain q{};
  q.struct_size = sizeof q;
  q.n_params = values.size();
  q.model = shared.c();
  q.model_api = shared.api();
  q.perturb_api = SharedModel::perturb();
  q.images = images;
  q.targets = targets.classes.data();
  q.image_of = targets.image_of.data();
  q.n_maps = static_cast<int64_t>(targets.classes.size());
  q.params = values.data();
  q.job = job.c();
  vtg_tensor* out = nullptr;
  call_plugin("method '" + plugin_.id + "' on model '" + model_name + "'",
              [&](vtg_error* e) { return table_->explain(handle_, &q, &out, e); });
  const vantage::Tensor maps(out);
  if (!maps) throw Error("method '" + plugin_.id + "' returned no map");
  return maps_from(maps.view(), q.n_maps, plugin_.id);
}

}  // namespace vantage::engine
