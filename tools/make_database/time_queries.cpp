// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"
#include "tools/bench/measure.hpp"
#include "tools/make_database/make_database.hpp"

namespace vantage::make_database {
namespace {

constexpr int kRounds = 15;

// `ask(n)` returns the number of rows; n differs from round to round, so that no answer is only a repetition.
template <typename Ask>
void time(const char* what, Ask&& ask) {
  bench::Series series;
  size_t rows = 0;
  for (int n = 0; n < kRounds; ++n) series.times.push_back(bench::seconds([&] { rows = ask(n); }));
  fmt::print("{:<52} {:>7} rows {:>8.2f} ms {:>8.2f} ms\n", what, rows, 1e3 * series.median(),
             1e3 * *std::max_element(series.times.begin(), series.times.end()));
}

}  // namespace

void time_queries(const std::filesystem::path& file) {
  auto db = storage::Database::create_or_open(file, {5000, /*read_only=*/true});
  storage::DatasetRepository datasets(db);
  const auto known = datasets.find(kDataset);
  if (!known) throw storage::Error("the file was not made by make_database: it has no data set 'made'");
  const auto set = known->id;
  storage::Views views(db);
  storage::AccuracyRepository accuracies(db);
  storage::LayoutRepository layouts(db);
  storage::SimilarityRepository similarities(db);
  storage::LabelRepository labels(db);
  storage::ExplanationRepository explanations(db);
  const auto models = storage::ModelRepository(db).all();
  const auto classes = datasets.classes(set);
  const auto keys = similarities.keys(set);
  const auto methods = storage::MethodRepository(db).all();
  const auto size = datasets.size(set);
  const auto model = [&](int n) { return models[static_cast<size_t>(n) % models.size()]; };
  const auto cls = [&](int n) { return classes[static_cast<size_t>(n) * 61 % classes.size()]; };
  const auto settings = [&](int n) {
    const auto found = std::find_if(methods.begin(), methods.end(),
                                    [&](const auto& m) { return m.layer == model(n).default_layer; });
    return found == methods.end() ? storage::Method() : *found;
  };

  fmt::print("{:<52} {:>12} {:>11} {:>11}\n", "query", "", "median", "longest");
  time("accuracy of every model", [&](int) { return views.models(set).size(); });
  time("accuracy of every model on every root", [&](int) { return views.roots(set).size(); });
  time("accuracy of one model on every class", [&](int n) {
    return accuracies.rows(set, {model(n).id, {}, {}}).size();
  });
  time("accuracy of every model on the classes of a root", [&](int n) {
    return accuracies.rows(set, {{}, {}, cls(n).root}).size();
  });
  time("accuracy of every model on every class", [&](int) { return accuracies.rows(set).size(); });
  time("layouts of a model", [&](int n) { return layouts.of(set, model(n).id, "fp32").size(); });
  time("classes with their sizes", [&](int) { return views.classes(set).size(); });
  time("images of a class", [&](int n) { return views.images(set, cls(n).cls).size(); });
  time("results of a class", [&](int n) { return views.results(set, cls(n).cls).size(); });
  time("results of an image", [&](int n) { return views.results_of(n * 997 % size + 1).size(); });
  time("kinds of similarity", [&](int) { return similarities.keys(set).size(); });
  if (!keys.empty())
    time("similarity matrix of a class",
         [&](int n) { return similarities.matrix(keys[0], cls(n).cls).size(); });
  time("failures", [&](int) { return storage::FailureRepository(db).all().size(); });
  time("progress of a model", [&](int n) { return views.progress(set, model(n).id).maps.size(); });
  time("for the runner: entries of a model that are done",
       [&](int n) { return labels.done(set, model(n).id, "fp32").size(); });
  time("for the runner: maps of a model that are there",
       [&](int n) { return explanations.done(model(n).id, settings(n), "fp32", 0).size(); });
}

}  // namespace vantage::make_database
