// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iostream>

#include "host/cli/commands.hpp"
#include "host/cli/json.hpp"
#include "host/cli/table.hpp"
#include "host/engine/dialects.hpp"
#include "host/engine/error.hpp"
#include "host/engine/probe.hpp"
#include "host/engine/suggest.hpp"

namespace vantage::cli {
namespace {

using engine::ParamInfo;
using engine::PluginInfo;

const char* type_name(int type) {
  static const char* const names[] = {"bool", "int", "float", "enum", "text", "layer"};
  return type >= 0 && type <= VTG_LAYER ? names[type] : "?";
}

std::string number_text(const ParamInfo& p, double x) {
  return p.type == VTG_INT ? fmt::format("{}", static_cast<int64_t>(x)) : fmt::format("{:g}", x);
}

std::string default_of(const ParamInfo& p) {
  switch (p.type) {
    case VTG_BOOL:
      return p.default_number != 0 ? "true" : "false";
    case VTG_INT:
    case VTG_FLOAT:
      return number_text(p, p.default_number);
    case VTG_LAYER:
      return p.default_text.empty() ? "the model's" : p.default_text;
    default:
      return p.default_text;
  }
}

std::string range_of(const ParamInfo& p) {
  if (p.type == VTG_INT || p.type == VTG_FLOAT) return number_text(p, p.min) + " to " + number_text(p, p.max);
  std::string all;
  for (const auto& c : p.choices) all += (all.empty() ? "" : "|") + c;
  return all;
}

std::string short_kind(const std::string& kind) {
  const auto begin = kind.find('.') + 1;
  return kind.substr(begin, kind.find('/') - begin);
}

Json json_of(const PluginInfo& p) {
  Json params = Json::array();
  for (const auto& x : p.params)
    params.push_back({{"key", x.key},
                      {"type", type_name(x.type)},
                      {"default", default_of(x)},
                      {"range", range_of(x)},
                      {"label", x.label},
                      {"help", x.help}});
  Json all = {
      {"id", p.id},           {"kind", p.kind},           {"name", p.name},       {"version", p.version},
      {"summary", p.summary}, {"reference", p.reference}, {"license", p.license}, {"tags", p.tags},
      {"params", params},     {"file", p.file.string()}};
  if (p.kind == VTG_SIMILARITY) {
    all["best"] = p.best;
    all["worst"] = p.worst;
  }
  return all;
}

std::string needs_text(uint64_t needs) {
  static const std::pair<uint64_t, const char*> words[] = {{VTG_CAN_TAP, "inner values"},
                                                           {VTG_CAN_RESUME, "resumed passes"},
                                                           {VTG_CAN_VJP_LAYER, "layer gradients"},
                                                           {VTG_CAN_VJP_INPUT, "input gradients"},
                                                           {VTG_CAN_RULES, "ReLU rules"},
                                                           {VTG_CAN_PERTURB, "masked passes"},
                                                           {VTG_CAN_PERTURB_GRADIENT, "gradients to masks"}};
  std::string text;
  for (const auto& [bit, word] : words)
    if (needs & bit) text += (text.empty() ? "" : ", ") + std::string(word);
  return text.empty() ? "forward passes only" : text;
}

void print_plugin(const PluginInfo& p) {
  fmt::print("{}  {} {}\n{}\n\n", p.id, p.name, p.version, p.summary);
  fmt::print("kind       {}\nreference  {}\nlicense    {}\nfile       {}\n", p.kind, p.reference, p.license,
             p.file.string());
  if (p.kind == VTG_EXPLAINER) fmt::print("needs      {}\n", needs_text(p.needs));
  if (p.kind == VTG_SIMILARITY) fmt::print("scale      {:g} at best, {:g} at worst\n", p.best, p.worst);
  if (p.kind == VTG_MODEL_LOADER) fmt::print("knows      {} architectures\n", p.architectures.size());
  Table profiles({"profile", "changes"});
  for (const auto& d : engine::dialects())
    if (p.kind == VTG_EXPLAINER && p.id == d.method) profiles.row({d.profile, d.params});
  if (p.params.empty()) return;
  Table table({"parameter", "type", "default", "range", "help"});
  for (const auto& x : p.params) table.row({x.key, type_name(x.type), default_of(x), range_of(x), x.help});
  fmt::print("\n{}", table.text());
  if (!profiles.empty()) fmt::print("\n{}", profiles.text());
}

}  // namespace

int plugins_list(Context& context, const Strings& args) {
  const Usage usage{
      "plugins list", "",
      "Lists what is installed, in the order of the search path: --plugin-dir, VANTAGE_PLUGIN_PATH,\n"
      "the user's data folder, the installation. What was refused is listed with the reason.",
      ""};
  parse(context, args, usage, {});
  if (context.globals.help) return 0;
  Json plugins = Json::array(), refused = Json::array();
  Table good({"id", "kind", "name", "version", "reference"}), bad({"refused", "reason"});
  for (const auto& v : context.plugins().verdicts()) {
    if (!v.good()) {
      refused.push_back({{"file", v.file.string()}, {"reason", v.reason}});
      bad.row({v.file.string(), v.reason});
      continue;
    }
    for (const auto& p : v.plugins) {
      plugins.push_back(json_of(p));
      good.row({p.id, short_kind(p.kind), p.name, p.version, p.reference.substr(0, 60)});
    }
  }
  if (context.globals.json) {
    print({{"plugins", plugins}, {"refused", refused}});
    return 0;
  }
  if (good.empty())
    fmt::print("No plugins. Name their folder with --plugin-dir or VANTAGE_PLUGIN_PATH.\n");
  else
    fmt::print("{}", good.text());
  if (!bad.empty()) fmt::print("\n{}", bad.text());
  return 0;
}

int plugins_show(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  own.add_options()("id", po::value<Strings>()->value_name("ID"), "the plugin (also without --id)");
  const auto values =
      parse(context, args, {"plugins show", "ID", "Shows one plugin.", "  vantage plugins show grad-cam\n"},
            own, "id");
  if (context.globals.help) return 0;
  const auto ids = list(values, "id");
  if (ids.size() != 1) throw UsageError("name one plugin; 'vantage plugins list' shows them");
  std::vector<std::string> known;
  for (const char* kind : {VTG_EXPLAINER, VTG_SIMILARITY, VTG_MODEL_LOADER}) {
    if (const auto* p = context.plugins().find(kind, ids[0])) {
      if (context.globals.json)
        print(json_of(*p));
      else
        print_plugin(*p);
      return 0;
    }
    for (const auto* p : context.plugins().of_kind(kind)) known.push_back(p->id);
  }
  throw engine::Error("no plugin is called '" + ids[0] + "'" + engine::did_you_mean(ids[0], known) +
                      "; 'vantage plugins list' shows them all");
}

int plugins_probe(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  own.add_options()("file", po::value<Strings>()->value_name("FILE"), "the library (also without --file)");
  const Usage usage{
      "plugins probe", "FILE",
      "Loads one library in this process, reads what it says of itself and prints it as JSON: what the\n"
      "program does in a child of its own, with limits, before it trusts a library.",
      ""};
  const auto values = parse(context, args, usage, own, "file");
  if (context.globals.help) return 0;
  const auto files = list(values, "file");
  if (files.size() != 1) throw UsageError("name one library to probe");
  return engine::probe_main(files[0]);
}

}  // namespace vantage::cli
