// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/task_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/error.hpp"
#include "host/engine/analysis/attention.hpp"
#include "host/engine/analysis/comparison.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/viewer/compute/stored_model.hpp"
#include "host/viewer/error.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

// Where each stage ends, as a share of the bar; how long they take is not known.
constexpr double kResults = 0.8, kSimilarity = 0.9;

class TaskRun {
 public:
  TaskRun(engine::Registry& registry, storage::Database& db, const TaskRequest& request, JobControl& control)
      : registry_(registry),
        db_(db),
        request_(request),
        control_(control),
        dataset_(engine::find_dataset(db, request.dataset)) {}

  TaskOutcome run() {
    make_results();
    if (outcome_.made.predictions > 0) storage::AccuracyRepository(db_).refresh(dataset_.id);
    if (request_.task == Task::compare_models) compare();
    if (!control_.cancelled()) measure();
    return std::move(outcome_);
  }

 private:
  engine::Experiment experiment() {
    engine::Experiment e;
    e.name = "viewer";
    e.dataset = request_.dataset;
    e.choice = request_.images;
    e.methods = request_.methods;
    e.options = request_.options;
    for (const int64_t row : request_.models) try {
        control_.report(0, "opening models");
        e.models.push_back(spec_of(registry_, storage::ModelRepository(db_).find(row).value()));
      } catch (const Error& why) {
        outcome_.problems.emplace_back(why.what());
      } catch (const core::Error& why) {
        outcome_.problems.emplace_back(why.what());
      }
    if (e.models.empty()) throw Error("no chosen model can be opened; " + outcome_.problems.front());
    e.text = experiment_text(e);
    return e;
  }

  void make_results() {
    const auto e = experiment();
    engine::RunOptions options;
    options.command_line = "vantage-viewer";
    options.stop = [this] { return control_.cancelled(); };
    options.progress = [this](const engine::RunProgress& p) {
      const double share = p.total > 0 ? static_cast<double>(p.done) / static_cast<double>(p.total) : 0;
      control_.report(kResults * share,
                      QString::fromStdString(p.method.empty() ? p.model : p.model + ", " + p.method));
    };
    outcome_.made = engine::run_experiment(registry_, db_, e, options);
    for (const auto& f : storage::FailureRepository(db_).all())
      if (outcome_.made.run != 0 && f.run == outcome_.made.run) outcome_.problems.push_back(line_of(f));
  }

  static std::string line_of(const storage::Failure& f) {
    std::string who = f.model;
    for (const auto* part : {&f.method, &f.image})
      if (!part->empty()) who += (who.empty() ? "" : ", ") + *part;
    return who.empty() ? f.reason : who + ": " + f.reason;
  }

  // Only where maps are new, or matrices do not know all of them yet.
  void compare() {
    const auto measure = engine::Measure::open(registry_, request_.measure);
    const auto images = engine::chosen_images(db_, dataset_, request_.images);
    for (const auto& method : request_.methods) {
      if (control_.cancelled()) return;
      const std::string id = registry_.find(VTG_EXPLAINER, method.id)->id;
      if (outcome_.made.maps == 0 && covered(id, measure->canonical(), images)) continue;
      engine::compare_models(db_, dataset_.id, *measure, id, [&](size_t done, size_t all) {
        report(kResults, kSimilarity, done, all, "comparing maps of " + id);
        return control_.cancelled();
      });
    }
  }

  bool covered(const std::string& method, const std::string& measure,
               const std::vector<engine::RunImage>& images) {
    std::map<int, int64_t> wanted;  // images by class
    for (const auto& i : images) ++wanted[i.label];
    std::set<int64_t> rows;
    for (const auto& m : storage::MethodRepository(db_).all())
      if (m.method == method && m.profile == request_.options.profile) rows.insert(m.id);
    storage::SimilarityRepository similarities(db_);
    for (const auto& key : similarities.keys(dataset_.id)) {
      if (key.measure != measure || key.target != request_.options.classes.front() ||
          rows.count(key.method) == 0)
        continue;
      if (std::all_of(wanted.begin(), wanted.end(), [&](const auto& of_class) {
            return pairs(similarities.matrix(key, of_class.first), of_class.second);
          }))
        return true;
    }
    return false;
  }

  // Whether every two of the chosen models were compared on that many images.
  bool pairs(const std::vector<storage::Similarity>& matrix, int64_t images) const {
    const std::set<int64_t> chosen(request_.models.begin(), request_.models.end());
    const auto fits = [&](const auto& s) {
      return s.images >= images && chosen.count(s.model_a) && chosen.count(s.model_b);
    };
    const size_t n = chosen.size();
    return static_cast<size_t>(std::count_if(matrix.begin(), matrix.end(), fits)) == n * (n - 1) / 2;
  }

  void measure() {
    std::set<int64_t> entries;
    for (const auto& image : engine::chosen_images(db_, dataset_, request_.images))
      entries.insert(image.entry);
    const auto summary = engine::measure_attention(
        db_, dataset_.id, request_.threshold,
        [&](size_t done, size_t all) {
          report(kSimilarity, 1, done, all, fmt::format("measuring attention at {:.2f}", request_.threshold));
          return control_.cancelled();
        },
        entries);
    outcome_.problems.insert(outcome_.problems.end(), summary.problems.begin(), summary.problems.end());
  }

  void report(double from, double to, size_t done, size_t all, const std::string& what) {
    control_.report(
        from + (to - from) * static_cast<double>(done) / static_cast<double>(std::max<size_t>(all, 1)),
        QString::fromStdString(what));
  }

  engine::Registry& registry_;
  storage::Database& db_;
  const TaskRequest& request_;
  JobControl& control_;
  const storage::Dataset dataset_;
  TaskOutcome outcome_;
};

}  // namespace

TaskOutcome run_task(engine::Registry& registry, const std::filesystem::path& file,
                     const TaskRequest& request, JobControl& control) {
  if (!std::filesystem::exists(file)) throw Error(file.string() + " is gone; put it back or open another");
  auto db = storage::Database::create_or_open(file);
  return TaskRun(registry, db, request, control).run();
}

}  // namespace vantage::viewer
