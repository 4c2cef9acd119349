// SPDX-License-Identifier: GPL-3.0-or-later
// A chart as views know it: items that can be pointed at, clicked, walked through with the arrow keys and
// read as a table. Nothing of Qt Charts is seen here.
#pragma once

#include <QtCore/QPointF>
#include <QtGui/QPolygonF>
#include <QtWidgets/QWidget>
#include <optional>
#include <vector>

#include "host/viewer/models/value_table.hpp"
#include "host/viewer/services/theme.hpp"
#include "host/viewer/state/analysis_state.hpp"

class QLabel;
class QChart;
class QStackedLayout;

namespace vantage::viewer {

class ChartCanvas;

// Items are numbered from 0 in the order in which they were given. A chart changes nothing by itself when it
// is clicked or zoomed: it says so, and the view decides.
class Chart : public QWidget {
  Q_OBJECT
 public:
  ~Chart() override;

  // Shown in the chart's place until it is empty again: what is missing, and what to do.
  void set_message(const QString&);
  QString message() const;

  virtual void set_theme(const ThemeColours&);
  virtual ValueTable table() const = 0;
  virtual int item_count() const = 0;
  virtual QString item_text(int item) const = 0;  // all there is to know of it, several lines

  // Marked as the one that is looked at, by whatever view; -1: none.
  void set_focus_item(int item);
  int focus_item() const { return focus_; }

  // In this widget's coordinates. -1: no item there.
  int item_at(const QPointF&) const;
  QPointF position_of(int item) const;
  // What draws the chart and has the keyboard.
  QWidget* canvas() const;

 signals:
  void hovered(int item);  // by mouse or arrow keys; -1: none any more
  void clicked(int item, Qt::KeyboardModifiers);
  void selected(const std::vector<int>& items, Qt::KeyboardModifiers);  // by rectangle or lasso
  void zoomed(const std::optional<vantage::viewer::Zoom>&);             // none: show all
  void drag_ended();

 protected:
  friend class ChartCanvas;
  explicit Chart(QChart* chart, QWidget* parent);  // takes it over

  // All of these in the coordinates of the QChart.
  virtual int hit(const QPointF&) const = 0;
  virtual QPointF place(int item) const = 0;
  virtual bool selects() const { return false; }  // a drag draws a rectangle; otherwise it moves the chart
  virtual std::vector<int> inside(const QPolygonF&) const { return {}; }
  virtual void zoom_about(const QPointF&, double /*factor*/) {}  // above 1: closer
  virtual void move_by(const QPointF& /*by*/, const QPointF& /*pressed_at*/) {}
  virtual void click_beside(const QPointF&) {}  // where no item is
  virtual void turn_wheel(const QPointF& at, double notches, Qt::KeyboardModifiers);
  // Where an arrow key leads from an item; -1 for no item is where to begin.
  virtual int neighbour(int item, int key) const;
  virtual void focus_changed() {}

  QChart* chart() const { return chart_; }
  const ThemeColours& theme() const { return *theme_; }
  void redraw();

 private:
  void point_at(int item, bool with_text);

  QChart* chart_;
  ChartCanvas* canvas_;
  QLabel* message_;
  QStackedLayout* stack_;
  const ThemeColours* theme_;
  int focus_ = -1, pointed_ = -1;
};

}  // namespace vantage::viewer
