// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/error.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json.hpp"
#include "host/cli/similarity.hpp"
#include "host/cli/table.hpp"
#include "host/engine/analysis/accuracy_report.hpp"
#include "host/engine/analysis/attention.hpp"
#include "host/engine/analysis/comparison.hpp"
#include "host/engine/analysis/layouts.hpp"
#include "host/engine/error.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::cli {
namespace {

const Usage kUsage{"analyze", "--db FILE [--dataset NAME]...",
                   "Works out what the results of a data set say and keeps it in the database: accuracies "
                   "with intervals and\n"
                   "tests, class distribution graphs (t-SNE), where the maps lie and how they fit boxes and "
                   "masks, and how alike\n"
                   "models look. Prints the main numbers; --json and vantage export have all of them.",
                   "  vantage analyze --db results.db\n"
                   "  vantage analyze --db results.db --dataset val --measure ssim --threshold 0.5 --json\n"};

struct Wanted {
  double threshold;
  core::TsneOptions tsne;
  Strings measures;
};

std::string percent(double share) {
  return fmt::format("{:.2f}", 100 * share);
}
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

// One data set's analyses, in the order in which they build on each other.
class Analysis {
 public:
  Analysis(Context& context, storage::Database& db, const storage::Dataset& dataset, const Wanted& wanted)
      : context_(context), db_(db), dataset_(dataset), wanted_(wanted) {
    for (auto& m : storage::ModelRepository(db).all()) models_.emplace(m.id, std::move(m));
    for (auto& m : storage::MethodRepository(db).all()) methods_.emplace(m.id, std::move(m));
  }

  Json run() {
    json_["dataset"] = dataset_.name;
    say("data set '{}'\n", dataset_.name);
    accuracies();
    layouts();
    attention();
    for (const auto& m : wanted_.measures) similarities(m);
    return std::move(json_);
  }
  bool failed() const { return failed_; }

 private:
  template <class... Parts>
  void say(fmt::format_string<Parts...> form, Parts&&... parts) const {
    if (!context_.globals.json) fmt::print(form, std::forward<Parts>(parts)...);
  }
  void show(const std::string& title, const Table& table) const {
    if (!table.empty()) say("\n{}\n{}", title, table.text());
  }
  bool step(const std::string& what, size_t done, size_t all) {
    context_.progress(fmt::format("{}: {} of {}", what, done, all));
    return interrupt_.asked();
  }

  void accuracies() {
    const auto report = engine::report_accuracy(db_, dataset_.id);
    std::map<int, std::string> labels;
    for (const auto& c : report.classes) labels[c.cls] = c.label;
    Table models(
        {"model", ">images", ">top-1 %", ">95 % interval", ">top-5 %", ">parameters", ">multiply-adds"});
    Table roots({"root class", "model", ">images", ">top-1 %", ">95 % interval"});
    Json all = Json::array();
    for (const auto& m : report.models) {
      models.row({m.model.name, std::to_string(m.all.images), percent(m.all.top1),
                  interval(m.all.top1_interval), percent(m.all.top5), std::to_string(m.model.parameter_count),
                  std::to_string(m.model.macs)});
      Json entry = {{"model", m.model.name},
                    {"precision", m.precision},
                    {"parameters", m.model.parameter_count},
                    {"macs", m.model.macs},
                    {"accuracy", json_of(m.all)}};
      for (const auto& [root, a] : m.roots) {
        entry["roots"][root] = json_of(a);
        roots.row({root, m.model.name, std::to_string(a.images), percent(a.top1), interval(a.top1_interval)});
      }
      all.push_back(std::move(entry));
    }
    json_["models"] = all;
    show("accuracy", models);
    show("accuracy by root class", roots);
    extremes(report, labels);
    tests(report);
  }

  void extremes(const engine::AccuracyReport& report, const std::map<int, std::string>& labels) {
    constexpr size_t kClasses = 6;  // the bars of the paper's view E
    const auto e = core::extreme_classes(report.spreads, kClasses);
    const auto list = [&](const char* key, const std::string& title, const auto& spreads) {
      Table table({"class", ">lowest %", ">highest %", ">range", ">mean %"});
      Json all = Json::array();
      for (const auto& s : spreads) {
        const auto known = labels.find(s.cls);
        const auto label = known == labels.end() ? std::to_string(s.cls) : known->second;
        table.row({label, percent(s.min), percent(s.max), percent(s.range), percent(s.mean)});
        all.push_back({{"class", s.cls},
                       {"label", label},
                       {"min", s.min},
                       {"max", s.max},
                       {"range", s.range},
                       {"mean", s.mean}});
      }
      json_["classes"][key] = all;
      show(title, table);
    };
    list("diverging", "classes on which models differ most", e.diverging);
    list("agreeing", "classes on which models agree most", e.agreeing);
    list("best", "classes that models know best", e.best);
    list("worst", "classes that models know least", e.worst);
  }

  void tests(const engine::AccuracyReport& report) {
    Table table({"model", "against", ">only first right", ">only second right", ">p (McNemar)"});
    Json all = Json::array();
    for (const auto& t : report.tests) {
      const auto &a = report.models[t.first].model.name, &b = report.models[t.second].model.name;
      table.row({a, b, std::to_string(t.test.only_first), std::to_string(t.test.only_second),
                 fmt::format("{:.2g}", t.test.p)});
      all.push_back({{"first", a},
                     {"second", b},
                     {"images", t.images},
                     {"only_first", t.test.only_first},
                     {"only_second", t.test.only_second},
                     {"chi_square", t.test.statistic},
                     {"p", t.test.p}});
    }
    json_["mcnemar"] = all;
    show("do two models err equally often?", table);
  }

