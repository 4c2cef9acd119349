// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/testing/small_database.hpp"

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using namespace storage;

constexpr int kPerClass = 4;

std::vector<DatasetClass> classes() {
  return {{0, "n1", "tench, Tinca tinca", "animal"},
          {1, "n2", "hen", "animal"},
          {2, "n3", "church, church building", "building"},
          {3, "n4", "castle", "building"},
          {4, "n5", "rose", "plant"},
          {5, "n6", "oak", "plant"}};
}

std::string digits(char letter, size_t n) {
  const std::string text = std::to_string(n);
  return std::string(64 - text.size(), letter) + text;
}

storage::Model model(const std::string& name, size_t n) {
  storage::Model m;
  m.name = m.architecture = name;
  m.weights_sha256 = digits('a', n);
  m.loader = "zoo";
  m.loader_version = "1.0";
  m.classes = 6;
  m.input_height = m.input_width = m.resize = 224;
  m.std = {1, 1, 1};
  m.parameter_count = static_cast<int64_t>(n) * 10000000;
  m.macs = static_cast<int64_t>(n) * 700000000;
  return m;
}

std::vector<DatasetEntry> entries(Database& db, const std::filesystem::path& pictures) {
  std::vector<DatasetEntry> all;
  for (size_t n = 0; n < classes().size() * kPerClass; ++n) {
    DatasetEntry e;
    e.path = (pictures / ("image" + std::to_string(n) + ".png")).string();
    e.image = ImageRepository(db).upsert({0, e.path, digits('b', n), 64, 48});
    e.cls = static_cast<int>(n) / kPerClass;
    all.push_back(e);
  }
  return all;
}

// The label with 0.7 where it is right, else the next class with 0.7 and the label with 0.2.
void predict(Database& db, int64_t run, int64_t model, const DatasetEntry& e, bool right) {
  const int other = (e.cls + 1) % 6;
  Prediction p;
  p.run = run;
  p.model = model;
  p.image = e.image;
  p.top5 = right ? std::vector<std::pair<int, double>>{{e.cls, 0.7}, {other, 0.2}}
                 : std::vector<std::pair<int, double>>{{other, 0.7}, {e.cls, 0.2}};
  const auto id = PredictionRepository(db).put(p);
  (void)LabelRepository(db).put({e.id, id, right ? 0.7 : 0.2, right ? 1 : 2});
}

}  // namespace

SmallDatabase::SmallDatabase(const std::filesystem::path& pictures) : file_(folder_ / "small.db") {
  Database db = open();
  auto batch = db.begin();
  const auto run =
      RunRepository(db).add({0, "vantage run", "0.1.0", "2026-11-24T00:42:30Z", 0, 1, "", "", ""});
  const auto dataset = DatasetRepository(db).put({0, "small", "/set", ""}, classes(), entries(db, pictures));
  std::vector<DatasetEntry> all;
  DatasetRepository(db).for_each(dataset, [&](const DatasetEntry& e) { all.push_back(e); });
  size_t n = 0;
  for (const auto& [name, right] : kRight) {
    const auto row = ModelRepository(db).upsert(model(name, ++n));
    for (const auto& e : all)
      predict(db, run, row, e, e.position % kPerClass < right[static_cast<size_t>(e.cls)]);
  }
  AccuracyRepository(db).refresh(dataset);
  batch.commit();
}

void add_class_sums(Database& db) {
  const auto dataset = DatasetRepository(db).find("small")->id;
  for (const auto& m : ModelRepository(db).all())
    for (int cls = 0; cls < 6; ++cls) {
      ClassSum sum{dataset, m.id, "fp32", cls, kPerClass, {}};
      for (int other = 0; other < 6; ++other)
        sum.sums.push_back(to_fixed(kPerClass * (other == cls           ? 0.6
                                                 : other / 2 == cls / 2 ? 0.3
                                                                        : 0.025 + 0.001 * m.id)));
      ClassSumRepository(db).add(sum);
    }
}

}  // namespace vantage::viewer
