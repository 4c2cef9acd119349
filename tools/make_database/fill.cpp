// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "tools/bench/measure.hpp"
#include "tools/make_database/make_database.hpp"

namespace vantage::make_database {
namespace {

namespace fs = std::filesystem;

constexpr int kBatch = 1000;  // images a transaction
constexpr double kThreshold = 0.5;

int64_t add_run(storage::Database& db) {
  return storage::RunRepository(db).add(
      {0, "make_database", "", "2000-01-01T00:00:00Z", 0, 1, "", "", "invented"});
}

void say(const char* what, int64_t rows, double seconds) {
  fmt::print("{:<40} {:>9} rows {:>8.1f} s {:>9.0f} rows/s\n", what, rows, seconds,
             static_cast<double>(rows) / seconds);
}

int64_t register_dataset(storage::Database& db, const Size& size) {
  auto batch = db.begin();
  storage::ImageRepository images(db);
  std::vector<storage::DatasetEntry> entries;
  for (int i = 0; i < size.images; ++i) {
    const auto row = image(size, i);
    entries.push_back({0, 0, images.upsert(row), row.path, label(size, i), "val", "", {box(i)}});
  }
  const auto id = storage::DatasetRepository(db).put({0, kDataset, "/made", ""}, classes(size), entries);
  batch.commit();
  return id;
}

std::vector<storage::DatasetEntry> entries_of(storage::Database& db) {
  storage::DatasetRepository datasets(db);
  std::vector<storage::DatasetEntry> entries;
  datasets.for_each(datasets.find(kDataset)->id, [&](const auto& e) { entries.push_back(e); });
  return entries;
}

// One batch of one model: predictions, labels and, for each class that occurs, its sum.
class Predicting {
 public:
  Predicting(storage::Database& db, const Size& size, int64_t dataset, int64_t run)
      : size_(size), dataset_(dataset), run_(run), predictions_(db), labels_(db), sums_(db) {}

  void operator()(int m, int64_t model, const storage::DatasetEntry* begin,
                  const storage::DatasetEntry* end) {
    std::map<int, storage::ClassSum> sums;
    for (const auto* e = begin; e != end; ++e) {
      const auto c = confidences(size_, m, static_cast<int>(e->position));
      storage::Prediction p{0, run_, model, e->image, "fp32", 0.01, c.few};
      p.top5.resize(std::min<size_t>(5, p.top5.size()));
      const int rank = c.rank_of(e->cls);
      const auto id = predictions_.put(p);
      if (!labels_.put({e->id, id, c.of(e->cls), rank ? rank : static_cast<int>(c.few.size()) + 1})) continue;
      auto& sum = sums[e->cls];
      if (sum.sums.empty())
        sum = {dataset_, model, "fp32", e->cls, 0, std::vector<int64_t>(static_cast<size_t>(size_.classes))};
      ++sum.images;
      const auto rest = storage::to_fixed(c.rest);
      for (auto& s : sum.sums) s += rest;
      for (const auto& [cls, confidence] : c.few)
        sum.sums[static_cast<size_t>(cls)] += storage::to_fixed(confidence) - rest;
    }
    for (const auto& [cls, sum] : sums) sums_.add(sum);
  }

 private:
  Size size_;
  int64_t dataset_, run_;
  storage::PredictionRepository predictions_;
  storage::LabelRepository labels_;
  storage::ClassSumRepository sums_;
};

// `body(first, last)` for every batch of entries, each in a transaction.
template <typename Body>
void in_batches(storage::Database& db, const std::vector<storage::DatasetEntry>& entries, Body&& body) {
  for (size_t i = 0; i < entries.size(); i += kBatch) {
    auto batch = db.begin();
    body(entries.data() + i, entries.data() + std::min(entries.size(), i + kBatch));
    batch.commit();
  }
}

}  // namespace

void write_predictions(const fs::path& file, const Size& size) {
  auto db = storage::Database::create_or_open(file);
  int64_t dataset = 0;
  say("data set", size.images, bench::seconds([&] { dataset = register_dataset(db, size); }));
  const auto entries = entries_of(db);
  const auto run = add_run(db);
  Predicting predict(db, size, dataset, run);
  say("predictions with labels and sums", int64_t{size.models} * size.images, bench::seconds([&] {
        for (int m = 0; m < size.models; ++m) {
          const auto id = storage::ModelRepository(db).upsert(model(size, m));
          in_batches(db, entries, [&](const auto* begin, const auto* end) { predict(m, id, begin, end); });
        }
      }));
}

void write_explanations(const fs::path& file, const Size& size) {
  const auto before = fs::file_size(file);
  const auto maps = int64_t{size.models} * size.images * size.methods;
  const double seconds = bench::seconds([&] {
    auto db = storage::Database::create_or_open(file);
    storage::ExplanationRepository explanations(db);
    const auto entries = entries_of(db);
    storage::Explanation e;
    e.run = add_run(db);
    e.height = e.width = size.maps;
    for (int m = 0; m < size.models; ++m) {
      const auto known = model(size, m);
      e.model = storage::ModelRepository(db).upsert(known);
      in_batches(db, entries, [&](const auto* begin, const auto* end) {
        for (const auto* entry = begin; entry != end; ++entry)
          for (int x = 0; x < size.methods; ++x) {
            static_cast<storage::MethodSettings&>(e) = method(x);
            e.layer = known.default_layer;
            e.image = entry->image;
            e.cls = entry->cls;
            e.probability = confidences(size, m, static_cast<int>(entry->position)).of(e.cls);
            e.logit = 10 * e.probability;
            e.seconds = 0.001;
            e.map = map(size, m, static_cast<int>(entry->position), x);
            explanations.put(e);
          }
      });
    }
  });
  say("maps", maps, seconds);
  fmt::print("{:.0f} bytes of the file a map of {} x {}\n",
             static_cast<double>(fs::file_size(file) - before) / static_cast<double>(maps), size.maps,
             size.maps);
}

void write_analyses(const fs::path& file, const Size& size) {
  auto db = storage::Database::create_or_open(file);
  const auto dataset = storage::DatasetRepository(db).find(kDataset)->id;
  say("accuracies refreshed", int64_t{size.models} * size.images,
      bench::seconds([&] { storage::AccuracyRepository(db).refresh(dataset); }));
  auto batch = db.begin();
  const auto models = storage::ModelRepository(db).all();
  for (const auto& m : models) {
    storage::Layout l{dataset, m.id, "fp32", 30, 0, 1.5, {}, {}};
    for (int c = 0; c < size.classes; ++c) {
      l.classes.push_back(c);
      const auto shares = map({1, 1, 1, 1, 2}, static_cast<int>(m.id), c, 0);
      l.points.insert(l.points.end(), {shares[0], shares[3]});
    }
    storage::LayoutRepository(db).put(l);
  }
  storage::SimilarityRepository similarities(db);
  int64_t cells = 0;
  const double seconds = bench::seconds([&] {
    for (int x = 0; x < size.methods; ++x) {
      const storage::SimilarityKey key{
          dataset, storage::MethodRepository(db).upsert(method(x)), "l1", "fp32", 0, "label"};
      for (int c = -1; c < size.classes; ++c)
        for (const auto& a : models)
          for (const auto& b : models)
            if (a.id < b.id) {
              similarities.put({key, c, a.id, b.id, size.images / size.classes + 1, 1.0 / (1 + b.id - a.id)});
              ++cells;
            }
    }
    batch.commit();
  });
  if (cells > 0) say("similarities", cells, seconds);
}

}  // namespace vantage::make_database
