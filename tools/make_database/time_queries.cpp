// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"
#include "tools/bench/measure.hpp"
#include "tools/make_database/make_database.hpp"

namespace vantage::make_database {
namespace {

constexpr int kRounds = 15;

// Median times, by the clock and of the processor, which tells a slow query from a busy machine. `ask(n)`
// returns the number of rows; n differs from round to round, so that no answer is only a repetition.
template <typename Ask>
void time(const char* what, Ask&& ask) {
  bench::Series wall, processor;
  size_t rows = 0;
  for (int n = 0; n < kRounds; ++n) {
    const auto start = std::clock();
    wall.times.push_back(bench::seconds([&] { rows = ask(n); }));
    processor.times.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  fmt::print("{:<52} {:>7} rows {:>8.2f} ms {:>8.2f} ms\n", what, rows, 1e3 * wall.median(),
             1e3 * processor.median());
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

  fmt::print("{:<52} {:>12} {:>11} {:>11}\n", "query", "", "median", "processor");
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
