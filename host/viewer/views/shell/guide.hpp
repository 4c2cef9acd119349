// SPDX-License-Identifier: GPL-3.0-or-later
// What a newcomer should do next. No widgets.
#pragma once

#include <QtCore/QString>

#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// One sentence or two for the phase bar.
QString next_step(const AnalysisState&, const Catalogue&);

// Why there is nothing to show, and what to do about it; empty where there is something. `file`: the
// database, empty where none is open.
QString reason_for_emptiness(const QString& file, const Catalogue&);

}  // namespace vantage::viewer
