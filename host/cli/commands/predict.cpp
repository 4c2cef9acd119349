// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/recorder.hpp"
#include "host/cli/table.hpp"
#include "host/cli/workload.hpp"
#include "host/engine/error.hpp"
#include "host/engine/explain.hpp"

namespace vantage::cli {

Json top_json(const engine::OpenModel& model, const std::vector<engine::ClassScore>& top) {
  Json all = Json::array();
  for (const auto& t : top)
    all.push_back({{"class", t.cls}, {"label", model.label(t.cls)}, {"probability", t.probability}});
  return all;
}

int predict(Context& context, const Strings& args) {
  Phases phases;
  po::options_description own("Options", kPageWidth);
  add_workload_options(own);
  auto add = own.add_options();
  add("top", po::value<int>()->value_name("K"), "how many classes to print (default: 5)");
  add("db", po::value<std::string>()->value_name("FILE"), "record the predictions in this database");
  const Usage usage{"predict", "--model MODEL... --image FILE...",
                    "Prints the most probable classes of each image by each model.",
                    "  vantage predict --model resnet18:resnet18.pth --image cat.jpg dog.jpg --json\n"};
  const auto values = parse(context, args, usage, own, "image");
  if (context.globals.help) return 0;
  const auto work = read_workload(values);
  const int k = value_or(values, "top", 5);
  if (k < 1) throw UsageError("--top must be at least 1");

  Recorder recorder(context, value_or(values, "db", std::string()));
  Failures failures(context);
  ImageStore images;
  Json results = Json::array();
  Table table({"image", "model", ">rank", ">class", "label", ">probability"});
  const auto deliver = [&](const engine::OpenModel& model, const Prepared& some, size_t n,
                           const engine::Prediction& prediction) {
    if (!prediction.failure.empty()) throw engine::Error(prediction.failure);
    const auto& path = some.paths[n];
    const auto top = prediction.top(static_cast<size_t>(k));
    recorder.prediction(model, path, *some.pictures[n], prediction);
    phases.lap("database");
    results.push_back({{"model", model.name()},
                       {"architecture", model.info().architecture},
                       {"image", path},
                       {"top5", top_json(model, top)},
                       {"seconds", prediction.seconds},
                       {"weights_sha256", model.info().weights_sha256}});
    for (size_t i = 0; i < top.size(); ++i)
      table.row({i ? "" : path, i ? "" : model.name(), std::to_string(i + 1), std::to_string(top[i].cls),
                 model.label(top[i].cls), fmt::format("{:.4f}", top[i].probability)});
  };
  phases.lap("set-up");
  for (const auto& spec : work.models) {
    std::unique_ptr<engine::OpenModel> model;
    if (!attempt([&] { model = engine::OpenModel::open(context.plugins(), spec); },
                 [&](const auto& why) { failures.add(spec.name, "", "", why); }))
      continue;
    phases.lap("models");
    each_batch(work, work.batch, *model, images, failures, [&](const Prepared& some) {
      context.progress(spec.name + "  " + some.paths[0]);
      phases.lap("images");
      const auto predictions = engine::predict(*model, some.batch(model->info()));
      phases.lap("passes");
      for (size_t n = 0; n < predictions.size(); ++n)
        attempt([&] { deliver(*model, some, n, predictions[n]); },
                [&](const auto& why) { failures.add(spec.name, some.paths[n], "", why); });
    });
  }
  context.end_progress();
  if (context.globals.json)
    print({{"results", results}, {"failed", failures.json()}});
  else if (!table.empty())
    fmt::print("{}", table.text());
  phases.print(context);
  return failures.status();
}

}  // namespace vantage::cli
