// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "host/cli/accuracy_output.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json.hpp"
#include "host/cli/similarity.hpp"
#include "host/cli/table.hpp"
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

const Usage kAnalyzeUsage{
    "analyze", "--db FILE [--dataset NAME]...",
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
    json_.update(accuracy_json(report));
    for (const auto& [title, table] : accuracy_tables(report)) show(title, table);
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
  const auto values = parse(context, args, kAnalyzeUsage, own);
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
