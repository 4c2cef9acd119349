// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/experiment.hpp"

#include <set>

#include "core/files.hpp"
#include "core/saliency.hpp"
#include "host/engine/experiment/yaml.hpp"
#include "host/engine/method.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxBytes = uint64_t{16} << 20;
const std::vector<std::string> kKeys = {"dataset", "images",    "models", "methods", "classes", "profile",
                                        "layer",   "precision", "seed",   "batch",   "keep"};

std::map<std::string, std::string> parameters(const Yaml& at) {
  std::map<std::string, std::string> all;
  for (const auto& key : at.keys()) all[key] = at.at(key).text();
  return all;
}

// "ARCHITECTURE:FILE" or "FILE", the file beside the experiment.
std::string beside(const fs::path& folder, const std::string& source) {
  const size_t colon = source.find(':');
  const auto prefix = colon == std::string::npos ? "" : source.substr(0, colon + 1);
  const fs::path file = source.substr(prefix.size());
  if (file.is_absolute()) return source;
  const auto there = (folder / file).lexically_normal();
  return prefix.empty() && !fs::exists(there) ? source : prefix + there.string();
}

ModelSpec read_model(const Yaml& at) {
  if (!at.is_map()) return at.checked([&] { return parse_model(at.text()); });
  at.require_keys({"name", "source", "precision", "parameters"});
  auto spec = at.at("source").checked([&] { return parse_model(at.at("source").text()); });
  if (at.has("name")) spec.name = at.at("name").text();
  if (at.has("parameters"))
    for (auto& p : parameters(at.at("parameters"))) spec.params.insert_or_assign(p.first, p.second);
  if (at.has("precision")) spec.params["precision"] = at.at("precision").choice({"fp32", "bf16"});
  return spec;
}

std::vector<ModelSpec> read_models(const Yaml& root, const fs::path& folder, Registry& registry) {
  std::vector<ModelSpec> all;
  std::set<std::string> names;
  for (const auto& at : root.at("models").list()) {
    auto spec = read_model(at);
    spec.source = beside(folder, spec.source);
    if (root.has("precision"))
      spec.params.emplace("precision", root.at("precision").choice({"fp32", "bf16"}));
    if (spec.name.empty()) spec.name = default_name(spec);
    if (!names.insert(spec.name).second)
      at.fail("two models are called '" + spec.name + "'; name them: NAME=SOURCE");
    at.checked([&] { OpenModel::check(registry, spec); });
    all.push_back(std::move(spec));
  }
  return all;
}

MethodSpec read_method(const Yaml& at, Registry& registry) {
  MethodSpec spec;
  if (at.is_map()) {
    at.require_keys({"id", "parameters"});
    spec.id = at.at("id").text();
    if (at.has("parameters")) spec.params = parameters(at.at("parameters"));
  } else {
    spec = at.checked([&] { return parse_method(at.text()); });
  }
  at.checked([&] { Method::open(registry, spec); });
  return spec;
}

ExplainOptions read_options(const Yaml& root, uint64_t seed) {
  ExplainOptions o;
  o.seed = seed;
  if (root.has("classes")) {
    o.classes.clear();
    for (const auto& c : root.at("classes").list()) o.classes.push_back(c.text());
  }
  if (root.has("profile")) o.profile = root.at("profile").choice(core::profile_names());
  if (root.has("layer"))
    for (const auto& l : root.at("layer").list()) o.layers += (o.layers.empty() ? "" : "+") + l.text();
  if (root.has("seed")) o.seed = static_cast<uint64_t>(root.at("seed").integer(0, INT64_MAX));
  return o;
}

void read_images(const Yaml& root, const fs::path& folder, Experiment& e) {
  if (root.has("dataset")) {
    const auto at = root.at("dataset");
    if (at.is_map()) {
      at.require_keys({"name", "positions", "classes", "split", "per_class", "limit"});
      e.dataset = at.at("name").text();
      if (at.has("positions"))
        for (const auto& p : at.at("positions").list())
          e.choice.positions.push_back(p.integer(0, 1'000'000'000));
      if (at.has("classes"))
        for (const auto& c : at.at("classes").list()) e.choice.classes.push_back(c.text());
      if (at.has("split")) e.choice.split = at.at("split").text();
      if (at.has("per_class")) e.choice.per_class = at.at("per_class").integer(1, 1'000'000'000);
      if (at.has("limit")) e.choice.limit = at.at("limit").integer(1, 1'000'000'000);
    } else {
      e.dataset = at.text();
    }
  }
  if (!root.has("images")) return;
  if (!e.dataset.empty()) root.at("images").fail("images and dataset exclude each other; keep one");
  for (const auto& at : root.at("images").list())
    e.images.push_back((folder / at.text()).lexically_normal().string());
}

}  // namespace

Experiment read_experiment(const fs::path& file, Registry& registry, uint64_t seed) {
  Experiment e;
  e.name = file.stem().string();
  e.text = core::read_file(file, kMaxBytes);
  const auto folder = fs::absolute(file).parent_path();
  const auto root = Yaml::parse(file, e.text);
  root.require_keys(kKeys);
  read_images(root, folder, e);
  if (e.dataset.empty() && e.images.empty()) root.fail("name a dataset of the database, or list images");
  e.models = read_models(root, folder, registry);
  if (root.has("methods"))
    for (const auto& at : root.at("methods").list()) e.methods.push_back(read_method(at, registry));
  e.options = read_options(root, seed);
  if (root.has("batch")) e.batch = static_cast<size_t>(root.at("batch").integer(1, 1024));
  if (root.has("keep"))
    for (const auto& at : root.at("keep").list())
      e.keep_confidences |= at.choice({"confidences"}) == "confidences";
  return e;
}

}  // namespace vantage::engine
