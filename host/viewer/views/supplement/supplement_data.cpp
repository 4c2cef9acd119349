// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/supplement_data.hpp"

#include <algorithm>
#include <cmath>

#include "host/viewer/services/format.hpp"
#include "host/viewer/services/text.hpp"

namespace vantage::viewer {
namespace {

// With more classes, the intervals of neighbours would run into each other.
constexpr size_t kMostIntervals = 12;

std::vector<core::ClassSpread> spreads_of(const Catalogue& c) {
  std::vector<std::vector<core::ClassCounts>> models;
  const auto classes = static_cast<std::ptrdiff_t>(c.classes.size());
  for (auto row = c.counts.begin(); row != c.counts.end(); row += classes)
    models.emplace_back(row, row + classes);
  return core::class_spreads(models);
}

// The first of one order and, from the last, those of the contrary order that are not among them.
std::vector<core::ClassSpread> ends(const std::vector<core::ClassSpread>& top,
                                    const std::vector<core::ClassSpread>& bottom) {
  std::vector<core::ClassSpread> all = top;
  for (auto s = bottom.rbegin(); s != bottom.rend(); ++s)
    if (std::none_of(top.begin(), top.end(), [&](const auto& t) { return t.cls == s->cls; }))
      all.push_back(*s);
  return all;
}

using Value = double core::ClassSpread::*;

Keyed<RankedBar> bars_of(const Catalogue& c, const std::vector<core::ClassSpread>& spreads, size_t of,
                         Value value, bool with_range, Shade shade) {
  Keyed<RankedBar> bars;
  for (size_t i = 0; i < spreads.size(); ++i) {
    if (i == kExtremes && of > spreads.size()) {
      RankedBar gap;
      gap.value = NAN;
      gap.name = QString::fromUtf8("\u22ee");
      bars.items.push_back(gap);
      bars.keys.push_back(kGap);
    }
    const core::ClassSpread& s = spreads[i];
    const size_t cls = c.class_index(s.cls);
    RankedBar bar;
    bar.value = s.*value;
    if (with_range) bar.low = s.min, bar.high = s.max;
    bar.name = qt(c.classes[cls].name);
    bar.colour = root_style(c.classes[cls].root, shade).colour;
    bars.items.push_back(std::move(bar));
    bars.keys.push_back(cls);
  }
  return bars;
}

}  // namespace

Keyed<RankedBar> range_bars(const Catalogue& c, Shade shade) {
  const auto all = spreads_of(c);
  const auto extremes = core::extreme_classes(all, kExtremes);
  const auto compared =
      std::count_if(all.begin(), all.end(), [](const core::ClassSpread& s) { return s.models > 1; });
  return bars_of(c, ends(extremes.diverging, extremes.agreeing), static_cast<size_t>(compared),
                 &core::ClassSpread::range, false, shade);
}

Keyed<RankedBar> average_bars(const Catalogue& c, Shade shade) {
  const auto all = spreads_of(c);
  const auto extremes = core::extreme_classes(all, kExtremes);
  return bars_of(c, ends(extremes.best, extremes.worst), all.size(), &core::ClassSpread::mean, true, shade);
}

QString extreme_text(const Catalogue& c, size_t cls) {
  return cls == kGap ? QString("the classes between") : class_spread_text(c, cls, Catalogue::kNone);
}

ValueTable extremes_table(const Catalogue& c, const Keyed<RankedBar>& bars) {
  const auto all = spreads_of(c);
  ValueTable table{{"class", "root class", "models", "mean", "lowest", "highest", "range"}, {}};
  for (const size_t cls : bars.keys) {
    if (cls == kGap) continue;
    const auto& k = c.classes[cls];
    const auto s = std::find_if(all.begin(), all.end(), [&](const auto& x) { return x.cls == k.cls; });
    table.rows.push_back({qt(k.name), qt(c.roots[k.root]), s->models, s->mean, s->min, s->max, s->range});
  }
  return table;
}

// Colours as everywhere; with thirteen models the eight come twice, and the markers tell them apart.
RootStyle accuracy_style(size_t model, Shade shade) {
  return {model_style(model, shade).colour, root_style(model, shade).marker};
}

QString accuracy_tip(const Catalogue& c, const ClassAccuracies::Key& key) {
  const core::Accuracy a = core::accuracy({&c.at(key.model, key.cls), 1});
  return qt(c.models[key.model].name) + "\n" + qt(c.classes[key.cls].name) + "\ntop-1 " +
         percent_interval(a.top1, a.top1_interval.low, a.top1_interval.high) + "\n" + grouped(a.images) +
         (a.images == 1 ? " image" : " images");
}

ClassAccuracies class_accuracies(const Catalogue& c, const std::vector<size_t>& classes,
                                 const std::vector<size_t>& models, Shade shade) {
  constexpr double kWidth = 0.6;  // of a class's models beside each other, of the 1 between classes
  ClassAccuracies all;
  const bool one_class = classes.size() == 1;
  for (const size_t k : one_class ? models : classes)
    all.names << qt(one_class ? c.models[k].short_name : c.classes[k].name);
  std::vector<ScatterPoint> of_model(models.size());
  for (size_t j = 0; j < models.size(); ++j) {
    const RootStyle style = accuracy_style(models[j], shade);
    of_model[j].colour = style.colour;
    of_model[j].marker = style.marker;
    if (one_class) continue;
    of_model[j].name = qt(c.models[models[j]].name);
    of_model[j].label = qt(c.models[models[j]].short_name);
  }
  all.points.reserve(classes.size() * models.size());
  all.keys.reserve(classes.size() * models.size());
  for (size_t i = 0; i < classes.size(); ++i)
    for (size_t j = 0; j < models.size(); ++j) {
      const core::Accuracy a = core::accuracy({&c.at(models[j], classes[i]), 1});
      if (a.images == 0) continue;
      const double aside = (static_cast<double>(j) + 0.5) / static_cast<double>(models.size()) - 0.5;
      ScatterPoint p = of_model[j];
      p.x = one_class ? static_cast<double>(j) : static_cast<double>(i) + kWidth * aside;
      p.y = a.top1;
      if (classes.size() <= kMostIntervals) p.low = a.top1_interval.low, p.high = a.top1_interval.high;
      all.points.push_back(std::move(p));
      all.keys.push_back({models[j], classes[i]});
    }
  return all;
}

ValueTable accuracies_table(const Catalogue& c, const ClassAccuracies& accuracies) {
  ValueTable table{{"class", "model", "images", "top-1", "low", "high"}, {}};
  for (const auto& [model, cls] : accuracies.keys) {
    const core::Accuracy a = core::accuracy({&c.at(model, cls), 1});
    table.rows.push_back({qt(c.classes[cls].name), qt(c.models[model].name), qlonglong{a.images}, a.top1,
                          a.top1_interval.low, a.top1_interval.high});
  }
  return table;
}

}  // namespace vantage::viewer
