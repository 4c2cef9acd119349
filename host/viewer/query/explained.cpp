// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/explained.hpp"

#include <fmt/format.h>

#include <optional>

#include "core/error.hpp"
#include "core/image.hpp"
#include "core/saliency.hpp"
#include "host/engine/experiment/records.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

storage::Model find_model(storage::Database& db, int64_t id) {
  auto model = storage::ModelRepository(db).find(id);
  if (!model)
    throw storage::Error(fmt::format("model {} is not in the database any more; open it again", id));
  return *model;
}

}  // namespace

int64_t Explained::bytes() const {
  return static_cast<int64_t>(map.values.size() * sizeof(float) + rgb.total() * rgb.elemSize() +
                              missing.size()) +
         256;
}

storage::Explanation find_explanation(storage::Database& db, const MapPlace& place) {
  storage::ExplanationFilter filter;
  filter.model = place.model;
  filter.image = place.image;
  filter.cls = place.cls;
  std::optional<storage::Explanation> found;
  storage::ExplanationRepository(db).for_each(filter, [&](const storage::Explanation& e) {
    if (e.id == place.explanation) found = e;
  });
  if (!found)
    throw storage::Error(
        fmt::format("explanation {} is not in the database any more; compute it again", place.explanation));
  return *found;
}

core::Map finished_map_of(const storage::Explanation& e, const storage::Model& model) {
  return core::finish({e.height, e.width, e.map}, core::profile(e.profile), model.input_height,
                      model.input_width)
      .map;
}

Explained load_explained(storage::Database& db, const MapPlace& place) {
  const storage::Model model = find_model(db, place.model);
  Explained result;
  result.map = finished_map_of(find_explanation(db, place), model);
  try {
    result.rgb = core::preprocess(core::load_image(place.path).rgb, engine::preprocessing_of(model)).rgb;
  } catch (const core::Error& wrong) {
    result.missing = wrong.what();
  }
  return result;
}

}  // namespace vantage::viewer
