// SPDX-License-Identifier: GPL-3.0-or-later
// E4: what has to be chosen, read and computed before there is a matrix.
#include <utility>

#include "host/viewer/error_line.hpp"
#include "host/viewer/views/supplement/comparison_panels.hpp"

namespace vantage::viewer {

// Of none chosen, all that were tried.
SimilarityPanel::Models SimilarityPanel::shown_models() const {
  Models models;
  const auto add = [&](const Catalogue::Model& m) {
    models.ids.push_back(m.id);
    models.names << QString::fromStdString(m.name);
    models.short_names << QString::fromStdString(m.short_name);
  };
  for (const auto& name : state().selection.models)
    if (const size_t m = catalogue().model_index(name); m != Catalogue::kNone) add(catalogue().models[m]);
  if (state().selection.models.empty())
    for (const auto& m : catalogue().models)
      if (m.images > 0) add(m);
  return models;
}

// Of none chosen, the one that D shows.
MethodChoice SimilarityPanel::shown_method() const {
  const auto& methods = state().request.methods;
  return methods.empty() ? MethodChoice{catalogue().first_method, {}} : methods.front();
}

int SimilarityPanel::shown_class() const {
  if (state().charts.scope != Scope::cls) return -1;
  if (!state().selection.classes.empty()) return state().selection.classes.front();
  if (state().pin.cls >= 0) return state().pin.cls;
  return image_.entry() ? image_.entry()->cls : -1;
}

QString SimilarityPanel::lacking() const {
  if (shown_method().id.empty()) return tr("Choose an explanation method in C.");
  if (models_.ids.size() < 2) return tr("Choose at least two models in C.");
  if (state().charts.scope == Scope::image && !image_.entry())
    return tr("Choose an image in D, or a class in C.");
  if (state().charts.scope == Scope::cls && shown_class() < 0) return tr("Choose a class in C.");
  return {};
}

// `again`: the data may be another; what is shown stays until the new answer is here.
void SimilarityPanel::ask(bool again) {
  models_ = shown_models();
  const QString first = lacking();
  const auto registry = context().plugins.registry();
  if (!first.isEmpty() || !registry) {
    asked_.reset();
    set_title(tr("Similarity"));
    return say(first.isEmpty() ? tr("Looking for the measures...") : first);
  }
  const Request& r = state().request;
  const Asked now{{catalogue().dataset_id, models_.ids, catalogue().precision, shown_method(), r.profile,
                   r.layer, r.target, r.measure},
                  image_.entry() ? image_.entry()->id : 0,
                  state().charts.scope,
                  shown_class()};
  const auto before = std::exchange(asked_, now);
  if (before == now && !again) return;
  const bool same = before && before->request == now.request;
  const bool same_maps = same && before->entry == now.entry,
             same_means = same && before->scope == now.scope && before->cls == now.cls;
  if (!same_maps) maps_.reset();
  if (!same_means) means_.reset();
  if (!same_maps || again) ask_for_maps(registry);
  if (now.scope != Scope::image && (!same_means || again)) ask_for_means(registry);
  show_answer();
}

void SimilarityPanel::ask_for_maps(const std::shared_ptr<engine::Registry>& registry) {
  maps_failure_.clear();
  if (!image_.entry()) return;
  struct Result {
    ImageSimilarity similarity;
    QString failure;
  };
  const auto result = std::make_shared<Result>();
  context().jobs.submit(
      tr("Comparing maps"), "E maps",
      [file = context().reader.file(), registry, request = asked_->request, entry = *image_.entry(), result,
       database = database_](JobControl& control) {
        try {
          storage::Options options;
          options.read_only = true;
          if (!*database) *database = storage::Database::create_or_open(file, options);
          result->similarity =
              image_similarity(**database, *registry, request, entry, [&] { return control.cancelled(); });
        } catch (...) {
          result->failure = error_line(std::current_exception());
        }
      },
      this,
      [this, result] {
        maps_failure_ = result->failure;
        maps_.reset();
        if (maps_failure_.isEmpty())
          maps_ = std::shared_ptr<const ImageSimilarity>(result, &result->similarity);
        show_answer();
      });
}

void SimilarityPanel::ask_for_means(const std::shared_ptr<engine::Registry>& registry) {
  means_failure_.clear();
  struct Result {
    SimilarityMatrix means;
    QString failure;
  };
  context().reader.ask(
      "E similarities", this,
      [registry, request = asked_->request, cls = asked_->cls](storage::Database& db) {
        Result result;
        try {
          result.means = stored_similarity(db, *registry, request, cls);
        } catch (...) {
          result.failure = error_line(std::current_exception());
        }
        return result;
      },
      [this](const Result& result) {
        means_failure_ = result.failure;
        means_.reset();
        if (means_failure_.isEmpty()) means_ = result.means;
        show_answer();
      });
}

// What it writes is noticed as what any program writes.
void SimilarityPanel::compute() {
  const auto registry = context().plugins.registry();
  if (!registry || !asked_) return;
  computing_ = context().jobs.submit(
      tr("Comparing all maps by %1").arg(QString::fromStdString(asked_->request.measure)), "E compare",
      [file = context().reader.file(), registry, request = asked_->request](JobControl& control) {
        compute_similarities(file, *registry, request, [&](double share) {
          control.report(share);
          return control.cancelled();
        });
      },
      this, [] {});
}

}  // namespace vantage::viewer
