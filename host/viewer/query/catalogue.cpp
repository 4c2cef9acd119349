// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/catalogue.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"

namespace vantage::viewer {
namespace {

template <typename Items, typename Same>
size_t place_of(const Items& items, Same same) {
  const auto found = std::find_if(items.begin(), items.end(), same);
  return found == items.end() ? Catalogue::kNone : static_cast<size_t>(found - items.begin());
}

std::string chosen(const std::vector<std::string>& there, const std::string& wanted) {
  if (there.empty()) return "";
  return std::find(there.begin(), there.end(), wanted) == there.end() ? there.front() : wanted;
}

// Whole words alone are left out: resnet18 and resnet34 stay.
void shorten_names(std::vector<Catalogue::Model>& models) {
  size_t shared = models.size() < 2 ? 0 : models[0].name.find_last_of("_-") + 1;
  for (const auto& m : models)
    while (shared > 0 &&
           (m.name.size() == shared || m.name.compare(0, shared, models[0].name, 0, shared) != 0))
      shared = shared < 2 ? 0 : models[0].name.find_last_of("_-", shared - 2) + 1;
  for (auto& m : models) m.short_name = m.name.substr(shared);
}

// Two checkpoints may have been given one name: the later in the file gets a number.
void add_models(Catalogue& c, storage::Database& db) {
  std::map<std::string, int> seen;
  for (const storage::Model& m : storage::ModelRepository(db).all()) {
    const int n = ++seen[m.name];
    c.models.push_back({m.id,
                        n == 1 ? m.name : m.name + " (" + std::to_string(n) + ")",
                        m.architecture,
                        m.parameter_count,
                        m.macs,
                        0,
                        {}});
  }
  shorten_names(c.models);
}

// The first of a class's synonyms; its index behind it where another class has the same ("crane" is a bird
// and a machine).
void name_classes(std::vector<Catalogue::Class>& classes) {
  std::map<std::string, int> times;
  for (auto& c : classes) {
    c.name = c.label.substr(0, c.label.find(','));
    if (c.name.empty()) c.name = "class " + std::to_string(c.cls);
    ++times[c.name];
  }
  for (auto& c : classes)
    if (times[c.name] > 1) c.name += " #" + std::to_string(c.cls);
}

void add_classes(Catalogue& c, storage::Database& db) {
  const auto sizes = storage::Views(db).classes(c.dataset_id);
  std::set<std::string> roots;
  for (const auto& s : sizes) roots.insert(s.root);
  c.roots.assign(roots.begin(), roots.end());
  for (const auto& s : sizes) c.classes.push_back({s.cls, s.label, "", c.root_index(s.root), s.images});
  std::sort(c.classes.begin(), c.classes.end(), [](const auto& a, const auto& b) { return a.cls < b.cls; });
  name_classes(c.classes);
}

void add_counts(Catalogue& c, storage::Database& db, const std::string& precision) {
  const auto rows = storage::AccuracyRepository(db).rows(c.dataset_id);
  std::set<std::string> precisions;
  for (const auto& r : rows) precisions.insert(r.precision);
  c.precisions.assign(precisions.begin(), precisions.end());
  c.precision = chosen(c.precisions, precision);

  c.counts.resize(c.models.size() * c.classes.size());
  for (size_t m = 0; m < c.models.size(); ++m)
    for (size_t k = 0; k < c.classes.size(); ++k) c.counts[m * c.classes.size() + k].cls = c.classes[k].cls;
  std::map<int64_t, size_t> row_of;
  for (size_t m = 0; m < c.models.size(); ++m) row_of[c.models[m].id] = m;
  for (const auto& r : rows) {
    const auto model = row_of.find(r.model);
    const size_t cls = c.class_index(r.cls);
    if (r.precision != c.precision || model == row_of.end() || cls == Catalogue::kNone) continue;
    c.counts[model->second * c.classes.size() + cls] = {r.cls, r.images, r.top1, r.top5, r.probability_sum};
    c.models[model->second].images += r.images;
  }
}

}  // namespace

size_t Catalogue::model_index(const std::string& name) const {
  return place_of(models, [&](const Model& m) { return m.name == name; });
}

size_t Catalogue::class_index(int cls) const {
  const auto found = std::lower_bound(classes.begin(), classes.end(), cls,
                                      [](const Class& c, int wanted) { return c.cls < wanted; });
  return found != classes.end() && found->cls == cls ? static_cast<size_t>(found - classes.begin()) : kNone;
}

size_t Catalogue::root_index(const std::string& name) const {
  return place_of(roots, [&](const std::string& root) { return root == name; });
}

core::Accuracy Catalogue::accuracy(size_t model, size_t root) const {
  std::vector<core::ClassCounts> of_root;
  for (size_t k = 0; k < classes.size(); ++k)
    if (root == kNone || classes[k].root == root) of_root.push_back(at(model, k));
  return core::accuracy(of_root);
}

bool Catalogue::has_accuracies() const {
  return std::any_of(models.begin(), models.end(), [](const Model& m) { return m.images > 0; });
}

std::shared_ptr<const Catalogue> load_catalogue(storage::Database& db, const Source& source) {
  auto c = std::make_shared<Catalogue>();
  add_models(*c, db);
  for (const auto& d : storage::DatasetRepository(db).all()) c->datasets.push_back(d.name);
  c->dataset = chosen(c->datasets, source.dataset);
  if (c->dataset.empty()) return c;
  c->dataset_id = storage::DatasetRepository(db).find(c->dataset)->id;
  if (const auto methods = storage::MethodRepository(db).all(); !methods.empty())
    c->first_method = methods.front().method;
  add_classes(*c, db);
  add_counts(*c, db, source.precision);
  return c;
}

}  // namespace vantage::viewer
