// SPDX-License-Identifier: GPL-3.0-or-later
// What view B's charts show, computed from the catalogue and the layouts. No widgets.
#pragma once

#include <string>
#include <vector>

#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/query/layouts.hpp"
#include "host/viewer/views/keyed.hpp"

namespace vantage::viewer {

inline constexpr size_t kMostSideBySide = 16;  // more would be too small to read

bool has_layout(const Catalogue&, const Layouts&, size_t model);
// It has none, and there is what one is computed of.
bool lacks_layout(const Catalogue&, const Layouts&, size_t model);

// The pinned model; where there is none, the first with a layout, or else the first that could have one.
// kNone: no model was tried.
size_t model_to_show(const Catalogue&, const Layouts&, const std::string& pinned);

// The selected models in the catalogue's order, or all that were tried, `shown` among them; at most
// kMostSideBySide.
std::vector<size_t> models_side_by_side(const Catalogue&, const std::vector<std::string>& selected,
                                        size_t shown);

// The layout of each of these models, moved onto that of `shown`, and that onto the first of the catalogue's
// (core::align(), but equally large): a class stays about where it is when another model is pinned. Of models
// that have none: empty.
std::vector<core::NamedPoints> aligned_layouts(const Catalogue&, const Layouts&,
                                               const std::vector<size_t>& models, size_t shown);

// A range that shows all of these; none without points.
std::optional<Zoom> common_range(const std::vector<core::NamedPoints>&);

// The classes as points, keyed by class; those of other data sets are left out.
Keyed<ScatterPoint> class_points(const Catalogue&, const core::NamedPoints&, Shade);

// Which points are pinned, selected, and step back: those of another root class than the pinned one or, while
// classes are being looked for, those that were not found.
ScatterMarks class_marks(const Catalogue&, const Keyed<ScatterPoint>&, const AnalysisState&,
                         const std::vector<size_t>& found, bool searching);

// The classes whose label contains a text, whatever its case; those whose name is or begins with it first.
// For an empty text none.
std::vector<size_t> matching_classes(const Catalogue&, const QString& text);

// A class as people read it: its unique name with its other synonyms.
QString full_name(const Catalogue::Class&);

// All there is to know of a class and a model: label, root class, accuracy.
QString class_tip(const Catalogue&, size_t cls, size_t model);

}  // namespace vantage::viewer
