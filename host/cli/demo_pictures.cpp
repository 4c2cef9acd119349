// SPDX-License-Identifier: Apache-2.0
#include "host/cli/demo_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "core/image.hpp"
#include "core/overlay.hpp"
#include "host/engine/error.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/views.hpp"

namespace vantage::cli {
namespace {

constexpr int kTile = 128, kFrame = 4;         // pixels
const cv::Scalar kWrong(213, 94, 0);           // vermilion, as colour-blind people can tell it from blue
constexpr std::string_view kPrefix = "mini_";  // of bundled networks: what all share says nothing

cv::Mat picture_of(const storage::DatasetEntry& entry) {
  cv::Mat picture;
  cv::resize(core::load_image(entry.path).rgb, picture, {kTile, kTile}, 0, 0, cv::INTER_AREA);
  return picture;
}

std::string short_name(const std::string& model) {
  return model.compare(0, kPrefix.size(), kPrefix) == 0 ? model.substr(kPrefix.size()) : model;
}

}  // namespace

DemoPictures::DemoPictures(storage::Database& db, int64_t dataset) : db_(db), maps_(db, dataset) {
  for (auto& c : storage::DatasetRepository(db).classes(dataset)) labels_.emplace(c.cls, std::move(c.label));
}

const storage::DatasetEntry& DemoPictures::most_disputed(const std::string& method) {
  const storage::DatasetEntry* best = nullptr;
  long least = 0;
  for (const auto& entry : maps_.entries()) {
    if (maps_.of(entry, method).empty()) continue;
    const auto all = shown(entry);
    const long found =
        std::count_if(all.begin(), all.end(), [&](const auto& s) { return s.second.predicted == entry.cls; });
    const long from_half = std::labs(2 * found - static_cast<long>(all.size()));
    if (!best || from_half < least) best = &entry, least = from_half;
  }
  if (!best) throw engine::Error("the database has no maps of " + method + "; draw the demo anew");
  return *best;
}

cv::Mat DemoPictures::comparison(const storage::DatasetEntry& entry,
                                 const std::vector<std::string>& methods) {
  core::ContactSheet sheet;
  sheet.tile = kTile;
  sheet.rows.push_back(label(entry.cls));
  sheet.rows.insert(sheet.rows.end(), methods.begin(), methods.end());
  const cv::Mat picture = picture_of(entry);
  const auto explanations = maps_.of(entry);
  for (const auto& each : shown(entry)) {
    const int64_t model = each.first;
    const Shown& s = each.second;
    const bool right = s.predicted == entry.cls;
    sheet.columns.push_back({short_name(maps_.model(model).name),
                             fmt::format("{} {:.0f} %", label(s.predicted), 100 * s.confidence)});
    auto& cells = sheet.cells.emplace_back();
    cells.push_back(picture);
    for (const auto& method : methods) {
      const auto e = std::find_if(explanations.begin(), explanations.end(), [&](const auto& one) {
        return one.model == model && one.method == method;
      });
      cells.push_back(e == explanations.end() ? cv::Mat() : tile(entry, *e, right));
    }
  }
  return core::draw_contact_sheet(sheet);
}

cv::Mat DemoPictures::side_by_side(const std::vector<Captioned>& pictures,
                                   const std::vector<std::string>& models, const std::string& method) {
  core::ContactSheet sheet;
  sheet.tile = kTile;
  sheet.rows.push_back("picture");
  sheet.rows.insert(sheet.rows.end(), models.begin(), models.end());
  for (const auto& [entry, caption] : pictures) {
    sheet.columns.push_back({label(entry->cls), caption});
    auto& cells = sheet.cells.emplace_back();
    cells.push_back(picture_of(*entry));
    for (const auto& model : models) {
      cells.emplace_back();
      for (const auto& e : maps_.of(*entry, method))
        if (e.model == model_id(model)) cells.back() = tile(*entry, e, right(*entry, model));
    }
  }
  return core::draw_contact_sheet(sheet);
}

bool DemoPictures::right(const storage::DatasetEntry& entry, const std::string& model) {
  const auto all = shown(entry);
  const auto found = all.find(model_id(model));
  if (found == all.end()) throw engine::Error(model + " was not tried on " + entry.path);
  return found->second.predicted == entry.cls;
}

std::map<int64_t, DemoPictures::Shown> DemoPictures::shown(const storage::DatasetEntry& entry) {
  std::map<int64_t, Shown> all;
  for (const auto& r : storage::Views(db_).results_of(entry.id))
    if (r.entry == entry.id) all[r.model] = {r.predicted, r.confidence};
  return all;
}

cv::Mat DemoPictures::tile(const storage::DatasetEntry& entry, const storage::Explanation& e,
                           bool right) const {
  const auto& model = maps_.model(e.model);
  core::OverlayStyle style;
  style.scale = 1;
  cv::Mat tile = core::overlay(picture_of(entry),
                               engine::finished_map(e, model.input_height, model.input_width).map, style);
  if (!right) cv::rectangle(tile, {0, 0, kTile, kTile}, kWrong, 2 * kFrame);  // half of it lies outside
  return tile;
}

std::string DemoPictures::label(int cls) const {
  const auto found = labels_.find(cls);
  return found == labels_.end() ? std::to_string(cls) : found->second;
}

int64_t DemoPictures::model_id(const std::string& name) const {
  for (const auto& [id, model] : maps_.models())
    if (model.name == name) return id;
  throw engine::Error("the database has no model " + name + "; draw the demo anew");
}

}  // namespace vantage::cli
