// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QToolBar>
#include <map>

#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

class ElidedLabel;

// The workflow's phases, and what to do next.
class PhaseBar : public QToolBar {
  Q_OBJECT
 public:
  explicit PhaseBar(QWidget* parent);

  void show_phase(Phase, const QString& next_step);

 signals:
  void chosen(vantage::viewer::Phase);

 private:
  std::map<Phase, QAction*> actions_;
  ElidedLabel* hint_;
};

}  // namespace vantage::viewer
