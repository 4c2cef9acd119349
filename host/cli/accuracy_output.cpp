// SPDX-License-Identifier: Apache-2.0
#include "host/cli/accuracy_output.hpp"

#include <fmt/format.h>

namespace vantage::cli {
namespace {

constexpr size_t kExtremes = 6;  // the bars of view E

std::string interval(const core::Interval& i) {
  return percent(i.low) + " to " + percent(i.high);
}

Json json_of(const core::Accuracy& a) {
  return {{"images", a.images},
          {"top1", a.top1},
          {"top1_interval", {a.top1_interval.low, a.top1_interval.high}},
          {"top5", a.top5},
          {"top5_interval", {a.top5_interval.low, a.top5_interval.high}},
          {"label_probability", a.label_probability}};
}

std::string label_of(const engine::AccuracyReport& report, int cls) {
  for (const auto& c : report.classes)
    if (c.cls == cls) return c.label;
  return std::to_string(cls);
}

Table models_table(const engine::AccuracyReport& report) {
  Table table(
      {"model", ">images", ">top-1 %", ">95 % interval", ">top-5 %", ">parameters", ">multiply-adds"});
  for (const auto& m : report.models)
    table.row({m.model.name, std::to_string(m.all.images), percent(m.all.top1), interval(m.all.top1_interval),
               percent(m.all.top5), std::to_string(m.model.parameter_count), std::to_string(m.model.macs)});
  return table;
}

// A row a root class, a column a model.
Table roots_table(const engine::AccuracyReport& report) {
  std::vector<std::string> headings{"root class", ">images"};
  std::map<std::string, int64_t> roots;  // and the images of the model that has seen most
  for (const auto& m : report.models) {
    headings.push_back(">" + m.model.name);
    for (const auto& [root, a] : m.roots) roots[root] = std::max(roots[root], a.images);
  }
  Table table(headings);
  for (const auto& [root, images] : roots) {
    std::vector<std::string> row{root, std::to_string(images)};
    for (const auto& m : report.models) {
      const auto it = m.roots.find(root);
      row.push_back(it == m.roots.end() ? "" : percent(it->second.top1));
    }
    table.row(std::move(row));
  }
  return table;
}

Table spreads_table(const engine::AccuracyReport& report, const std::vector<core::ClassSpread>& spreads) {
  Table table({"class", ">lowest %", ">highest %", ">range", ">mean %"});
  for (const auto& s : spreads)
    table.row({label_of(report, s.cls), percent(s.min), percent(s.max), percent(s.range), percent(s.mean)});
  return table;
}

Json spreads_json(const engine::AccuracyReport& report, const std::vector<core::ClassSpread>& spreads) {
  Json all = Json::array();
  for (const auto& s : spreads)
    all.push_back({{"class", s.cls},
                   {"label", label_of(report, s.cls)},
                   {"min", s.min},
                   {"max", s.max},
                   {"range", s.range},
                   {"mean", s.mean}});
  return all;
}

Table tests_table(const engine::AccuracyReport& report) {
  Table table({"model", "against", ">only first right", ">only second right", ">p (McNemar)"});
  for (const auto& t : report.tests)
    table.row({report.models[t.first].model.name, report.models[t.second].model.name,
               std::to_string(t.test.only_first), std::to_string(t.test.only_second),
               fmt::format("{:.2g}", t.test.p)});
  return table;
}

}  // namespace

std::string percent(double share) {
  return fmt::format("{:.2f}", 100 * share);
}

std::vector<std::pair<std::string, Table>> accuracy_tables(const engine::AccuracyReport& report) {
  const auto e = core::extreme_classes(report.spreads, kExtremes);
  return {{"accuracy", models_table(report)},
          {"top-1 accuracy by root class, %", roots_table(report)},
          {"classes on which models differ most", spreads_table(report, e.diverging)},
          {"classes on which models agree most", spreads_table(report, e.agreeing)},
          {"classes that models know best", spreads_table(report, e.best)},
          {"classes that models know least", spreads_table(report, e.worst)},
          {"do two models err equally often?", tests_table(report)}};
}

Json accuracy_json(const engine::AccuracyReport& report) {
  Json models = Json::array(), tests = Json::array();
  for (const auto& m : report.models) {
    Json entry = {{"model", m.model.name},
                  {"precision", m.precision},
                  {"parameters", m.model.parameter_count},
                  {"macs", m.model.macs},
                  {"accuracy", json_of(m.all)}};
    for (const auto& [root, a] : m.roots) entry["roots"][root] = json_of(a);
    models.push_back(std::move(entry));
  }
  for (const auto& t : report.tests)
    tests.push_back({{"first", report.models[t.first].model.name},
                     {"second", report.models[t.second].model.name},
                     {"images", t.images},
                     {"only_first", t.test.only_first},
                     {"only_second", t.test.only_second},
                     {"chi_square", t.test.statistic},
                     {"p", t.test.p}});
  const auto e = core::extreme_classes(report.spreads, kExtremes);
  return {{"models", models},
          {"classes",
           {{"diverging", spreads_json(report, e.diverging)},
            {"agreeing", spreads_json(report, e.agreeing)},
            {"best", spreads_json(report, e.best)},
            {"worst", spreads_json(report, e.worst)}}},
          {"mcnemar", tests}};
}

}  // namespace vantage::cli
