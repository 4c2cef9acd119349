// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/task_rows.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "host/viewer/query/method_match.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"

namespace vantage::viewer {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr int kNoClass = -1;

// -1: the target is no class that is known.
int target_class(const std::string& target, int label, int predicted) {
  if (target == "label") return label;
  if (target == "predicted") return predicted;
  int cls = kNoClass;
  const auto end = target.data() + target.size();
  const auto read = std::from_chars(target.data(), end, cls);
  return read.ec == std::errc() && read.ptr == end ? cls : kNoClass;
}

// Adds the rows of images to those that are there.
class Gatherer {
 public:
  Gatherer(storage::Database& db, TaskRows& rows) : views_(db), rows_(rows) {
    const auto methods = storage::MethodRepository(db).all();
    if (rows.method.empty()) rows.method = rows.question.method.id;
    if (rows.method.empty() && !methods.empty()) rows.method = methods.front().method;
    MethodChoice choice = rows.question.method;
    choice.id = rows.method;
    std::map<int64_t, std::string> layers;
    for (const auto& m : storage::ModelRepository(db).all()) layers[m.id] = m.default_layer;
    const auto& q = rows.question;
    for (size_t i = 0; i < q.models.size(); ++i) {
      const int64_t id = rows.catalogue->models[q.models[i]].id;
      place_[id] = i;
      for (const auto& m : methods)
        if (matches(m, choice, q.profile, q.layer, layers[id])) fits_.insert({id, m.id});
    }
  }

  void add(const storage::DatasetEntry& e) {
    const auto image = static_cast<uint32_t>(rows_.images.size());
    first_of_[e.id] = rows_.rows.size();
    rows_.images.push_back({e.position, e.image, e.cls, e.path});
    for (const size_t model : rows_.question.models) {
      TaskRows::Row row;
      row.image = image;
      row.model = static_cast<uint16_t>(model);
      rows_.rows.push_back(row);
    }
  }

  void fill(const storage::Result& r) {
    const auto model = place_.find(r.model);
    const auto first = first_of_.find(r.entry);
    if (r.precision != rows_.catalogue->precision || model == place_.end() || first == first_of_.end())
      return;
    TaskRows::Row& row = rows_.rows[first->second + model->second];
    row.predicted = r.predicted;
    row.confidence = static_cast<float>(r.confidence);
    const int cls = target_class(rows_.question.target, r.label, r.predicted);
    for (const auto& map : r.maps) {
      if (map.cls != cls || !fits_.contains({r.model, map.method})) continue;
      row.explanation = map.explanation;
      row.explained = map.cls;
      ++rows_.explained;
      break;
    }
  }

  void read_class(int cls) {
    const auto& q = rows_.question;
    for (const auto& e : views_.images(rows_.catalogue->dataset_id, cls, {-1, q.per_class})) add(e);
    for (const auto& r : views_.results(rows_.catalogue->dataset_id, cls, {-1, q.per_class})) fill(r);
  }

  void read_images(storage::Database& db) {
    storage::DatasetRepository entries(db);
    for (const int64_t position : rows_.question.images) {
      const auto e = entries.at(rows_.catalogue->dataset_id, position);
      if (!e) continue;
      add(*e);
      for (const auto& r : views_.results_of(e->id)) fill(r);
    }
  }

 private:
  storage::Views views_;
  TaskRows& rows_;
  std::map<int64_t, size_t> place_;             // of a model's id in the question
  std::set<std::pair<int64_t, int64_t>> fits_;  // model and method
  std::map<int64_t, size_t> first_of_;          // an entry's first row
};

}  // namespace

TaskQuestion task_question(const AnalysisState& s, const Catalogue& c) {
  TaskQuestion q;
  const auto add_model = [&](const std::string& name) {
    const size_t model = c.model_index(name);
    if (model != Catalogue::kNone) q.models.push_back(model);
  };
  q.single_model = s.workflow.task != Task::compare_models;
  if (!q.single_model)
    for (const auto& name : s.selection.models) add_model(name);
  else if (!s.selection.models.empty())
    add_model(s.selection.models.front());
  if (q.models.empty() && !q.single_model)
    for (size_t m = 0; m < c.models.size(); ++m) q.models.push_back(m);
  if (q.models.empty()) add_model(s.pin.model);
  if (q.models.empty() && c.models.size() == 1) q.models.push_back(0);

  const auto add_class = [&](int cls) {
    if (c.class_index(cls) != Catalogue::kNone) q.classes.push_back(cls);
  };
  for (const int cls : s.selection.classes) add_class(cls);
  if (q.classes.empty()) add_class(s.pin.cls);
  if (!q.single_model) q.images = s.selection.images;
  q.per_class = s.request.images;
  if (!s.request.methods.empty()) q.method = s.request.methods.front();
  q.profile = s.request.profile;
  q.layer = s.request.layer;
  q.target = s.request.target;
  return q;
}

float TaskRows::model_accuracy(const Row& row) const {
  return row.model < model_accuracies_.size() ? model_accuracies_[row.model] : kNaN;
}

float TaskRows::class_accuracy(const Row& row) const {
  const size_t cls = class_place(image_of(row).cls);
  if (cls == Catalogue::kNone) return kNaN;
  const core::ClassCounts& counts = catalogue->at(row.model, cls);
  return counts.images > 0
             ? static_cast<float>(static_cast<double>(counts.top1) / static_cast<double>(counts.images))
             : kNaN;
}

const std::string& TaskRows::class_name(int cls) const {
  static const std::string kUnknown = "\u2013";
  const size_t place = class_place(cls);
  return place == Catalogue::kNone ? kUnknown : catalogue->classes[place].name;
}

size_t TaskRows::class_place(int cls) const {
  return cls >= 0 && static_cast<size_t>(cls) < class_places_.size() ? class_places_[static_cast<size_t>(cls)]
                                                                     : Catalogue::kNone;
}

void TaskRows::index_catalogue() {
  model_accuracies_.clear();
  for (size_t m = 0; m < catalogue->models.size(); ++m)
    model_accuracies_.push_back(static_cast<float>(catalogue->accuracy(m).top1));
  if (catalogue->classes.empty()) return;
  class_places_.assign(static_cast<size_t>(catalogue->classes.back().cls) + 1, Catalogue::kNone);
  for (size_t k = 0; k < catalogue->classes.size(); ++k)
    class_places_[static_cast<size_t>(catalogue->classes[k].cls)] = k;
}

void read_rows(storage::Database& db, TaskRows& rows, size_t count) {
  if (rows.images.empty()) rows.index_catalogue();
  Gatherer gatherer(db, rows);
  if (!rows.question.images.empty()) {
    gatherer.read_images(db);
    return;
  }
  for (const size_t end = rows.rows.size() + count; rows.rows.size() < end && !rows.complete();)
    gatherer.read_class(rows.question.classes[rows.next_class++]);
}

}  // namespace vantage::viewer
