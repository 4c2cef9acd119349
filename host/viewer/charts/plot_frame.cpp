// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/plot_frame.hpp"

#include <QtGui/QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "host/viewer/charts/fitted_text.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {

PlotFrame::PlotFrame()
    : chart_(new QChart), series_(new QLineSeries), x_axis_(new QCategoryAxis), y_axis_(new QCategoryAxis) {
  chart_->addSeries(series_);
  chart_->addAxis(x_axis_, Qt::AlignBottom);
  chart_->addAxis(y_axis_, Qt::AlignLeft);
  for (auto* axis : {x_axis_, y_axis_}) {
    series_->attachAxis(axis);
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setTruncateLabels(false);
  }
}

void PlotFrame::set_axes(const Axis& x, const Axis& y) {
  x_ = x;
  y_ = y;
  longest_.reset();
  x_axis_->setTitleText(x.title);
  y_axis_->setTitleText(y.title);
  x_axis_->setTitleVisible(!x.title.isEmpty());
  y_axis_->setTitleVisible(!y.title.isEmpty());
}

void PlotFrame::label(QCategoryAxis* axis, const Axis& of, double min, double max, int about) {
  for (const QString& old : axis->categoriesLabels()) axis->remove(old);
  axis->setStartValue(min);
  axis->setLabelsFont(chart_->font());
  if (of.names.isEmpty())
    for (const Tick& tick : ticks(of.scale, min, max, about)) axis->append(tick.label, tick.at);
  else
    name(min, max);
  axis->setRange(min, max);
}

// Upright where they are longer than there is room; then as many as have room beside each other. Qt Charts
// gives an axis four tenths of the height, with a margin and padding, and takes its labels for HTML; of equal
// ones it keeps the first alone: an invisible space makes them differ.
void PlotFrame::name(double min, double max) {
  const double most = std::clamp(0.4 * chart_->size().height() - 10, 20.0, 130.0);  // of names that stand
  const double room = std::max(chart_->plotArea().width() / (max - min), 1e-3);
  const double longest = longest_name();
  const bool lie = longest <= room - 8;
  const QFont font = lie ? chart_->font() : fitted_font(chart_->font(), longest, most);
  const QFontMetricsF metrics(font);
  const int every = lie ? 1 : std::max(1, static_cast<int>(std::ceil(metrics.height() / room)));
  x_axis_->setLabelsAngle(lie ? 0 : -90);
  x_axis_->setLabelsFont(font);
  for (int i = std::max(0, static_cast<int>(std::ceil(min))); i < x_.names.size() && i <= max; ++i) {
    if (i % every != 0) continue;
    QStringList lines = fitted_lines(x_.names[i], font, lie ? room : most, lie ? 0 : room);
    for (QString& line : lines) line = line.toHtmlEscaped();
    QString label = lines.join("<br/>");
    while (x_axis_->categoriesLabels().contains(label)) label += QChar(0x200b);
    x_axis_->append(label, i);
  }
}

double PlotFrame::longest_name() {
  if (longest_ && longest_font_ == chart_->font()) return *longest_;
  longest_font_ = chart_->font();
  longest_ = 0;
  for (const QString& name : x_.names)
    longest_ = std::max(*longest_, QFontMetricsF(longest_font_).horizontalAdvance(name));
  return *longest_;
}

void PlotFrame::set_range(const Zoom& range) {
  if (!(range.x_min < range.x_max && range.y_min < range.y_max)) return;
  range_ = range;
  const QRectF plot = chart_->plotArea();
  label(x_axis_, x_, range.x_min, range.x_max, std::clamp(static_cast<int>(plot.width() / 75), 2, 8));
  label(y_axis_, y_, range.y_min, range.y_max, std::clamp(static_cast<int>(plot.height() / 45), 2, 8));
}

void PlotFrame::set_theme(const ThemeColours& theme) {
  for (auto* axis : {x_axis_, y_axis_}) {
    axis->setLabelsColor(to_qcolor(theme.muted));
    axis->setTitleBrush(to_qcolor(theme.text));
    axis->setLinePenColor(to_qcolor(theme.border));
    axis->setGridLineColor(to_qcolor(theme.grid));
    QFont title = chart_->font();
    title.setBold(false);
    axis->setTitleFont(title);
  }
}

void PlotFrame::set_visible(bool visible) {
  x_axis_->setVisible(visible);
  y_axis_->setVisible(visible);
}

void PlotFrame::hide_y_axis() {
  y_axis_->setVisible(false);
}

QPointF PlotFrame::place(double x, double y) const {
  const QRectF plot = chart_->plotArea();
  return {plot.left() + (x - range_.x_min) / (range_.x_max - range_.x_min) * plot.width(),
          plot.bottom() - (y - range_.y_min) / (range_.y_max - range_.y_min) * plot.height()};
}

QPointF PlotFrame::value(const QPointF& place) const {
  const QRectF plot = chart_->plotArea();
  return {range_.x_min + (place.x() - plot.left()) / plot.width() * (range_.x_max - range_.x_min),
          range_.y_min + (plot.bottom() - place.y()) / plot.height() * (range_.y_max - range_.y_min)};
}

Zoom PlotFrame::zoomed(const QPointF& about, double factor) const {
  const QPointF at = value(about);
  const auto closer = [factor](double end, double fixed) { return fixed + (end - fixed) / factor; };
  const Zoom next{closer(range_.x_min, at.x()), closer(range_.x_max, at.x()), closer(range_.y_min, at.y()),
                  closer(range_.y_max, at.y())};
  const auto too_narrow = [](double min, double max) {
    return max - min < 1e-6 * std::max({std::abs(min), std::abs(max), 1e-6});
  };
  return too_narrow(next.x_min, next.x_max) || too_narrow(next.y_min, next.y_max) ? range_ : next;
}

Zoom PlotFrame::moved(const QPointF& by) const {
  const QPointF d = value(chart_->plotArea().topLeft()) - value(chart_->plotArea().topLeft() + by);
  return {range_.x_min + d.x(), range_.x_max + d.x(), range_.y_min + d.y(), range_.y_max + d.y()};
}

}  // namespace vantage::viewer
