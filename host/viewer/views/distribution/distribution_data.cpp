// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/distribution_data.hpp"

#include <algorithm>
#include <cmath>

#include "host/viewer/services/format.hpp"

namespace vantage::viewer {
namespace {

const ModelLayout* layout_of(const Catalogue& c, const Layouts& layouts, size_t model) {
  if (model >= c.models.size()) return nullptr;
  const auto found = layouts.find(c.models[model].id);
  return found == layouts.end() ? nullptr : &found->second;
}

struct Place {
  Eigen::Vector2d centre{0, 0};
  double spread = 0;  // root mean square distance from it
};

Place place_of(const core::NamedPoints& points) {
  Place place;
  const auto n = static_cast<double>(points.size());
  for (const auto& [cls, at] : points) place.centre += at / n;
  for (const auto& [cls, at] : points) place.spread += (at - place.centre).squaredNorm() / n;
  place.spread = std::sqrt(place.spread);
  return place;
}

size_t first(const Catalogue& c, const Layouts& layouts,
             bool (*is)(const Catalogue&, const Layouts&, size_t)) {
  for (size_t m = 0; m < c.models.size(); ++m)
    if (is(c, layouts, m)) return m;
  return Catalogue::kNone;
}

// Where core::align() moves it, but as large as `frame`: the scale with the least squares shrinks a layout
// that is unlike the other until nothing can be seen in it.
core::NamedPoints aligned(const core::NamedPoints& moving, const core::NamedPoints& frame) {
  core::NamedPoints points = core::align(moving, frame).points;
  const Place from = place_of(points), to = place_of(frame);
  if (from.spread > 0 && to.spread > 0)
    for (auto& [cls, at] : points) at = from.centre + to.spread / from.spread * (at - from.centre);
  return points;
}

bool was_tried(const Catalogue& c, const Layouts&, size_t model) {
  return c.models[model].images > 0;
}

}  // namespace

bool has_layout(const Catalogue& c, const Layouts& layouts, size_t model) {
  const ModelLayout* layout = layout_of(c, layouts, model);
  return layout && !layout->points.empty();
}

bool lacks_layout(const Catalogue& c, const Layouts& layouts, size_t model) {
  const ModelLayout* layout = layout_of(c, layouts, model);
  return layout && layout->points.empty() && layout->classes > 0;
}

size_t model_to_show(const Catalogue& c, const Layouts& layouts, const std::string& pinned) {
  if (const size_t model = c.model_index(pinned); model != Catalogue::kNone) return model;
  for (const auto is : {has_layout, lacks_layout, was_tried})
    if (const size_t model = first(c, layouts, is); model != Catalogue::kNone) return model;
  return Catalogue::kNone;
}

std::vector<size_t> models_side_by_side(const Catalogue& c, const std::vector<std::string>& selected,
                                        size_t shown) {
  std::vector<size_t> models;
  for (size_t m = 0; m < c.models.size(); ++m) {
    const bool chosen = selected.empty()
                            ? c.models[m].images > 0
                            : std::find(selected.begin(), selected.end(), c.models[m].name) != selected.end();
    if (chosen || m == shown) models.push_back(m);
  }
  for (size_t i = models.size(); models.size() > kMostSideBySide; --i)
    if (models[i - 1] != shown) models.erase(models.begin() + static_cast<std::ptrdiff_t>(i - 1));
  return models;
}

std::vector<core::NamedPoints> aligned_layouts(const Catalogue& c, const Layouts& layouts,
                                               const std::vector<size_t>& models, size_t shown) {
  const auto points = [&](size_t model) {
    const ModelLayout* layout = layout_of(c, layouts, model);
    return layout ? layout->points : core::NamedPoints();
  };
  core::NamedPoints frame = points(first(c, layouts, has_layout));
  if (has_layout(c, layouts, shown)) frame = aligned(points(shown), frame);
  std::vector<core::NamedPoints> all;
  for (const size_t m : models) {
    const bool is_frame = m == shown && has_layout(c, layouts, m);
    all.push_back(is_frame ? frame : aligned(points(m), frame));
  }
  return all;
}

std::optional<Zoom> common_range(const std::vector<core::NamedPoints>& layouts) {
  std::vector<double> xs, ys;
  for (const auto& layout : layouts)
    for (const auto& [cls, at] : layout) {
      xs.push_back(at.x());
      ys.push_back(at.y());
    }
  if (xs.empty()) return std::nullopt;
  const Extent x = extent_of(Scale::linear, xs), y = extent_of(Scale::linear, ys);
  return Zoom{x.min, x.max, y.min, y.max};
}

Keyed<ScatterPoint> class_points(const Catalogue& c, const core::NamedPoints& layout, Shade shade) {
  Keyed<ScatterPoint> points;
  for (const auto& [cls, at] : layout) {
    const size_t index = c.class_index(cls);
    if (index == Catalogue::kNone) continue;
    const RootStyle style = root_style(c.classes[index].root, shade);
    ScatterPoint p;
    p.x = at.x();
    p.y = at.y();
    p.name = QString::fromStdString(c.classes[index].name);
    p.colour = style.colour;
    p.marker = style.marker;
    points.items.push_back(std::move(p));
    points.keys.push_back(index);
  }
  return points;
}

ScatterMarks class_marks(const Catalogue& c, const Keyed<ScatterPoint>& points, const AnalysisState& state,
                         const std::vector<size_t>& found, bool searching) {
  const std::vector<int>& selected = state.selection.classes;
  const size_t root = c.root_index(state.pin.root);
  std::vector<bool> wanted(c.classes.size(), false);
  for (const size_t cls : found) wanted[cls] = true;
  ScatterMarks marks;
  for (size_t i = 0; i < points.keys.size(); ++i) {
    const auto& cls = c.classes[points.keys[i]];
    const int item = static_cast<int>(i);
    const bool hit = searching && wanted[points.keys[i]];
    if (cls.cls == state.pin.cls) marks.pinned.push_back(item);
    if (std::binary_search(selected.begin(), selected.end(), cls.cls)) marks.selected.push_back(item);
    if (hit) marks.named.push_back(item);
    if (searching ? !hit : root != Catalogue::kNone && cls.root != root) marks.dimmed.push_back(item);
  }
  return marks;
}

QString full_name(const Catalogue::Class& c) {
  const QString label = QString::fromStdString(c.label);
  const qsizetype comma = label.indexOf(',');
  return QString::fromStdString(c.name) + (comma < 0 ? QString() : label.mid(comma));
}

std::vector<size_t> matching_classes(const Catalogue& c, const QString& text) {
  const QString wanted = text.trimmed();
  if (wanted.isEmpty()) return {};
  std::vector<std::pair<int, size_t>> matches;
  for (size_t k = 0; k < c.classes.size(); ++k) {
    const QString name = full_name(c.classes[k]);
    if (!name.contains(wanted, Qt::CaseInsensitive)) continue;
    const bool whole = QString::fromStdString(c.classes[k].name).compare(wanted, Qt::CaseInsensitive) == 0;
    matches.emplace_back(whole ? 0 : name.startsWith(wanted, Qt::CaseInsensitive) ? 1 : 2, k);
  }
  std::sort(matches.begin(), matches.end());
  std::vector<size_t> classes;
  for (const auto& [order, cls] : matches) classes.push_back(cls);
  return classes;
}

QString class_tip(const Catalogue& c, size_t cls, size_t model) {
  const auto& k = c.classes[cls];
  const core::Accuracy a = core::accuracy({&c.at(model, cls), 1});
  return full_name(k) + "\n" + QString::fromStdString(c.roots[k.root]) + "\n" +
         QString::fromStdString(c.models[model].name) + ": top-1 " +
         (a.images > 0 ? percent_interval(a.top1, a.top1_interval.low, a.top1_interval.high)
                       : QString("not tried on it"));
}

}  // namespace vantage::viewer