  void layouts() {
    Json all = Json::array();
    for (const auto& l : engine::update_layouts(db_, dataset_.id, wanted_.tsne, [&](size_t done, size_t of) {
           step("class distribution", done, of);
         }))
      all.push_back({{"model", models_.at(l.model).name},
                     {"precision", l.precision},
                     {"classes", l.classes.size()},
                     {"perplexity", l.perplexity},
                     {"kl", l.kl}});
    json_["layouts"] = all;
    context_.end_progress();
    if (!all.empty()) say("\n{} class distribution graphs made\n", all.size());
  }

  void attention() {
    const auto done = engine::measure_attention(
        db_, dataset_.id, wanted_.threshold, [&](size_t n, size_t of) { return step("attention", n, of); });
    context_.end_progress();
    for (const auto& p : done.problems) context_.report(p);
    failed_ |= !done.problems.empty();
    Table table({"model", "method", ">maps", ">area %", ">parts", ">mass inside %", ">pointing %", ">IoU",
                 ">box IoU"});
    Json all = Json::array();
    for (const auto& m : storage::AttentionRepository(db_).means(dataset_.id, wanted_.threshold)) {
      const auto& method = methods_.at(m.method);
      const auto or_none = [&](const std::string& text) { return m.located > 0 ? text : ""; };
      table.row({models_.at(m.model).name, method.method, std::to_string(m.maps), percent(m.area),
                 fmt::format("{:.1f}", m.components), or_none(percent(m.mass_inside)),
                 or_none(percent(m.pointing)), or_none(fmt::format("{:.3f}", m.region_iou)),
                 or_none(fmt::format("{:.3f}", m.box_iou))});
      Json entry = {{"model", models_.at(m.model).name},
                    {"method", method.method},
                    {"parameters", method.parameters},
                    {"profile", method.profile},
                    {"layer", method.layer},
                    {"precision", m.precision},
                    {"seed", m.seed},
                    {"maps", m.maps},
                    {"area", m.area},
                    {"components", m.components},
                    {"located", m.located}};
      if (m.located > 0)
        entry.update({{"mass_inside", m.mass_inside},
                      {"pointing", m.pointing},
                      {"region_iou", m.region_iou},
                      {"box_iou", m.box_iou}});
      all.push_back(std::move(entry));
    }
    json_["attention"] = {{"threshold", wanted_.threshold}, {"methods", all}};
    show(fmt::format("where the maps are {} or more", wanted_.threshold), table);
  }

  void similarities(const std::string& text) {
    const auto measure = engine::Measure::open(context_.plugins(), text);
    const auto all = engine::compare_models(db_, dataset_.id, *measure, "", [&](size_t done, size_t of) {
      return step(measure->canonical(), done, of);
    });
    context_.end_progress();
    for (const auto& s : all) {
      Strings names;
      for (const auto id : s.models) names.push_back(models_.at(id).name);
      Json entry = {{"method", s.method}, {"target", s.key.target}, {"precision", s.key.precision}};
      entry.update(similarity_json(names, s.means.at(-1), *measure));
      json_["similarities"].push_back(std::move(entry));
      show(fmt::format("{} of {} maps, mean over images ({} class)", measure->canonical(), s.method,
                       s.key.target),
           similarity_table(names, s.means.at(-1), *measure));
    }
  }

  Context& context_;
  storage::Database& db_;
  storage::Dataset dataset_;
  Wanted wanted_;
  std::map<int64_t, storage::Model> models_;
  std::map<int64_t, storage::Method> methods_;
  Interrupt interrupt_;
  Json json_;
  bool failed_ = false;
};

}  // namespace

int analyze(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  auto add = own.add_options();
  add("db", po::value<std::string>()->value_name("FILE"), "the database");
  add("dataset", po::value<Strings>()->value_name("NAME")->composing(),
      "of this data set; may be repeated (default: all)");
  add("threshold", po::value<double>()->value_name("T"),
      "what a map must reach to count as attention (default: 0.5)");
  add("measure", po::value<Strings>()->value_name("MEASURE")->composing(),
      "compare the models' maps by this; may be repeated (default: l1)");
  add("perplexity", po::value<double>()->value_name("P"), "of t-SNE (default: 30)");
  const auto values = parse(context, args, kUsage, own);
  if (context.globals.help) return 0;
  Wanted wanted;
  wanted.threshold = value_or(values, "threshold", 0.5);
  if (!(wanted.threshold > 0 && wanted.threshold <= 1))
    throw UsageError("--threshold must be above 0 and at most 1");
  wanted.tsne.perplexity = value_or(values, "perplexity", wanted.tsne.perplexity);
  wanted.tsne.seed = context.globals.seed;
  wanted.measures = value_or(values, "measure", Strings{"l1"});
  for (const auto& m : wanted.measures) engine::Measure::open(context.plugins(), m);

  auto db = storage::Database::create_or_open(existing_database(values));
  storage::DatasetRepository datasets(db);
  auto chosen = datasets.all();
  if (values.count("dataset")) {
    chosen.clear();
    for (const auto& name : list(values, "dataset")) chosen.push_back(engine::find_dataset(db, name));
  }
  if (chosen.empty()) throw engine::Error("the database has no data set; add one with 'vantage dataset add'");
  Json all = Json::array();
  bool failed = false;
  for (const auto& d : chosen) {
    Analysis analysis(context, db, d, wanted);
    all.push_back(analysis.run());
    failed |= analysis.failed();
  }
  if (context.globals.json) print({{"datasets", all}});
  return failed ? 1 : 0;
}

}  // namespace vantage::cli
