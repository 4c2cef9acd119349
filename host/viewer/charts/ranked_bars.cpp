// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/ranked_bars.hpp"

#include <QtCharts/QChart>
#include <QtCore/QTimer>
#include <algorithm>
#include <utility>

#include "host/viewer/charts/bar_layer.hpp"
#include "host/viewer/charts/plot_frame.hpp"

namespace vantage::viewer {

RankedBars::RankedBars(QWidget* parent) : RankedBars(std::make_unique<PlotFrame>(), parent) {}

RankedBars::RankedBars(std::unique_ptr<PlotFrame> frame, QWidget* parent)
    : Chart(frame->chart(), parent),
      frame_(std::move(frame)),
      layer_(new BarLayerItem(*this, frame_->chart())) {
  frame_->hide_y_axis();
  connect(chart(), &QGraphicsWidget::geometryChanged, this, &RankedBars::lay_out);
}

RankedBars::~RankedBars() = default;

void RankedBars::set_axis_title(const QString& title) {
  axis_title_ = title;
  frame_->set_axes({title, Scale::percent}, {});
  lay_out();
}

void RankedBars::set_bars(std::vector<RankedBar> bars, std::function<QString(int)> text) {
  bars_ = std::move(bars);
  text_ = std::move(text);
  pinned_ = -1;
  set_focus_item(-1);
  lay_out();
}

void RankedBars::set_pinned(int item) {
  pinned_ = item;
  redraw();
}

void RankedBars::set_zoom(const std::optional<Zoom>& zoom) {
  zoom_ = zoom;
  lay_out();
}

// As many as can be read.
int RankedBars::bars_that_fit() const {
  const double row = QFontMetricsF(font()).height() + 1;
  return std::clamp(static_cast<int>((chart()->size().height() - 40) / row), kLeast, kMost);
}

void RankedBars::lay_out() {
  const int count = item_count();
  const double wanted =
      zoom_ ? std::clamp(zoom_->y_max - zoom_->y_min, double{kLeast}, double{kMost}) : bars_that_fit();
  shown_ = std::min(count, static_cast<int>(std::lround(wanted)));
  const double top = zoom_ ? zoom_->y_min : 0;
  first_ = static_cast<int>(std::clamp(std::round(top), 0.0, static_cast<double>(count - shown_)));

  const QSizeF size = chart()->size();
  const double below = 2 * QFontMetricsF(font()).height() + 12,
               beside = shown_ < count ? BarLayerItem::kStrip : 0;
  chart()->setPlotArea(QRectF(layer_->name_width(), 6,
                              std::max(size.width() - layer_->name_width() - beside - 22, 10.0),
                              std::max(size.height() - below - 6, 10.0)));
  frame_->set_range({0, 1, 0, static_cast<double>(std::max(shown_, 1))});
  layer_->lay_out();
}

void RankedBars::set_theme(const ThemeColours& theme) {
  frame_->set_theme(theme);
  Chart::set_theme(theme);
}

ValueTable RankedBars::table() const {
  ValueTable table{{tr("rank"), tr("name"), axis_title_, tr("low"), tr("high")}, {}};
  for (const RankedBar& bar : bars_)
    table.rows.push_back(
        {static_cast<qlonglong>(table.rows.size() + 1), bar.name, bar.value, bar.low, bar.high});
  return table;
}

int RankedBars::hit(const QPointF& at) const {
  const QRectF plot = chart()->plotArea();
  if (shown_ == 0 || at.y() < plot.top() || at.y() >= plot.bottom() || at.x() < 0 || at.x() > plot.right())
    return -1;
  return first_ + std::min(static_cast<int>((at.y() - plot.top()) / plot.height() * shown_), shown_ - 1);
}

QPointF RankedBars::place(int item) const {
  const QRectF plot = chart()->plotArea();
  const double value = bars_[static_cast<size_t>(item)].value;
  return {std::isfinite(value) ? frame_->place(value / 2, 0).x() : plot.left(),
          plot.top() + (item - first_ + 0.5) * plot.height() / std::max(shown_, 1)};
}

void RankedBars::ask_for(double first, double count) {
  count = std::clamp(count, double{kLeast}, double{kMost});
  first = std::clamp(first, 0.0, std::max(item_count() - count, 0.0));
  emit zoomed(Zoom{0, 1, first, first + count});
}

void RankedBars::zoom_about(const QPointF& at, double factor) {
  const QRectF plot = chart()->plotArea();
  const double count = shown_ / factor, share = std::clamp((at.y() - plot.top()) / plot.height(), 0.0, 1.0);
  // At least one bar more or less: a few bars would not change by a quarter.
  const double next = factor > 1 ? std::min(count, shown_ - 1.0) : std::max(count, shown_ + 1.0);
  ask_for(first_ + share * (shown_ - next), next);
}

// On the strip the window moves with the mouse, on the bars against it.
void RankedBars::move_by(const QPointF& by, const QPointF& pressed_at) {
  const double bars = layer_->strip().contains(pressed_at) ? item_count() : -shown_;
  carried_ += by.y() / chart()->plotArea().height() * bars;
  const double whole = std::trunc(carried_);
  carried_ -= whole;
  if (whole != 0) ask_for(first_ + whole, shown_);
}

void RankedBars::click_beside(const QPointF& at) {
  const QRectF strip = layer_->strip();
  if (shown_ < item_count() && strip.contains(at))
    ask_for((at.y() - strip.top()) / strip.height() * item_count() - shown_ / 2.0, shown_);
}

void RankedBars::turn_wheel(const QPointF& at, double notches, Qt::KeyboardModifiers modifiers) {
  if (modifiers & Qt::ControlModifier)
    zoom_about(at, notches > 0 ? 1.25 : 0.8);
  else
    ask_for(first_ - 3 * notches, shown_);
}

int RankedBars::neighbour(int item, int key) const {
  const int last = item_count() - 1;
  if (last < 0) return -1;
  if (item >= 0 && key == Qt::Key_PageUp) return std::max(item - shown_, 0);
  if (item >= 0 && key == Qt::Key_PageDown) return std::min(item + shown_, last);
  const bool to_end = key == Qt::Key_Home || key == Qt::Key_End;
  return item < 0 && !to_end ? first_ : Chart::neighbour(item, key);
}

void RankedBars::reveal(int item) {
  if (item < 0 || item >= item_count()) return;
  if (item < first_) ask_for(item, shown_);
  if (item >= first_ + shown_) ask_for(item - shown_ + 1, shown_);
}

void RankedBars::focus_changed() {
  if (canvas()->hasFocus()) reveal(focus_item());
}

}  // namespace vantage::viewer
