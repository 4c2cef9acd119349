// SPDX-License-Identifier: Apache-2.0
#include "host/engine/verdict.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

using Json = nlohmann::json;

Json number(double x) {
  if (std::isnan(x)) return "nan";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  return x;
}

double number(const Json& j) {
  if (!j.is_string()) return j.get<double>();
  const auto text = j.get<std::string>();
  return text == "inf" ? HUGE_VAL : text == "-inf" ? -HUGE_VAL : NAN;
}

Json param(const ParamInfo& p) {
  return {{"type", p.type},
          {"flags", p.flags},
          {"key", p.key},
          {"label", p.label},
          {"help", p.help},
          {"min", number(p.min)},
          {"max", number(p.max)},
          {"step", number(p.step)},
          {"choices", p.choices},
          {"default_number", number(p.default_number)},
          {"default_text", p.default_text}};
}

ParamInfo param(const Json& j) {
  return {j.at("type").get<int>(),
          j.at("flags").get<unsigned>(),
          j.at("key").get<std::string>(),
          j.at("label").get<std::string>(),
          j.at("help").get<std::string>(),
          number(j.at("min")),
          number(j.at("max")),
          number(j.at("step")),
          number(j.at("default_number")),
          j.at("default_text").get<std::string>(),
          j.at("choices").get<std::vector<std::string>>()};
}

Json architecture(const ArchitectureInfo& a) {
  return {{"name", a.name},         {"family", a.family},  {"reference", a.reference},
          {"channels", a.channels}, {"height", a.height},  {"default_layer", a.default_layer},
          {"width", a.width},       {"classes", a.classes}};
}

ArchitectureInfo architecture(const Json& j) {
  return {j.at("channels").get<int>(),
          j.at("height").get<int>(),
          j.at("width").get<int>(),
          j.at("classes").get<int>(),
          j.at("name").get<std::string>(),
          j.at("family").get<std::string>(),
          j.at("reference").get<std::string>(),
          j.at("default_layer").get<std::string>()};
}

Json plugin(const PluginInfo& p) {
  Json params = Json::array(), architectures = Json::array();
  for (const auto& x : p.params) params.push_back(param(x));
  for (const auto& x : p.architectures) architectures.push_back(architecture(x));
  return {{"id", p.id},
          {"kind", p.kind},
          {"name", p.name},
          {"version", p.version},
          {"summary", p.summary},
          {"reference", p.reference},
          {"license", p.license},
          {"tags", p.tags},
          {"params", params},
          {"needs", p.needs},
          {"traits", p.traits},
          {"architectures", architectures},
          {"best", number(p.best)},
          {"worst", number(p.worst)}};
}

PluginInfo plugin(const Json& j, const std::filesystem::path& file) {
  PluginInfo p;
  p.id = j.at("id").get<std::string>();
  p.kind = j.at("kind").get<std::string>();
  p.name = j.at("name").get<std::string>();
  p.version = j.at("version").get<std::string>();
  p.summary = j.at("summary").get<std::string>();
  p.reference = j.at("reference").get<std::string>();
  p.license = j.at("license").get<std::string>();
  p.tags = j.at("tags").get<std::vector<std::string>>();
  for (const auto& x : j.at("params")) p.params.push_back(param(x));
  p.needs = j.at("needs").get<uint64_t>();
  p.traits = j.at("traits").get<uint64_t>();
  p.best = number(j.at("best"));
  p.worst = number(j.at("worst"));
  for (const auto& x : j.at("architectures")) p.architectures.push_back(architecture(x));
  p.file = file;
  return p;
}

}  // namespace

Json to_json(const Verdict& v) {
  Json plugins = Json::array();
  for (const auto& p : v.plugins) plugins.push_back(plugin(p));
  return {{"file", v.file.string()},  {"reason", v.reason}, {"notes", v.notes},
          {"plugins", plugins},       {"size", v.size},     {"mtime_ns", v.mtime_ns},
          {"probed_at", v.probed_at}, {"sha256", v.sha256}};
}

Verdict verdict_from_json(const Json& j) {
  try {
    Verdict v;
    v.file = j.at("file").get<std::string>();
    v.reason = one_line(j.at("reason").get<std::string>());
    v.notes = j.at("notes").get<std::vector<std::string>>();
    for (const auto& p : j.at("plugins")) v.plugins.push_back(plugin(p, v.file));
    v.size = j.at("size").get<uintmax_t>();
    v.mtime_ns = j.at("mtime_ns").get<int64_t>();
    v.sha256 = j.at("sha256").get<std::string>();
    v.probed_at = j.at("probed_at").get<int64_t>();
    return v;
  } catch (const Json::exception&) {
    throw Error("a plugin's verdict is damaged; it is probed again");
  }
}

}  // namespace vantage::engine
