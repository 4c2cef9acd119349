// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/viewer/charts/axis.hpp"
#include "host/viewer/charts/chart.hpp"

namespace vantage::viewer {

class BarLayerItem;
class PlotFrame;

struct RankedBar {
  double value = 0;              // a share in [0,1]; NaN: unknown, no bar
  double low = NAN, high = NAN;  // an interval or a range around it; NaN: none
  double mark = NAN;             // another value to compare with; NaN: none
  QString name;                  // beside it
  Rgb colour;
};

// Bars in the order given, a window of at most kMost of them; a strip at the right shows all and which part
// the window is. The wheel and page keys scroll, the wheel with Ctrl zooms. The zoom's y counts bars from the
// top.
class RankedBars : public Chart {
  Q_OBJECT
 public:
  static constexpr int kMost = 60, kLeast = 5;

  explicit RankedBars(QWidget* parent = nullptr);
  ~RankedBars() override;

  void set_axis_title(const QString&);
  // `text`: all there is to know of a bar, asked for when someone points at it: a thousand would take longer
  // to write than to draw.
  void set_bars(std::vector<RankedBar>, std::function<QString(int item)> text);
  void set_pinned(int item);  // -1: none
  void set_zoom(const std::optional<Zoom>&);
  void reveal(int item);  // asks for another window, by zoomed(), where it is not in this one

  int first() const { return first_; }
  int shown() const { return shown_; }

  void set_theme(const ThemeColours&) override;
  ValueTable table() const override;
  int item_count() const override { return static_cast<int>(bars_.size()); }
  QString item_text(int item) const override { return text_(item); }

 protected:
  int hit(const QPointF&) const override;
  QPointF place(int item) const override;
  void zoom_about(const QPointF&, double factor) override;
  void move_by(const QPointF& by, const QPointF& pressed_at) override;
  void click_beside(const QPointF&) override;
  void turn_wheel(const QPointF& at, double notches, Qt::KeyboardModifiers) override;
  int neighbour(int item, int key) const override;
  void focus_changed() override;

 private:
  friend class BarLayerItem;
  RankedBars(std::unique_ptr<PlotFrame>, QWidget* parent);
  void lay_out();
  void ask_for(double first, double count);
  int bars_that_fit() const;

  std::unique_ptr<PlotFrame> frame_;
  BarLayerItem* layer_;
  std::vector<RankedBar> bars_;
  std::function<QString(int)> text_;
  std::optional<Zoom> zoom_;
  QString axis_title_;
  int first_ = 0, shown_ = 0, pinned_ = -1;
  double carried_ = 0;  // part of a bar that a drag has moved
};

}  // namespace vantage::viewer
