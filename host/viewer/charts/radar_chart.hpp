// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "host/viewer/charts/chart.hpp"
#include "host/viewer/charts/spoke_labels.hpp"

class QCategoryAxis;
class QLineSeries;
class QPolarChart;
class QValueAxis;

namespace vantage::viewer {

struct RadarLine {
  QString name;
  std::vector<double> values;  // one a spoke, shares in [0,1]; NaN: the line has a gap there
  QStringList texts;           // likewise: all there is to know of it
  ModelStyle style;
};

struct RadarMarks {
  int pinned_line = -1, pinned_spoke = -1, focused_line = -1;
};

// Lines over spokes. Its items are the corners: line x spokes + spoke; and behind them the names of the
// spokes.
class RadarChart : public Chart {
  Q_OBJECT
 public:
  // Fewer are no polygon: a gap of more than 180 degrees is drawn through the centre.
  static constexpr int kLeastSpokes = 3;

  explicit RadarChart(QWidget* parent = nullptr);

  // At least kLeastSpokes; other lines than of that many values are left out.
  void set_lines(const std::vector<Spoke>& spokes, std::vector<RadarLine>);
  void set_marks(const RadarMarks&);

  int line_of(int item) const;   // -1: the name of a spoke
  int spoke_of(int item) const;  // -1: no item

  void set_theme(const ThemeColours&) override;
  ValueTable table() const override;
  int item_count() const override;
  QString item_text(int item) const override;

 protected:
  int hit(const QPointF&) const override;
  QPointF place(int item) const override;
  int neighbour(int item, int key) const override;
  void focus_changed() override { restyle(); }

 private:
  RadarChart(QPolarChart*, QWidget* parent);
  void restyle();
  void lay_out();
  int spokes() const { return static_cast<int>(spokes_.size()); }

  QCategoryAxis* angle_;
  QValueAxis* radius_;
  SpokeLabels* labels_;
  std::vector<Spoke> spokes_;
  std::vector<RadarLine> lines_;
  std::vector<QLineSeries*> series_;
  RadarMarks marks_;
};

}  // namespace vantage::viewer
