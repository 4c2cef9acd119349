// SPDX-License-Identifier: Apache-2.0
#include "host/engine/open_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "core/imagenet.hpp"
#include "host/engine/model_check.hpp"
#include "host/engine/params.hpp"
#include "host/engine/plugin_call.hpp"
#include "host/engine/suggest.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;

// A source, with the loader that will open it.
struct Resolved {
  const PluginInfo* loader = nullptr;
  std::string architecture, path;
};

const PluginInfo* loader_of(const Registry& registry, const std::string& architecture) {
  for (const auto* loader : registry.of_kind(VTG_MODEL_LOADER))
    for (const auto& a : loader->architectures)
      if (a.name == architecture) return loader;
  return nullptr;
}

std::vector<std::string> architecture_names(const Registry& registry) {
  std::vector<std::string> names;
  for (const auto* loader : registry.of_kind(VTG_MODEL_LOADER))
    for (const auto& a : loader->architectures) names.push_back(a.name);
  return names;
}

void require_file(const std::string& path) {
  std::error_code why;
  const auto status = fs::status(path, why);
  if (!fs::exists(status)) throw Error("checkpoint " + path + " does not exist");
  if (fs::is_directory(status)) throw Error("checkpoint " + path + " is a folder; name a file");
}

// The loader that is surest of a file that describes itself.
const PluginInfo* loader_for_file(Registry& registry, const std::string& path) {
  const PluginInfo* best = nullptr;
  int32_t most = 0;
  for (const auto* loader : registry.of_kind(VTG_MODEL_LOADER)) {
    const auto* table = static_cast<const vtg_model_loader_v1*>(registry.table(*loader));
    if (const int32_t sure = table->probe(loader->id.c_str(), path.c_str()); sure > most) {
      most = sure;
      best = loader;
    }
  }
  return best;
}

Resolved resolve(Registry& registry, const ModelSpec& spec) {
  const auto& source = spec.source;
  if (const auto* loader = loader_of(registry, source)) {
    if (std::none_of(loader->params.begin(), loader->params.end(),
                     [](const auto& p) { return p.key == "seed"; }))
      return {loader, source, ""};
    if (spec.params.count("seed")) return {loader, source, ""};
    const auto bundled = registry.bundled(source).string();
    if (bundled.empty())
      throw Error("model '" + source + "' has no weights: write " + source + ":CHECKPOINT, or " + source +
                  ",seed=0 for random ones");
    return {loader, source, bundled};
  }
  if (const size_t colon = source.find(':'); colon != std::string::npos) {
    const auto architecture = source.substr(0, colon), path = source.substr(colon + 1);
    if (const auto* loader = loader_of(registry, architecture)) {
      require_file(path);
      return {loader, architecture, path};
    }
    if (!fs::exists(source))
      throw Error("no architecture is called '" + architecture + "'" +
                  did_you_mean(architecture, architecture_names(registry)) +
                  "; 'vantage models list' shows them all");
  }
  if (!fs::exists(source))
    throw Error("model '" + source + "' is neither a file nor an architecture" +
                did_you_mean(source, architecture_names(registry)) +
                "; 'vantage models list' shows them all");
  require_file(source);
  if (const auto* loader = loader_for_file(registry, source)) return {loader, "", source};
  throw Error("model file " + source + " does not say its architecture; write ARCHITECTURE:" + source);
}

}  // namespace

std::unique_ptr<OpenModel> OpenModel::open(Registry& registry, const ModelSpec& spec) {
  const auto found = resolve(registry, spec);
  const auto& loader = *found.loader;
  const ParamValues values(loader.id, loader.params, spec.params, nullptr);
  const auto* table = static_cast<const vtg_model_loader_v1*>(registry.table(loader));

  vtg_open request{};
  request.struct_size = sizeof request;
  request.n_params = values.size();
  request.params = values.data();
  request.architecture = found.architecture.empty() ? nullptr : found.architecture.c_str();
  request.path = found.path.empty() ? nullptr : found.path.c_str();
  vtg_model* handle = nullptr;
  const vtg_model_v1* api = nullptr;
  const auto name = spec.name.empty() ? default_name(spec) : spec.name;
  call_plugin("model '" + name + "'", [&](vtg_error* e) {
    return table->open(loader.id.c_str(), registry.host(), &request, &handle, &api, e);
  });
  if (!handle || !api)
    throw Error("loader '" + loader.id + "' opened '" + spec.source + "' and returned nothing");

  std::unique_ptr<OpenModel> model(
      new OpenModel(loader, table, handle, vantage::Model(handle, api, vantage::Host(registry.host()))));
  model->source_ = found.path;
  model->parameters_ = values.canonical();
  model->name_ = name;
  model->check_description();
  return model;
}

