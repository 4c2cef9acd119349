// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/testing/small_maps.hpp"

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using namespace storage;

const MethodSettings kGradCam{"grad-cam", "1.0.0", "relu=true", "paper", ""};

}  // namespace

void add_small_maps(Database& db) {
  const auto dataset = DatasetRepository(db).find("small")->id;
  const auto entry = DatasetRepository(db).of_class(dataset, 0).front();
  for (const Model& m : ModelRepository(db).all()) {
    Explanation e;
    static_cast<MethodSettings&>(e) = kGradCam;
    e.run = RunRepository(db).all().front().id;
    e.model = m.id;
    e.image = entry.image;
    e.cls = entry.cls;
    e.height = 1;
    e.width = 2;
    e.map = m.name == "resnet18" ? std::vector<float>{1, 0} : std::vector<float>{0, 1};
    ExplanationRepository(db).put(e);
  }
}

void add_small_similarities(Database& db) {
  SimilarityKey key;
  key.dataset = DatasetRepository(db).find("small")->id;
  key.method = MethodRepository(db).upsert(kGradCam);
  key.measure = "l1";
  key.target = "label";
  const auto put = [&](int64_t a, int64_t b, int64_t images, double mean) {
    Similarity s{key};
    s.cls = 0;
    s.model_a = a;
    s.model_b = b;
    s.images = images;
    s.mean = mean;
    SimilarityRepository(db).put(s);
  };
  const auto models = ModelRepository(db).all();
  put(models[0].id, models[1].id, 4, 0.5);
  put(models[0].id, models[2].id, 4, 0.1);
  put(models[1].id, models[2].id, 3, 0.4);
}

}  // namespace vantage::viewer
