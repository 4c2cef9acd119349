// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/testing/explained_database.hpp"

#include "core/files.hpp"
#include "core/overlay.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

storage::Explanation explanation(const storage::Model& model, const storage::DatasetEntry& entry,
                                 const std::string& method) {
  storage::Explanation e;
  e.method = method;
  e.version = "1.0";
  e.parameters = "relu=true";
  e.profile = "paper";
  e.model = model.id;
  e.image = entry.image;
  e.cls = entry.cls;
  e.run = 1;
  e.probability = 0.7;
  e.height = 1;
  e.width = 4;
  for (int x = 0; x < 4; ++x) e.map.push_back(x >= 4 - model.id ? 1.0f : 0.0f);
  return e;
}

}  // namespace

ExplainedDatabase::ExplainedDatabase() : small_(pictures_.path()) {
  cv::Mat rgb(224, 224, CV_8UC3, cv::Scalar(255, 0, 0));
  rgb(cv::Rect(112, 0, 112, 224)).setTo(cv::Scalar(0, 0, 255));
  for (int n = 0; n < 24; ++n) core::write_atomically(picture(n), core::encode_png(rgb));
  storage::Database db = open();
  storage::DatasetRepository datasets(db);
  storage::ExplanationRepository explanations(db);
  auto batch = db.begin();
  const auto tenches = datasets.of_class(datasets.find("small")->id, 0);
  for (const auto& e : tenches)
    for (const auto& model : storage::ModelRepository(db).all())
      explanations.put(explanation(model, e, "grad-cam"));
  explanations.put(explanation(storage::ModelRepository(db).all().front(), tenches.front(), "score-cam"));
  batch.commit();
}

void ExplainedDatabase::explain(int64_t position, const std::string& model, const std::string& method) const {
  storage::Database db = open();
  storage::DatasetRepository datasets(db);
  datasets.for_each(datasets.find("small")->id, [&](const auto& entry) {
    if (entry.position != position) return;
    for (const auto& m : storage::ModelRepository(db).all())
      if (m.name == model) storage::ExplanationRepository(db).put(explanation(m, entry, method));
  });
}

}  // namespace vantage::viewer
