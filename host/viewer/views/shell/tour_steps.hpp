// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour says. No widgets.
#pragma once

#include <QtCore/QString>
#include <vector>

#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

struct TourStep {
  Phase phase;     // in which it takes place
  QString target;  // object name of the dock or bar that it points at
  QString title, text;
};

const std::vector<TourStep>& tour_steps();

}  // namespace vantage::viewer
