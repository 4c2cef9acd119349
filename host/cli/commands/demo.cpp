// SPDX-License-Identifier: Apache-2.0
// The whole of the program on what comes with it: drawn pictures and bundled networks.
#include <fmt/format.h>

#include <chrono>

#include "core/dataset/dataset.hpp"
#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/synthetic/dataset.hpp"
#include "core/synthetic/taxonomy.hpp"
#include "host/cli/accuracy_output.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/demo_pictures.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json.hpp"
#include "host/cli/progress_line.hpp"
#include "host/engine/analysis/attention.hpp"
#include "host/engine/analysis/comparison.hpp"
#include "host/engine/analysis/layouts.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/runner.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::cli {
namespace {

namespace fs = std::filesystem;
namespace synthetic = core::synthetic;

const Usage kDemoUsage{
    "demo", "DIR",
    "Shows everything on what comes with the program: draws pictures whose truth is known, lets thirteen "
    "small\n"
    "networks look at them, explains what they look at by the five methods of VAC-CNN, and analyses all of "
    "it.\n"
    "One of the networks cheats; the pictures show how to find out. It may be stopped; the same command goes "
    "on.",
    "  vantage demo demo-out\n  vantage-viewer demo-out/results.db\n"};

const std::string kDataset = "drawn";
// The one that learned the marks instead of the objects, and two that did not (models/README.md).
const std::string kCheat = "mini_resnet34", kHonest = "mini_resnet18";
constexpr double kThreshold = 0.5;

// What is cheap on every picture, the others on one of each class, the slowest on the first five.
struct Part {
  const char* file;
  const char* what;
  const char* images;
  const char* methods;
};
constexpr Part kParts[] = {
    {"overview.yaml", "Every network on every picture; Grad-CAM, and Random-CAM as the control", "drawn",
     "grad-cam, random-cam"},
    {"methods.yaml", "Three more methods on a picture of each class", "{name: drawn, per_class: 1}",
     "grad-cam++, smooth-grad-cam++, \"score-cam:max_channels=32\""},
    {"bbmp.yaml", "BBMP, which searches a mask for each picture, on five pictures",
     "{name: drawn, per_class: 1, limit: 5}", "\"bbmp:iterations=100\""},
};
const std::vector<std::string> kMethods = {"grad-cam",  "grad-cam++", "smooth-grad-cam++",
                                           "score-cam", "bbmp",       "random-cam"};

class Demo {
 public:
  Demo(Context& context, fs::path folder) : context_(context), folder_(std::move(folder)) {}

  int run() {
    if (!draw()) return stopped();
    auto db = storage::Database::create_or_open(at("results.db"));
    add(db);
    for (const Part& part : kParts)
      if (!experiment(db, part)) return stopped();
    const auto dataset = engine::find_dataset(db, kDataset).id;
    if (!analyse(db, dataset)) return stopped();
    DemoPictures pictures(db, dataset);
    compare(pictures);
    expose(pictures);
    end();
    return 0;
  }

 private:
  std::string at(const std::string& name) const { return (folder_ / name).string(); }

  template <class... Args>
  void say(fmt::format_string<Args...> form, Args&&... args) const {
    if (context_.globals.json) return;
    fmt::print(form, std::forward<Args>(args)...);
    std::fflush(stdout);
  }
  // What happens now, and the command that does just that.
  void step(const std::string& what, const std::string& command) {
    context_.end_progress();
    say("\n{}. {}\n   {}\n", ++steps_, what, command);
  }
  int stopped() {
    context_.end_progress();
    context_.report("stopped; what was made is kept. Go on with: " + context_.command_line());
    return 1;
  }

  bool draw() {
    step("Four hundred pictures of forty classes, with the truth about each",
         "vantage dataset synth " + at("drawn"));
    return synthetic::write_dataset(folder_ / "drawn", drawing_, [&](int done, int total) {
      context_.progress(fmt::format("{} of {} pictures", done, total));
      return !interrupt_.asked();
    });
  }

  void add(storage::Database& db) {
    const auto csv = at("drawn/images.csv"), taxonomy = at("drawn/taxonomy.csv");
    step("Into a database", fmt::format("vantage dataset add {} --taxonomy {} --name {} --db {}", csv,
                                        taxonomy, kDataset, at("results.db")));
    core::DatasetOptions options;
    options.taxonomy = taxonomy;
    const auto report = engine::register_dataset(db, kDataset, csv, core::list_dataset(csv, options));
    for (const auto& problem : report.problems) context_.report(problem);
  }

  bool experiment(storage::Database& db, const Part& part) {
    step(part.what, fmt::format("vantage run {} --db {}", at(part.file), at("results.db")));
    std::string models;
    for (const auto* loader : context_.plugins().of_kind(VTG_MODEL_LOADER))
      for (const auto& a : loader->architectures)
        if (!context_.plugins().bundled(a.name).empty()) models += (models.empty() ? "" : ", ") + a.name;
    core::write_atomically(at(part.file),
                           fmt::format("dataset: {}\nmodels: [{}]\nmethods: [{}]\nclasses: [label]\n",
                                       part.images, models, part.methods));
    engine::RunOptions options;
    options.command_line = context_.command_line();
    options.stop = [&] { return interrupt_.asked(); };
    options.progress = [&](const engine::RunProgress& p) { context_.progress(progress_line(p)); };
    const auto done = engine::run_experiment(
        context_.plugins(), db, engine::read_experiment(at(part.file), context_.plugins()), options);
    context_.end_progress();
    say("   {} predictions and {} maps made, {} results were there; {}\n", done.predictions, done.maps,
        done.existing, duration(done.seconds));
    if (done.failures > 0)
      context_.report(fmt::format("{} results could not be made; see: vantage export --db {} --what failures",
                                  done.failures, at("results.db")));
    return !done.stopped;
  }

