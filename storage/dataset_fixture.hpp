// SPDX-License-Identifier: Apache-2.0
// What the tests of data sets share: five pictures of two classes, and models of three.
#pragma once

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {

inline Image picture(int n) {
  return {0, "p" + std::to_string(n) + ".jpg", std::string(63, '0') + "0123456789abcdef"[n], 64, 48};
}

inline Model network(const std::string& name) {
  Model m = resnet();
  m.name = m.architecture = name;
  m.classes = 3;
  return m;
}

inline std::vector<DatasetClass> two_classes() {
  return {{0, "n01440764", "tench", "animal"}, {1, "n03028079", "church", "building"}};
}

// Pictures 0, 1, 2 are tench, 3 and 4 churches; their rows are put into `db`. Picture 3 has a box.
inline std::vector<DatasetEntry> five_entries(Database& db) {
  std::vector<DatasetEntry> entries;
  for (int n = 0; n < 5; ++n) {
    DatasetEntry e;
    e.image = ImageRepository(db).upsert(picture(n));
    e.path = "/set/" + picture(n).path;
    e.cls = n < 3 ? 0 : 1;
    e.split = "val";
    if (n == 3) e.boxes = {{1, 2, 30.5, 40}};
    entries.push_back(e);
  }
  return entries;
}

inline int64_t small_set(Database& db) {
  return DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), five_entries(db));
}

inline std::vector<DatasetEntry> entries_of(Database& db, int64_t dataset) {
  std::vector<DatasetEntry> entries;
  DatasetRepository(db).for_each(dataset, [&](const DatasetEntry& e) { entries.push_back(e); });
  return entries;
}

// As the runner does it: prediction, label and sum of one entry together. Confidences of three classes in
// eighths, so that every sum is exact.
inline void count(Database& db, int64_t run, int64_t model, const DatasetEntry& e,
                  std::array<int, 3> eighths) {
  auto batch = db.begin();
  std::vector<std::pair<int, double>> top;
  ClassSum sum;
  for (int c = 0; c < 3; ++c) {
    top.emplace_back(c, eighths[static_cast<size_t>(c)] / 8.0);
    sum.sums.push_back(to_fixed(top.back().second));
  }
  std::stable_sort(top.begin(), top.end(), [](auto& a, auto& b) { return a.second > b.second; });
  const auto id = PredictionRepository(db).put({0, run, model, e.image, "fp32", 0.5, top});
  const auto label = std::find_if(top.begin(), top.end(), [&](auto& t) { return t.first == e.cls; });
  if (LabelRepository(db).put({e.id, id, label->second, static_cast<int>(label - top.begin()) + 1})) {
    sum.dataset = DatasetRepository(db).find("small")->id;
    sum.model = model;
    sum.cls = e.cls;
    sum.images = 1;
    ClassSumRepository(db).add(sum);
  }
  batch.commit();
}

// dataset:class images [sums in eighths] of every class of a model.
inline std::string sums_of(Database& db, int64_t dataset, int64_t model) {
  std::string text;
  ClassSumRepository(db).for_each(dataset, model, "fp32", [&](const ClassSum& s) {
    text += std::to_string(s.cls) + ": " + std::to_string(s.images) + " [";
    for (const auto v : s.sums) text += std::to_string(v / (1 << 27)) + " ";
    text.back() = ']';
    text += "; ";
  });
  return text;
}

}  // namespace vantage::storage