void OpenModel::check(Registry& registry, const ModelSpec& spec) {
  const auto& loader = *resolve(registry, spec).loader;
  ParamValues(loader.id, loader.params, spec.params, nullptr);
}

OpenModel::OpenModel(const PluginInfo& loader, const vtg_model_loader_v1* table, vtg_model* handle,
                     vantage::Model model)
    : loader_(loader), table_(table), handle_(handle), model_(model), info_(model.info()) {}

void OpenModel::check_description() try {
  const auto all = layers();
  check_model(info_, all);
  for (const auto& l : all) layer_names_.emplace_back(l.name);
} catch (const Error& e) {
  throw Error(fmt::format("model '{}': loader '{}' describes it wrongly: {}; tell the author of the plugin",
                          name_, loader_.id, e.what()));
}

OpenModel::~OpenModel() {
  table_->close(handle_);
}

core::Preprocessing OpenModel::preprocessing() const {
  core::Preprocessing p;
  p.height = info_.height;
  p.width = info_.width;
  p.resize = info_.resize;
  p.filter = info_.interpolation == 1 ? core::ResizeFilter::bicubic : core::ResizeFilter::bilinear;
  std::copy_n(info_.mean, 3, p.mean.begin());
  std::copy_n(info_.std, 3, p.std.begin());
  return p;
}

const vtg_perturb_v1* OpenModel::perturb() const {
  return static_cast<const vtg_perturb_v1*>(table_->extension(handle_, VTG_PERTURB));
}

uint64_t OpenModel::capabilities() const {
  uint64_t can = model_.capabilities() | VTG_CAN_PERTURB;
  if (perturb() || can & VTG_CAN_VJP_INPUT) can |= VTG_CAN_PERTURB_GRADIENT;
  return can;
}

std::vector<vtg_layer_info> OpenModel::layers() const {
  std::vector<vtg_layer_info> all;
  for (int32_t i = 0; i < model_.layer_count(); ++i) all.push_back(model_.layer(i));
  return all;
}

int32_t OpenModel::layer(const std::string& name) const {
  if (name.empty()) {
    if (info_.default_layer < 0) throw Error("model '" + name_ + "' has no layer with spatial extent");
    return info_.default_layer;
  }
  const auto it = std::find(layer_names_.begin(), layer_names_.end(), name);
  if (it != layer_names_.end()) return static_cast<int32_t>(it - layer_names_.begin());
  throw Error("model '" + name_ + "' has no layer '" + name + "'" + did_you_mean(name, layer_names_) +
              "; 'vantage models show' lists them");
}

std::string OpenModel::layer_name(int32_t index) const {
  return layer_names_.at(static_cast<size_t>(index));
}

std::string OpenModel::label(int64_t cls) const {
  if (info_.labels) return info_.labels[cls];
  // A thousand classes are ImageNet's, but for a network that was never taught them.
  const bool random = std::string(info_.weights_sha256).rfind("seed:", 0) == 0;
  if (info_.classes == 1000 && !random) return core::imagenet_classes()[static_cast<size_t>(cls)].label;
  return std::to_string(cls);
}

int64_t OpenModel::find_class(const std::string& text) const {
  const bool number =
      !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
  if (number) {
    const auto cls = text.size() < 10 ? std::stoll(text) : int64_t{info_.classes};
    if (cls >= info_.classes)
      throw Error("class " + text + " is out of range: model '" + name_ + "' has classes 0 to " +
                  std::to_string(info_.classes - 1));
    return cls;
  }
  const auto lower = [](std::string s) {
    std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return std::tolower(c); });
    return s;
  };
  std::vector<std::string> synonyms;
  for (int64_t c = 0; c < info_.classes; ++c) {
    const std::string all = label(c) + ", ";
    if (lower(label(c)) == lower(text)) return c;
    for (size_t begin = 0, comma; (comma = all.find(", ", begin)) != std::string::npos; begin = comma + 2) {
      synonyms.push_back(all.substr(begin, comma - begin));
      if (lower(synonyms.back()) == lower(text)) return c;
    }
  }
  throw Error("model '" + name_ + "' has no class '" + text + "'" + did_you_mean(text, synonyms));
}

}  // namespace vantage::engine
