// SPDX-License-Identifier: Apache-2.0
#include "host/cli/recorder.hpp"

#include "host/engine/experiment/records.hpp"
#include "storage/repositories.hpp"

namespace vantage::cli {

struct Recorder::State {
  State(const Context& context, const std::string& file)
      : db(storage::Database::create_or_open(file)),
        models(db),
        images(db),
        runs(db),
        predictions(db),
        explanations(db),
        run(engine::new_run(context.command_line(), context.globals.seed, context.threads())) {}

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
    auto r = engine::record_of(m.info().precision, p, p.probabilities());
    r.run = run.id;
    r.model = model;
    r.image = image;
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
  state_->put(model, state_->models.upsert(engine::record_of(model)), state_->image_row(path, image), p);
  transaction.commit();
}

void Recorder::explanation(const engine::OpenModel& model, const std::string& path, const core::Image& image,
                           const engine::Prediction& p, const engine::Explanation& e) {
  if (!state_) return;
  auto transaction = state_->db.begin();
  state_->begin(model);
  auto r = engine::record_of(model, e);
  r.run = state_->run.id;
  r.model = state_->models.upsert(engine::record_of(model));
  r.image = state_->image_row(path, image);
  state_->put(model, r.model, r.image, p);
  state_->explanations.put(r);
  transaction.commit();
}

}  // namespace vantage::cli
