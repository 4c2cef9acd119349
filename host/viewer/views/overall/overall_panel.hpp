// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that view A is made of. Internal to this folder.
#pragma once

#include "host/viewer/views/overall/overall_data.hpp"
#include "host/viewer/views/view_panel.hpp"

class QBoxLayout;
class QComboBox;
class QStackedWidget;
class QToolButton;

namespace vantage::viewer {

class HeatMap;
class ModelLegend;

// A1. Click: pin the model.
class AccuracyPanel : public ViewPanel {
  Q_OBJECT
 public:
  explicit AccuracyPanel(View&);
  void update_parts(Parts) override;

 private:
  ScatterChart* chart_;
  QComboBox* complexity_;
  Keyed<ScatterPoint> points_;
};

// A2. Click on a corner: pin model and root class; on a spoke's name: the root class; in the legend: the
// model.
class RootsPanel : public ViewPanel {
  Q_OBJECT
 public:
  static constexpr size_t kMostLines = 16;  // more cannot be told apart: then it is a table

  explicit RootsPanel(View&);
  void update_parts(Parts) override;

 private:
  void choose(int line, int spoke);  // -1: none of them
  void look_at(int line, int spoke);
  void rebuild();
  void resizeEvent(QResizeEvent*) override;

  RadarChart* radar_;
  HeatMap* table_;
  QStackedWidget* either_;
  ModelLegend* legend_;
  QBoxLayout* both_;
  Keyed<RadarLine> lines_;
  std::vector<std::string> hidden_;
};

// A3, of the pinned model. Click: pin the class.
class ModelClassesPanel : public ViewPanel {
  Q_OBJECT
 public:
  explicit ModelClassesPanel(View&);
  void update_parts(Parts) override;

 private:
  RankedBars* chart_;
  QToolButton* unpin_;
  Keyed<RankedBar> bars_;
  std::string model_;
};

// A4, of the pinned root class; without one, of the root classes, where a click pins one.
class RootClassesPanel : public ViewPanel {
  Q_OBJECT
 public:
  explicit RootClassesPanel(View&);
  void update_parts(Parts) override;

 private:
  RankedBars* chart_;
  QToolButton* back_;
  Keyed<RankedBar> bars_;
  size_t root_ = Catalogue::kNone;
  Pin shown_;
};

}  // namespace vantage::viewer
