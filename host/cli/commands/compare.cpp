// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/analysis/similarity_matrix.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/similarity.hpp"
#include "host/cli/workload.hpp"
#include "host/engine/error.hpp"
#include "host/engine/explain.hpp"

namespace vantage::cli {
namespace {

const Usage kCompareUsage{
    "compare", "--model MODEL --model MODEL... --method METHOD... --image FILE...",
    "How alike models look at an image: the similarity matrix of their maps (Algorithm 2 of the VAC-CNN "
    "paper).\n"
    "Over a whole data set, with results in a database: vantage analyze --measure.",
    "  vantage compare --model resnet18:resnet18.pth --model squeezenet1_1:s.pth --method grad-cam \\\n"
    "          --image cat.jpg --measure ssim\n"};

// Raw maps of every model, by image and method, then measured at one size.
class Comparing {
 public:
  Comparing(Context& context, const po::variables_map& values)
      : context_(context), work_(read_workload(values)), failures_(context) {
    if (work_.models.size() < 2) throw UsageError("name at least two models to compare");
    if (values.count("class")) options_.classes = {values["class"].as<std::string>()};
    if (options_.classes[0] == "label")
      throw UsageError(
          "only images of a data set have a label; give --class a number, a name or 'predicted'");
    options_.profile = value_or(values, "profile", options_.profile);
    options_.seed = context.globals.seed;
    core::profile(options_.profile);
    for (const auto& m : list(values, "method"))
      methods_.push_back(engine::Method::open(context.plugins(), engine::parse_method(m)));
    if (methods_.empty()) throw UsageError("name at least one method: --method grad-cam");
    for (const auto& m : value_or(values, "measure", Strings{"l1"}))
      measures_.push_back(engine::Measure::open(context.plugins(), m));
  }

  int run() {
    for (size_t m = 0; m < work_.models.size(); ++m) {
      const auto& spec = work_.models[m];
      names_.push_back(spec.name);
      attempt([&] { explain(m, *engine::OpenModel::open(context_.plugins(), spec)); },
              [&](const auto& why) { failures_.add(spec.name, "", "", why); });
    }
    context_.end_progress();
    Json all = Json::array();
    for (const auto& image : work_.images)
      for (size_t x = 0; x < methods_.size(); ++x)
        for (const auto& measure : measures_) deliver(image, x, *measure, all);
    if (context_.globals.json) print({{"results", all}, {"failed", failures_.json()}});
    return failures_.status();
  }

 private:
  void explain(size_t m, const engine::OpenModel& model) {
    std::vector<const engine::Method*> methods;
    for (const auto& x : methods_) methods.push_back(x.get());
    const engine::ExplainPlan plan(model, methods, options_);
    height_ = std::max(height_, model.info().height);
    width_ = std::max(width_, model.info().width);
    each_batch(work_, plan.batch_size(work_.batch), model, images_, failures_, [&](const Prepared& some) {
      context_.progress(model.name() + "  " + some.paths[0]);
      for (auto& r : plan.run(some.batch(model.info())).results) {
        const auto& path = some.paths[r.image];
        if (!r.explanation) {
          failures_.add(model.name(), path, r.method ? r.method->plugin().id : "", r.failure);
          continue;
        }
        const auto method =
            static_cast<size_t>(std::find(methods.begin(), methods.end(), r.method) - methods.begin());
        auto& of_models = raw_[{path, method}];
        of_models.resize(work_.models.size());
        of_models[m] = std::move(r.explanation->raw);
      }
    });
  }

  void deliver(const std::string& image, size_t method, const engine::Measure& measure, Json& all) {
    const auto found = raw_.find({image, method});
    if (found == raw_.end()) return;
    std::vector<core::Map> finished(found->second.size());
    std::vector<const core::Map*> maps(finished.size());
    for (size_t m = 0; m < finished.size(); ++m) {
      if (found->second[m].empty()) continue;
      finished[m] = core::finish(found->second[m], core::profile(options_.profile), height_, width_).map;
      maps[m] = &finished[m];
    }
    const auto scores = core::similarity_matrix(
        maps, [&](const auto& a, const auto& b) { return measure.compare(a, b); }, measure.symmetric());
    const auto& id = methods_[method]->plugin().id;
    Json entry = {{"image", image}, {"method", id}};
    entry.update(similarity_json(names_, scores, measure));
    all.push_back(std::move(entry));
    if (!context_.globals.json)
      fmt::print("{}  {}  {}\n{}\n", image, id, measure.canonical(),
                 similarity_table(names_, scores, measure).text());
  }

  Context& context_;
  Workload work_;
  engine::ExplainOptions options_;
  std::vector<std::unique_ptr<engine::Method>> methods_;
  std::vector<std::unique_ptr<engine::Measure>> measures_;
  Failures failures_;
  ImageStore images_;
  Strings names_;
  std::map<std::pair<std::string, size_t>, std::vector<core::Map>> raw_;
  int height_ = 1, width_ = 1;  // the largest input
};

}  // namespace

int compare(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  add_workload_options(own);
  auto add = own.add_options();
  add("method,x", po::value<Strings>()->value_name("METHOD")->composing(),
      "ID[:key=value,...]; may be repeated");
  add("measure", po::value<Strings>()->value_name("MEASURE")->composing(),
      "l1 (default), mse, ssim, hash, pearson, spearman, iou, emd; may be repeated");
  add("class", po::value<std::string>()->value_name("N|LABEL|predicted"),
      "what to explain (default: what each model predicts)");
  add("profile", po::value<std::string>()->value_name("PROFILE"),
      "whose formulas and post-processing (default: paper)");
  const auto values = parse(context, args, kCompareUsage, own, "image");
  if (context.globals.help) return 0;
  return Comparing(context, values).run();
}

}  // namespace vantage::cli
