// SPDX-License-Identifier: GPL-3.0-or-later
// What view E's charts show, computed from the catalogue. No widgets.
#pragma once

#include <string>
#include <vector>

#include "host/viewer/charts/ranked_bars.hpp"
#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/views/overall/overall_data.hpp"

namespace vantage::viewer {

// How many classes stand at each end of a ranking.
inline constexpr size_t kExtremes = 3;
// The key of the classes between them, which are one bar without a value.
inline constexpr size_t kGap = Catalogue::kNone - 1;

// E1: the range of a class's accuracy over the models, its largest and its smallest values, the largest first
// (Xuan et al. 2022, section 4.2). Keyed by class; kGap where others lie between. Of classes that fewer
// than two models have seen there is none.
Keyed<RankedBar> range_bars(const Catalogue&, Shade);

// E2: likewise the mean over the models, with the range between them.
Keyed<RankedBar> average_bars(const Catalogue&, Shade);

// What there is to know of a bar, by its key.
QString extreme_text(const Catalogue&, size_t cls);

// Both rankings' numbers: class, root class, models, mean, lowest, highest, range.
ValueTable extremes_table(const Catalogue&, const Keyed<RankedBar>&);

// E5: top-1 accuracy of models on classes, a point each, class by class; with several classes the axis has
// classes and the models of one stand beside each other, with one class the axis has models. What a model has
// not seen is left out.
struct ClassAccuracies {
  struct Key {
    size_t model, cls;
    bool operator==(const Key&) const = default;
  };
  std::vector<ScatterPoint> points;
  std::vector<Key> keys;  // of the points
  QStringList names;      // along the axis
};
RootStyle accuracy_style(size_t model, Shade);  // of a model's points
ClassAccuracies class_accuracies(const Catalogue&, const std::vector<size_t>& classes,
                                 const std::vector<size_t>& models, Shade);
QString accuracy_tip(const Catalogue&, const ClassAccuracies::Key&);  // all there is to know of a point
ValueTable accuracies_table(const Catalogue&, const ClassAccuracies&);

}  // namespace vantage::viewer