  bool analyse(storage::Database& db, int64_t dataset) {
    step("What the results say", "vantage analyze --db " + at("results.db"));
    const auto heard = [&](const char* what) {
      return [this, what](size_t done, size_t of) {
        context_.progress(fmt::format("{}: {} of {}", what, done, of));
        return interrupt_.asked();
      };
    };
    const auto report = engine::report_accuracy(db, dataset);
    engine::update_layouts(db, dataset, {}, [&](size_t done, size_t of) { heard("layouts")(done, of); });
    for (const auto& p : engine::measure_attention(db, dataset, kThreshold, heard("attention")).problems)
      context_.report(p);
    engine::compare_models(db, dataset, *engine::Measure::open(context_.plugins(), "l1"), "",
                           heard("similarities"));
    context_.end_progress();
    say("\n{}", accuracy_tables(report).front().second.text());
    say("\n{}", inside(db, dataset).text());
    return !interrupt_.asked();
  }

  // How much of each method's attention lies on the object: Random-CAM tells what chance would give.
  Table inside(storage::Database& db, int64_t dataset) {
    std::map<int64_t, std::string> names;
    for (const auto& m : storage::MethodRepository(db).all()) names.emplace(m.id, m.method);
    std::map<std::string, std::pair<double, int64_t>> sums;
    for (const auto& m : storage::AttentionRepository(db).means(dataset, kThreshold)) {
      auto& [sum, located] = sums[names.at(m.method)];
      sum += m.mass_inside * static_cast<double>(m.located);
      located += m.located;
    }
    Table table({"method", ">maps", ">of the attention on the object %"});
    for (const auto& method : kMethods)
      if (const auto& [sum, located] = sums[method]; located > 0)
        table.row({method, std::to_string(located), percent(sum / static_cast<double>(located))});
    return table;
  }

  void compare(DemoPictures& pictures) {
    const auto& entry = pictures.most_disputed("bbmp");
    write("comparison.png", pictures.comparison(entry, kMethods));
  }

  // Of the marks' classes: pictures with the class's own mark, and without.
  void expose(DemoPictures& pictures) {
    step("Which network cheats?", fmt::format("vantage export --db {} --what maps --format png --out {}",
                                              at("results.db"), at("maps")));
    std::vector<DemoPictures::Captioned> shown;
    for (int mark = 0; mark < synthetic::kMarks; ++mark) {
      const int cls = synthetic::class_of_mark(mark);
      std::vector<DemoPictures::Captioned> with, without;
      int number = 0;
      for (const auto& entry : pictures.entries()) {
        if (entry.cls != cls) continue;
        const auto scene = synthetic::scene_of(drawing_, synthetic::Split::test, cls, number++);
        if (!scene.mark)
          without.push_back({&entry, "no mark"});
        else if (scene.mark->kind == mark)
          with.push_back({&entry, "with its mark"});
      }
      for (const auto& model : {kCheat, kHonest})
        tell(pictures, model, synthetic::classes()[static_cast<size_t>(cls)].label, with, without);
      for (auto* some : {&with, &without})
        shown.insert(shown.end(), some->begin(),
                     some->begin() + std::min<std::ptrdiff_t>(3, std::ssize(*some)));
    }
    write("shortcut.png", pictures.side_by_side(shown, {kCheat, kHonest, "mini_resnet10"}, "grad-cam"));
  }

  void tell(DemoPictures& pictures, const std::string& model, const std::string& label,
            const std::vector<DemoPictures::Captioned>& with,
            const std::vector<DemoPictures::Captioned>& without) {
    const auto found = [&](const auto& some) {
      return std::count_if(some.begin(), some.end(),
                           [&](const auto& p) { return pictures.right(*p.entry, model); });
    };
    say("   {} finds {} of {} pictures of '{}' with a mark in the background, {} of {} without\n", model,
        found(with), with.size(), label, found(without), without.size());
  }

  void write(const std::string& name, const cv::Mat& picture) {
    core::write_atomically(at(name), core::encode_png(picture));
    pictures_.push_back(at(name));
  }

  void end() const {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    if (context_.globals.json) {
      print({{"database", at("results.db")}, {"pictures", pictures_}, {"seconds", seconds}});
      return;
    }
    say("\nDone in {}. Open\n", duration(seconds));
    say("  {}   one picture, all networks and methods: a frame means that the network is wrong\n",
        at("comparison.png"));
    say("  {}     where {} looks, which the marks fooled, and two that they did not\n", at("shortcut.png"),
        kCheat);
    say("  vantage-viewer {}     all of it, to explore; docs/tutorial.md walks through it\n",
        at("results.db"));
  }

  Context& context_;
  const fs::path folder_;
  const synthetic::DatasetOptions drawing_;
  const Interrupt interrupt_;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  int steps_ = 0;
  std::vector<std::string> pictures_;
};

}  // namespace

int demo(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  own.add_options()("out,o", po::value<Strings>()->value_name("DIR"),
                    "where to; the option's name may be left out");
  const auto values = parse(context, args, kDemoUsage, own, "out");
  if (context.globals.help) return 0;
  const auto folders = list(values, "out");
  if (folders.size() != 1) throw UsageError("name one folder: vantage demo DIR");
  return Demo(context, folders[0]).run();
}

}  // namespace vantage::cli
