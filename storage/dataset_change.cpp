// SPDX-License-Identifier: Apache-2.0
// Making a data set be what is wanted while results stay with the entries that they belong to.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "storage/dataset_repositories.hpp"
#include "storage/dataset_rows.hpp"
#include "storage/error.hpp"

namespace vantage::storage {
namespace {

constexpr char kPutRow[] =
    "INSERT INTO datasets (name, source, sha256) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (name) DO UPDATE SET source = excluded.source, sha256 = excluded.sha256";
constexpr char kForgetClasses[] = "DELETE FROM dataset_classes WHERE dataset_id = ?1";
constexpr char kAddClass[] =
    "INSERT INTO dataset_classes (dataset_id, class, wnid, label, root) VALUES (?1, ?2, ?3, ?4, ?5)";

// Out of the way of what comes in their place: negative positions, and names that no file has.
constexpr char kSetAside[] =
    "UPDATE dataset_images SET position = -1 - position, path = position || '/' WHERE dataset_id = ?1";
constexpr char kKeep[] =
    "UPDATE dataset_images SET position = ?2, path = ?3, split = ?4, mask = ?5 WHERE id = ?1";
constexpr char kAdd[] =
    "INSERT INTO dataset_images (dataset_id, image_id, position, path, class, split, mask) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
constexpr char kForgetBoxes[] = "DELETE FROM boxes WHERE dataset_image_id = ?1";
constexpr char kAddBox[] =
    "INSERT INTO boxes (dataset_image_id, number, xmin, ymin, xmax, ymax) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

// What is still aside is gone. A sum cannot be taken back, so its class is counted from nothing again.
constexpr char kClassesToCountAgain[] =
    "SELECT DISTINCT d.class FROM dataset_images d WHERE d.dataset_id = ?1 AND d.position < 0 "
    "AND EXISTS (SELECT 1 FROM labelled_predictions l WHERE l.dataset_image_id = d.id)";
constexpr char kForgetSums[] = "DELETE FROM class_sums WHERE dataset_id = ?1 AND class = ?2";
constexpr char kForgetLabels[] =
    "DELETE FROM labelled_predictions WHERE dataset_image_id IN "
    "(SELECT id FROM dataset_images WHERE dataset_id = ?1 AND class = ?2)";
constexpr char kForgetEntries[] = "DELETE FROM dataset_images WHERE dataset_id = ?1 AND position < 0";
constexpr const char* kForgetDerived[] = {"DELETE FROM class_accuracy WHERE dataset_id = ?1",
                                          "DELETE FROM layouts WHERE dataset_id = ?1",
                                          "DELETE FROM similarities WHERE dataset_id = ?1"};

using Entries = std::vector<DatasetEntry>;

bool equal_but_for_id(const DatasetEntry& a, DatasetEntry b) {
  b.id = a.id;
  return a == b;
}

// For each wanted entry the one there that it is, or nullptr.
std::vector<const DatasetEntry*> matched(const Entries& wanted, const Entries& there, bool moved) {
  std::vector<const DatasetEntry*> matches(wanted.size(), nullptr);
  std::unordered_map<std::string_view, const DatasetEntry*> by_path;
  for (const auto& e : there) by_path.emplace(e.path, &e);
  for (size_t i = 0; i < wanted.size(); ++i) {
    const auto found = by_path.find(wanted[i].path);
    const auto* const same = moved ? &there[i] : found == by_path.end() ? nullptr : found->second;
    if (same && same->image == wanted[i].image && same->cls == wanted[i].cls) matches[i] = same;
  }
  return matches;
}

void put_entry(Connection& connection, int64_t dataset, const DatasetEntry& e, const DatasetEntry* same) {
  int64_t id = 0;
  if (same) {
    id = same->id;
    Query(connection.cached(kKeep), id, e.position, e.path, e.split, e.mask).run();
    if (same->boxes == e.boxes) return;
    Query(connection.cached(kForgetBoxes), id).run();
  } else {
    id = Query(connection.cached(kAdd), dataset, e.image, e.position, e.path, e.cls, e.split, e.mask)
             .run_for_id();
  }
  int number = 0;
  for (const auto& b : e.boxes)
    Query(connection.cached(kAddBox), id, ++number, b.xmin, b.ymin, b.xmax, b.ymax).run();
}

void forget_what_is_gone(Connection& connection, int64_t dataset) {
  std::vector<int> classes;
  for (Query row(connection.cached(kClassesToCountAgain), dataset); row.step();)
    classes.push_back(row.small(0));
  for (const int cls : classes)
    for (const char* sql : {kForgetSums, kForgetLabels}) Query(connection.cached(sql), dataset, cls).run();
  Query(connection.cached(kForgetEntries), dataset).run();
  for (const char* sql : kForgetDerived) Query(connection.cached(sql), dataset).run();
}

Entries in_place(const Entries& entries) {
  Entries placed = entries;
  std::unordered_map<std::string_view, size_t> seen;
  for (size_t i = 0; i < placed.size(); ++i) {
    placed[i].position = static_cast<int64_t>(i);
    if (!seen.emplace(entries[i].path, i).second)
      throw Error(fmt::format("a data set has '{}' twice; name each file once", entries[i].path));
  }
  return placed;
}

}  // namespace

int64_t DatasetRepository::put(const Dataset& dataset, const std::vector<DatasetClass>& classes,
                               const std::vector<DatasetEntry>& entries) {
  const Entries wanted = in_place(entries);
  return connection_.guarded([&] {
    Scope scope(connection_);
    const std::string sha256 = hash_of(connection_, wanted);
    const auto before = find(dataset.name);
    if (!before || before->source != dataset.source || before->sha256 != sha256)
      Query(connection_.cached(kPutRow), dataset.name, dataset.source, sha256).run();
    const int64_t id = before ? before->id : find(dataset.name)->id;

    auto ordered = classes;
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.cls < b.cls; });
    if (this->classes(id) != ordered) {
      Query(connection_.cached(kForgetClasses), id).run();
      for (const auto& c : ordered)
        Query(connection_.cached(kAddClass), id, c.cls, c.wnid, c.label, c.root).run();
    }

    Entries there;
    for_each(id, [&](const DatasetEntry& e) { there.push_back(e); });
    if (!std::equal(wanted.begin(), wanted.end(), there.begin(), there.end(), equal_but_for_id)) {
      const bool moved = before && before->sha256 == sha256 && there.size() == wanted.size();
      const auto matches = matched(wanted, there, moved);
      Query(connection_.cached(kSetAside), id).run();
      for (size_t i = 0; i < wanted.size(); ++i) put_entry(connection_, id, wanted[i], matches[i]);
      const auto kept =
          wanted.size() - static_cast<size_t>(std::count(matches.begin(), matches.end(), nullptr));
      if (kept < there.size()) forget_what_is_gone(connection_, id);
    }
    scope.commit();
    return id;
  });
}

int64_t DatasetRepository::extend(const Dataset& dataset, const std::vector<DatasetClass>& classes,
                                  const std::vector<DatasetEntry>& entries) {
  return connection_.guarded([&] {
    Scope scope(connection_);
    std::map<int, DatasetClass> by_class;
    Entries all;
    std::unordered_map<std::string, size_t> places;
    const auto add = [&](const DatasetEntry& e) {
      const auto [place, is_new] = places.emplace(e.path, all.size());
      if (is_new) all.emplace_back();
      all[place->second] = e;
    };
    if (const auto known = find(dataset.name)) {
      for (const auto& c : this->classes(known->id)) by_class[c.cls] = c;
      for_each(known->id, add);
    }
    for (const auto& c : classes) by_class[c.cls] = c;
    for (const auto& e : entries) add(e);
    std::vector<DatasetClass> all_classes;
    for (const auto& [cls, c] : by_class) all_classes.push_back(c);
    const int64_t id = put(dataset, all_classes, all);
    scope.commit();
    return id;
  });
}

}  // namespace vantage::storage
