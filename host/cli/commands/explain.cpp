// SPDX-License-Identifier: Apache-2.0
#include "host/engine/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/cli/artefacts.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/recorder.hpp"
#include "host/cli/sheet.hpp"
#include "host/cli/table.hpp"
#include "host/cli/workload.hpp"

namespace vantage::cli {

Json top_json(const engine::OpenModel&, const std::vector<engine::ClassScore>&);

namespace {

const Usage kExplainUsage{
    "explain", "--model MODEL... --method METHOD... --image FILE...",
    "Computes saliency maps: every method on every model and image.\n"
    "--out gets, for each, the map at the input's size in [0,1] (.npy), the method's own map (.raw.npy) and\n"
    "an overlay with contour lines (.png). --db keeps everything, with what is needed to compute it again.",
    "  vantage explain --model resnet18:resnet18.pth --method grad-cam --image cat.jpg --out out\n"
    "  vantage explain --model resnet18:resnet18.pth --method grad-cam --method random-cam \\\n"
    "          --image cat.jpg --class \"tabby\" --db results.db --json\n"};

po::options_description options() {
  po::options_description own("Options", kPageWidth);
  add_workload_options(own);
  auto add = own.add_options();
  add("method,x", po::value<Strings>()->value_name("METHOD")->composing(),
      "ID[:key=value,...]; may be repeated");
  add("class", po::value<Strings>()->value_name("N|LABEL|predicted")->composing(),
      "what to explain; may be repeated (default: the predicted class)");
  add("layer", po::value<Strings>()->value_name("LAYER")->composing(),
      "for every method that reads a layer; A+B, or several, are fused (default: the model's)");
  add("profile", po::value<std::string>()->value_name("PROFILE"),
      "whose formulas and post-processing: paper (default), pytorch-grad-cam, torch-cam, captum");
  add("out,o", po::value<std::string>()->value_name("DIR"), "write maps and overlays here");
  add("sheet", po::value<std::string>()->value_name("FILE"),
      "write one picture (.png) of all maps: a row for each method, a column for each image and model");
  add("ground", po::value<std::string>()->value_name("photo|black"),
      "what overlays and sheet show under the colours (default: photo)");
  add("db", po::value<std::string>()->value_name("FILE"), "record predictions and maps in this database");
  return own;
}

engine::ExplainOptions read_options(const Context& context, const po::variables_map& values) {
  engine::ExplainOptions o;
  if (values.count("class")) o.classes = list(values, "class");
  if (std::count(o.classes.begin(), o.classes.end(), "label"))
    throw UsageError("only images of a data set have a label; give --class a number, a name or 'predicted'");
  for (const auto& layer : list(values, "layer")) o.layers += (o.layers.empty() ? "" : "+") + layer;
  o.profile = value_or(values, "profile", o.profile);
  o.seed = context.globals.seed;
  core::profile(o.profile);
  return o;
}

Ground read_ground(const po::variables_map& values) {
  const auto text = value_or(values, "ground", std::string("photo"));
  if (text != "photo" && text != "black") throw UsageError("--ground must be photo or black");
  return text == "black" ? Ground::black : Ground::photo;
}

// What is wrong with the request itself is said before any file is made.
std::vector<std::unique_ptr<engine::Method>> open_methods(Context& context, const po::variables_map& values) {
  const auto names = list(values, "method");
  if (names.empty()) throw UsageError("name at least one method: --method grad-cam");
  std::vector<std::unique_ptr<engine::Method>> methods;
  for (const auto& m : names)
    methods.push_back(engine::Method::open(context.plugins(), engine::parse_method(m)));
  return methods;
}

// One model after the other: it is opened once, run on every image, and let go.
class Explaining {
 public:
  Explaining(Context& context, const po::variables_map& values)
      : context_(context),
        options_(read_options(context, values)),
        work_(read_workload(values)),
        methods_(open_methods(context, values)),
        out_(value_or(values, "out", std::string()), read_ground(values)),
        sheet_(value_or(values, "sheet", std::string()), read_ground(values), ids()),
        recorder_(context, value_or(values, "db", std::string())),
        failures_(context) {
    phases_.lap("plugins");
  }

  int run() {
    for (const auto& spec : work_.models) {
      std::unique_ptr<engine::OpenModel> model;
      attempt(
          [&] {
            model = engine::OpenModel::open(context_.plugins(), spec);
            phases_.lap("models");
            explain_all(*model);
          },
          [&](const auto& why) { failures_.add(spec.name, "", "", why); });
    }
    context_.end_progress();
    attempt([&] { sheet_.write(); }, [&](const auto& why) { failures_.add("", "", "", why); });
    if (context_.globals.json)
      print({{"results", results_}, {"failed", failures_.json()}});
    else if (!table_.empty())
      fmt::print("{}", table_.text());
    phases_.print(context_);
    return failures_.status();
  }

 private:
  Strings ids() const {
    Strings all;
    for (const auto& m : methods_) all.push_back(m->plugin().id);
    return all;
  }
  void explain_all(const engine::OpenModel& model) {
    std::vector<const engine::Method*> methods;
    for (const auto& m : methods_) methods.push_back(m.get());
    const engine::ExplainPlan plan(model, methods, options_);
    each_batch(work_, plan.batch_size(work_.batch), model, images_, failures_, [&](const Prepared& some) {
      phases_.lap("images");
      const auto done = plan.run(some.batch(model.info()), [&](const std::string& method, double fraction) {
        context_.progress(
            fmt::format("{}  {}  {}  {:.0f} %", model.name(), some.paths[0], method, 100 * fraction));
        return false;
      });
      phases_.lap("explaining");
      for (const auto& r : done.results) {
        const auto& path = some.paths[r.image];
        const auto fail = [&](const std::string& why) {
          failures_.add(model.name(), path, r.method ? r.method->plugin().id : "", why);
        };
        if (!r.explanation) {
          fail(r.failure);
          continue;
        }
        attempt([&] { deliver(model, some, r.image, done.predictions[r.image], *r.explanation); }, fail);
      }
    });
  }

  void deliver(const engine::OpenModel& model, const Prepared& some, size_t n,
               const engine::Prediction& prediction, const engine::Explanation& e) {
    const auto& path = some.paths[n];
    const auto files = out_.write(path, model.name(), some.inputs[n], e, options_.classes.size() > 1);
    sheet_.add(path, model.name(), some.inputs[n], e);
    phases_.lap("files");
    recorder_.explanation(model, path, *some.pictures[n], prediction, e);
    phases_.lap("database");
    list_result(model, path, prediction, e, files);
  }

  void list_result(const engine::OpenModel& model, const std::string& path,
                   const engine::Prediction& prediction, const engine::Explanation& e,
                   const Artefacts& files) {
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
  Sheet sheet_;
  Recorder recorder_;
  Failures failures_;
  ImageStore images_;
  Json results_ = Json::array();
  Table table_{{"image", "model", "method", "class", ">probability", ">seconds", "overlay"}};
};

}  // namespace

int explain(Context& context, const Strings& args) {
  const auto values = parse(context, args, kExplainUsage, options(), "image");
  if (context.globals.help) return 0;
  return Explaining(context, values).run();
}

}  // namespace vantage::cli
