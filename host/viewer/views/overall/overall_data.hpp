// SPDX-License-Identifier: GPL-3.0-or-later
// What view A's charts show, computed from the catalogue. No widgets.
#pragma once

#include <string>
#include <vector>

#include "host/viewer/charts/radar_chart.hpp"
#include "host/viewer/charts/ranked_bars.hpp"
#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/models/matrix_model.hpp"
#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/views/keyed.hpp"

namespace vantage::viewer {

// A1: each model that was tried, keyed by model. x: parameters or multiply-adds; y: top-1 accuracy.
Keyed<ScatterPoint> accuracy_points(const Catalogue&, Complexity, Shade);

// The one model that was tried, where there is one alone: pinned or not, it is what bars are about.
size_t only_model(const Catalogue&);  // kNone: several, or none

// A2: the same models but the hidden ones, keyed by model; a spoke for each root class.
Keyed<RadarLine> root_lines(const Catalogue&, const std::vector<std::string>& hidden, Shade);

// A2 where lines would be too many or spokes too few.
Matrix root_matrix(const Catalogue&, const Keyed<RadarLine>&);

// A3: leaf classes of the best accuracy first, keyed by class; those that nobody was tried on are left out.
// Of one model with 95 % intervals, or (kNone) the mean over models with the range between them. Ties go to
// the lower class.
Keyed<RankedBar> class_bars(const Catalogue&, size_t model, Shade);

// What there is to know of a class: of one model with its interval, or over all, and of the marked one.
QString class_text(const Catalogue&, size_t cls, size_t model);
QString class_spread_text(const Catalogue&, size_t cls, size_t marked);
QString root_spread_text(const Catalogue&, size_t root, size_t marked);

// A4: the same for the classes of one root, always over all models, with a mark where `model` (or kNone) is.
Keyed<RankedBar> class_bars_of_root(const Catalogue&, size_t root, size_t model, Shade);

// A4 while no root is pinned: root classes by their mean accuracy over models, keyed by root.
Keyed<RankedBar> root_bars(const Catalogue&, size_t model, Shade);

}  // namespace vantage::viewer
