// SPDX-License-Identifier: Apache-2.0
#include "host/cli/recorder.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <time.h>

#include <opencv2/core/version.hpp>

#include "storage/repositories.hpp"

namespace vantage::cli {
namespace {

std::string now_utc() {
  const time_t now = time(nullptr);
  tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::string platform() {
  utsname u{};
  uname(&u);
  return fmt::format("{} {} {}", u.sysname, u.release, u.machine);
}

storage::Model record_of(const engine::OpenModel& m) {
  const auto& i = m.info();
  storage::Model r;
  r.name = m.name();
  r.architecture = i.architecture;
  r.source = m.source();
  r.weights_sha256 = i.weights_sha256;
  r.loader = m.loader().id;
  r.loader_version = m.loader().version;
  r.parameters = m.parameters();
  r.classes = i.classes;
  r.input_channels = i.channels;
  r.input_height = i.height;
  r.input_width = i.width;
  r.resize = i.resize;
  r.interpolation = i.interpolation;
  std::copy_n(i.mean, 3, r.mean.begin());
  std::copy_n(i.std, 3, r.std.begin());
  r.parameter_count = i.parameters;
  r.macs = i.macs;
  r.default_layer = i.default_layer < 0 ? "" : m.layer_name(i.default_layer);
  return r;
}

}  // namespace

struct Recorder::State {
  State(const Context& context, const std::string& file)
      : db(storage::Database::create_or_open(file)),
        models(db),
        images(db),
        runs(db),
        predictions(db),
        explanations(db) {
    run.command_line = context.command_line();
    run.vantage_version = VANTAGE_VERSION;
    run.started_utc = now_utc();
    run.seed = context.globals.seed;
    run.threads = context.threads();
    run.platform = platform();
    run.libraries = fmt::format("OpenCV {}, {}", CV_VERSION, VANTAGE_RUNTIME);
  }

  // A run is written with its first result, so that a command that fails leaves no trace.
  void begin(const engine::OpenModel& m) {
    if (run.id) return;
    run.device = m.info().device;
    run.id = runs.add(run);
  }
  int64_t image_row(const std::string& path, const core::Image& image) {
    return images.upsert({0, path, image.sha256, image.rgb.cols, image.rgb.rows});
  }

  int64_t put(const engine::OpenModel& m, int64_t model, int64_t image, const engine::Prediction& p) {
    storage::Prediction r;
    r.run = run.id;
    r.model = model;
    r.image = image;
    r.precision = m.info().precision;
    r.seconds = p.seconds;
    for (const auto& t : p.top(5)) r.top5.emplace_back(static_cast<int>(t.cls), t.probability);
    return predictions.put(r);
  }

  storage::Database db;
  storage::ModelRepository models;
  storage::ImageRepository images;
  storage::RunRepository runs;
  storage::PredictionRepository predictions;
  storage::ExplanationRepository explanations;
  storage::Run run;
};

Recorder::Recorder(Context& context, const std::string& file) {
  if (!file.empty()) state_ = std::make_unique<State>(context, file);
}
Recorder::~Recorder() = default;

void Recorder::prediction(const engine::OpenModel& model, const std::string& path, const core::Image& image,
                          const engine::Prediction& p) {
  if (!state_) return;
  auto transaction = state_->db.begin();
  state_->begin(model);
  state_->put(model, state_->models.upsert(record_of(model)), state_->image_row(path, image), p);
  transaction.commit();
}

void Recorder::explanation(const engine::OpenModel& model, const std::string& path, const core::Image& image,
                           const engine::Prediction& p, const engine::Explanation& e) {
  if (!state_) return;
  auto transaction = state_->db.begin();
  state_->begin(model);
  storage::Explanation r;
  r.run = state_->run.id;
  r.model = state_->models.upsert(record_of(model));
  r.image = state_->image_row(path, image);
  state_->put(model, r.model, r.image, p);
  r.method = e.method;
  r.version = e.version;
  r.parameters = e.parameters;
  r.profile = e.profile;
  r.layer = e.layer;
  r.cls = static_cast<int>(e.cls);
  r.precision = model.info().precision;
  r.seed = e.seed;
  r.logit = e.logit;
  r.probability = e.probability;
  r.no_attention = e.no_attention;
  r.seconds = e.seconds;
  r.height = e.raw.height;
  r.width = e.raw.width;
  r.map = e.raw.values;
  state_->explanations.put(r);
  transaction.commit();
}

}  // namespace vantage::cli
