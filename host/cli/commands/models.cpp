// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/json.hpp"
#include "host/cli/table.hpp"
#include "host/engine/open_model.hpp"

namespace vantage::cli {
namespace {

std::string shape_text(const vtg_layer_info& l) {
  std::string text;
  for (int32_t d = 0; d < l.ndim; ++d) text += (d ? " x " : "") + std::to_string(l.shape[d]);
  return text;
}

Json json_of(const engine::OpenModel& m) {
  const auto& i = m.info();
  Json layers = Json::array();
  for (const auto& l : m.layers())
    layers.push_back({{"name", l.name},
                      {"op", l.op},
                      {"shape", std::vector<int64_t>(l.shape, l.shape + l.ndim)},
                      {"separates", (l.flags & VTG_LAYER_SEPARATES) != 0}});
  return {{"model", m.name()},
          {"architecture", i.architecture},
          {"loader", m.loader().id},
          {"parameters", i.parameters},
          {"macs", i.macs},
          {"classes", i.classes},
          {"input", {i.channels, i.height, i.width}},
          {"resize", i.resize},
          {"interpolation", i.interpolation == 1 ? "bicubic" : "bilinear"},
          {"mean", i.mean},
          {"std", i.std},
          {"default_layer", m.layer_name(m.layer(""))},
          {"device", i.device},
          {"precision", i.precision},
          {"weights_sha256", i.weights_sha256},
          {"layers", layers}};
}

void print_model(const engine::OpenModel& m) {
  const auto& i = m.info();
  fmt::print("{}  {}, loader {}\n\n", m.name(), i.architecture, m.loader().id);
  fmt::print("parameters     {:.2f} million\nmultiply-adds  {:.3f} billion\nclasses        {}\n",
             double(i.parameters) / 1e6, double(i.macs) / 1e9, i.classes);
  fmt::print("input          {} x {} x {}, cut from {} on the shorter side\n", i.channels, i.height, i.width,
             i.resize);
  fmt::print("default layer  {}\nweights        {}\n\n", m.layer_name(m.layer("")), i.weights_sha256);
  Table table({"layer", "operation", ">output", "resume"});
  for (const auto& l : m.layers())
    table.row({l.name, l.op, shape_text(l), l.flags & VTG_LAYER_SEPARATES ? "yes" : ""});
  fmt::print("{}", table.text());
}

}  // namespace

int models_list(Context& context, const Strings& args) {
  const Usage usage{
      "models list", "",
      "Lists the architectures that the model loaders know, with their published input and classes and the "
      "layer\n"
      "that methods read by default. ARCHITECTURE:CHECKPOINT is then a model, and so is the architecture "
      "alone where\n"
      "its weights are bundled; other inputs and classes are parameters of its loader: 'vantage plugins show "
      "zoo'.",
      ""};
  parse(context, args, usage, {});
  if (context.globals.help) return 0;
  Json all = Json::array();
  Table table(
      {"architecture", "family", ">input", ">classes", "default layer", "loader", "weights", "reference"});
  for (const auto* loader : context.plugins().of_kind(VTG_MODEL_LOADER))
    for (const auto& a : loader->architectures) {
      const auto bundled = context.plugins().bundled(a.name);
      all.push_back({{"architecture", a.name},
                     {"family", a.family},
                     {"input", {a.channels, a.height, a.width}},
                     {"classes", a.classes},
                     {"default_layer", a.default_layer},
                     {"loader", loader->id},
                     {"bundled", bundled.empty() ? Json() : Json(bundled.string())},
                     {"reference", a.reference}});
      table.row({a.name, a.family, fmt::format("{} x {}", a.height, a.width), std::to_string(a.classes),
                 a.default_layer, loader->id, bundled.empty() ? "" : "bundled", a.reference});
    }
  if (context.globals.json)
    print({{"architectures", all}});
  else
    fmt::print("{}", table.text());
  return 0;
}

int models_show(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  own.add_options()("model", po::value<Strings>()->value_name("MODEL"), "the model (also without --model)");
  const Usage usage{
      "models show", "MODEL",
      "Shows a model's layers with shapes, its parameters, multiply-adds, input and default layer.\n"
      "An architecture alone is enough: no checkpoint is needed to see its structure.",
      "  vantage models show resnet18\n  vantage models show resnet18:resnet18.pth --json\n"};
  const auto values = parse(context, args, usage, own, "model");
  if (context.globals.help) return 0;
  const auto models = list(values, "model");
  if (models.size() != 1) throw UsageError("name one model; 'vantage models list' shows the architectures");
  auto spec = engine::parse_model(models[0]);
  // Structure needs no weights of anyone's: random ones will do where none are named.
  const bool bare =
      spec.source.find(':') == std::string::npos && context.plugins().bundled(spec.source).empty();
  if (bare && !spec.params.count("seed")) {
    for (const auto* loader : context.plugins().of_kind(VTG_MODEL_LOADER))
      for (const auto& a : loader->architectures)
        for (const auto& p : loader->params)
          if (a.name == spec.source && p.key == "seed") spec.params["seed"] = "0";
  }
  const auto model = engine::OpenModel::open(context.plugins(), spec);
  if (context.globals.json)
    print(json_of(*model));
  else
    print_model(*model);
  return 0;
}

}  // namespace vantage::cli
