// SPDX-License-Identifier: GPL-3.0-or-later
// E4's numbers as they are shown. No widgets.
#pragma once

#include <QtCore/QStringList>

#include "host/viewer/compute/similarity.hpp"
#include "host/viewer/models/matrix_model.hpp"
#include "host/viewer/models/value_table.hpp"

namespace vantage::viewer {

// Rows and columns in the order of the clustering; the scale from the least score to the greatest. `names`:
// of the similarity's models.
Matrix matrix_of(const SimilarityMatrix&, const QStringList& names);

// A line a row, with its name first.
ValueTable matrix_table(const Matrix&);

QString score_text(double score);  // four digits that count; "–" for NaN

}  // namespace vantage::viewer
