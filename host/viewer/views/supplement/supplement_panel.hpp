// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that view E is made of. Internal to this folder.
#pragma once

#include "host/viewer/views/supplement/supplement_data.hpp"
#include "host/viewer/views/view_panel.hpp"

namespace vantage::viewer {

class MarkerLegend;
class RankedBars;
class ScatterChart;

// E1 and E2. Click: select the class, in the place of others, and pin it.
class ExtremesPanel : public ViewPanel {
  Q_OBJECT
 public:
  enum class Ranking { range, average };

  ExtremesPanel(View&, Ranking);
  void update_parts(Parts) override;

 private:
  void choose(int bar);

  const Ranking ranking_;
  RankedBars* chart_;
  Keyed<RankedBar> bars_;
};

// E5. While models are compared, of those; in the other tasks of all, with the chosen one marked. Click: pin
// the model and the class.
class ClassAccuraciesPanel : public ViewPanel {
  Q_OBJECT
 public:
  explicit ClassAccuraciesPanel(View&);
  void update_parts(Parts) override;

 private:
  std::vector<size_t> shown_classes() const;
  std::vector<size_t> shown_models() const;
  void rebuild();
  void mark();

  ScatterChart* chart_;
  MarkerLegend* legend_;
  ClassAccuracies accuracies_;
  std::vector<size_t> classes_, models_;
};

}  // namespace vantage::viewer
