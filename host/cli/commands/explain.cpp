// SPDX-License-Identifier: Apache-2.0
#include "host/engine/explain.hpp"

#include <fmt/format.h>

#include "core/preprocess.hpp"
#include "host/cli/artefacts.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/recorder.hpp"
#include "host/cli/table.hpp"
#include "host/cli/workload.hpp"

namespace vantage::cli {

Json top_json(const engine::OpenModel&, const std::vector<engine::ClassScore>&);

namespace {

const Usage kUsage{
    "explain", "--model MODEL... --method METHOD... --image FILE...",
    "Computes saliency maps: every method on every model and image.\n"
    "--out gets, for each, the map at the input's size in [0,1] (.npy), the method's own map (.raw.npy) and\n"
    "an overlay with contour lines (.png). --db keeps everything, with what is needed to compute it again.",
    "  vantage explain --model resnet18:resnet18.pth --method grad-cam --image cat.jpg --out out\n"
    "  vantage explain --model resnet18:resnet18.pth --method grad-cam --method random-cam \\\n"
    "          --image cat.jpg --class \"tabby\" --db results.db --json\n"};

po::options_description options(engine::ExplainOptions& e) {
  po::options_description own("Options", kPageWidth);
  add_workload_options(own);
  auto add = own.add_options();
  add("method,x", po::value<Strings>()->value_name("METHOD")->composing(),
      "ID[:key=value,...]; may be repeated");
  add("class", po::value(&e.cls)->value_name("N|LABEL|predicted"),
      "what to explain (default: the predicted class)");
  add("layer", po::value(&e.layer)->value_name("LAYER"),
      "for every method that reads a layer (default: the model's)");
  add("profile", po::value(&e.profile)->value_name("PROFILE"),
      "whose post-processing: paper (default), pytorch-grad-cam");
  add("out,o", po::value<std::string>()->value_name("DIR"), "write maps and overlays here");
  add("db", po::value<std::string>()->value_name("FILE"), "record predictions and maps in this database");
  return own;
}

// What is wrong with the request itself is said before any file is made.
std::vector<std::unique_ptr<engine::Method>> open_methods(Context& context, const po::variables_map& values) {
  const auto names = list(values, "method");
  if (names.empty()) throw UsageError("name at least one method: --method grad-cam");
  core::profile(value_or(values, "profile", std::string("paper")));
  std::vector<std::unique_ptr<engine::Method>> methods;
  for (const auto& m : names)
    methods.push_back(engine::Method::open(context.plugins(), engine::parse_method(m)));
  return methods;
}

// One model after the other: it is opened once, run on every image, and let go.
class Explaining {
 public:
  Explaining(Context& context, const po::variables_map& values, engine::ExplainOptions options)
      : context_(context),
        options_(std::move(options)),
        work_(read_workload(values)),
        methods_(open_methods(context, values)),
        out_(value_or(values, "out", std::string())),
        recorder_(context, value_or(values, "db", std::string())),
        failures_(context) {
    options_.seed = context.globals.seed;
    phases_.lap("plugins");
  }

  int run() {
    for (const auto& spec : work_.models) {
      std::unique_ptr<engine::OpenModel> model;
      if (attempt([&] { model = engine::OpenModel::open(context_.plugins(), spec); },
                  [&](const auto& why) { failures_.add(spec.name, "", "", why); })) {
        phases_.lap("models");
        for (const auto& path : work_.images)
          attempt([&] { image(*model, path); },
                  [&](const auto& why) { failures_.add(spec.name, path, "", why); });
      }
    }
    context_.end_progress();
    if (context_.globals.json)
      print({{"results", results_}, {"failed", failures_.json()}});
    else if (!table_.empty())
      fmt::print("{}", table_.text());
    phases_.print(context_);
    return failures_.status();
  }

 private:
  void image(const engine::OpenModel& model, const std::string& path) {
    const auto picture = images_.get(path);
    const auto input = core::preprocess(picture->rgb, model.preprocessing());
    phases_.lap("images");
    const auto prediction = engine::predict(model, input);
    phases_.lap("prediction");
    for (const auto& method : methods_) {
      const auto& id = method->plugin().id;
      context_.progress(model.name() + "  " + id + "  " + path);
      attempt(
          [&] {
            const auto e = engine::explain(model, *method, input, prediction, options_);
            phases_.lap(id);
            const auto files = out_.write(path, model.name(), input, e);
            phases_.lap("files");
            recorder_.explanation(model, path, *picture, prediction, e);
            phases_.lap("database");
            deliver(model, path, prediction, e, files);
          },
          [&](const auto& why) { failures_.add(model.name(), path, id, why); });
    }
  }

  void deliver(const engine::OpenModel& model, const std::string& path, const engine::Prediction& prediction,
               const engine::Explanation& e, const Artefacts& files) {
    const auto or_null = [](const std::string& s) { return s.empty() ? Json() : Json(s); };
    const auto& info = model.info();
    results_.push_back({{"model", model.name()},
                        {"architecture", info.architecture},
                        {"image", path},
                        {"method", e.method},
                        {"parameters", e.parameters},
                        {"profile", e.profile},
                        {"layer", or_null(e.layer)},
                        {"class", e.cls},
                        {"label", model.label(e.cls)},
                        {"logit", e.logit},
                        {"probability", e.probability},
                        {"top5", top_json(model, prediction.top(5))},
                        {"map", or_null(files.map)},
                        {"raw", or_null(files.raw)},
                        {"overlay", or_null(files.overlay)},
                        {"no_attention", e.no_attention},
                        {"seed", e.seed},
                        {"precision", info.precision},
                        {"seconds", e.seconds},
                        {"weights_sha256", info.weights_sha256}});
    table_.row({path, model.name(), e.method, model.label(e.cls), fmt::format("{:.4f}", e.probability),
                fmt::format("{:.3f}", e.seconds), e.no_attention ? "no attention" : files.overlay});
  }

  Context& context_;
  engine::ExplainOptions options_;
  Phases phases_;
  Workload work_;
  std::vector<std::unique_ptr<engine::Method>> methods_;
  ArtefactWriter out_;
  Recorder recorder_;
  Failures failures_;
  ImageStore images_;
  Json results_ = Json::array();
  Table table_{{"image", "model", "method", "class", ">probability", ">seconds", "overlay"}};
};

}  // namespace

int explain(Context& context, const Strings& args) {
  engine::ExplainOptions e;
  const auto values = parse(context, args, kUsage, options(e), "image");
  if (context.globals.help) return 0;
  return Explaining(context, values, e).run();
}

}  // namespace vantage::cli
