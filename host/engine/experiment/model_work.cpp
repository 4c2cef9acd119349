// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/model_work.hpp"

#include <algorithm>

#include "host/engine/experiment/records.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {

ModelWork::ModelWork(std::unique_ptr<OpenModel> model, int64_t row, const std::vector<const Method*>& methods,
                     const ExplainOptions& options, storage::Database& database, int64_t dataset)
    : model_(std::move(model)),
      row_(row),
      plan_(*model_, methods, options),
      database_(database),
      predicted_(storage::LabelRepository(database).done(dataset, row, model_->info().precision)) {}

bool ModelWork::needs_prediction(const RunImage& image) const {
  return !std::binary_search(predicted_.begin(), predicted_.end(), image.entry);
}

std::vector<int64_t> ModelWork::missing(const ExplainPlan::Bound& b, const RunImage& image,
                                        int64_t predicted) {
  auto classes = plan_.classes_for(predicted, image.label);
  storage::ExplanationRepository explanations(database_);
  const auto known = [&](int64_t cls) {
    auto key = key_of(*model_, b, plan_.options(), cls);
    key.model = row_;
    key.image = image.image;
    return explanations.contains(key);
  };
  classes.erase(std::remove_if(classes.begin(), classes.end(), known), classes.end());
  return classes;
}

ModelWork::Counts ModelWork::count(const RunImage& image) {
  Counts n;
  const bool unpredicted = needs_prediction(image);
  int64_t predicted = -1;
  if (!unpredicted) {
    const auto p = storage::PredictionRepository(database_).find(row_, image.image, model_->info().precision);
    if (p) predicted = p->top5[0].first;
  }
  (unpredicted ? n.missing : n.existing) += 1;
  const bool unknown = unpredicted && plan_.explains_prediction();
  for (const auto& b : plan_.methods()) {
    if (!b.failure.empty()) continue;
    const auto all = static_cast<int64_t>(plan_.classes_for(predicted, image.label).size());
    const auto lacking = static_cast<int64_t>(missing(b, image, predicted).size());
    n.missing += lacking + unknown;
    n.existing += all - lacking;
  }
  return n;
}

}  // namespace vantage::engine
