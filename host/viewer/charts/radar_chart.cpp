// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/radar_chart.hpp"

#include <QtCharts/QCategoryAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QPolarChart>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "host/viewer/render/hit_grid.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {

RadarChart::RadarChart(QWidget* parent) : RadarChart(new QPolarChart, parent) {}

RadarChart::RadarChart(QPolarChart* polar, QWidget* parent)
    : Chart(polar, parent),
      angle_(new QCategoryAxis),
      radius_(new QValueAxis),
      labels_(new SpokeLabels(polar)) {
  angle_->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  angle_->setLabelsVisible(false);
  polar->addAxis(angle_, QPolarChart::PolarOrientationAngular);
  polar->addAxis(radius_, QPolarChart::PolarOrientationRadial);
  radius_->setLabelsVisible(false);
  connect(polar, &QGraphicsWidget::geometryChanged, this, &RadarChart::lay_out);
  connect(polar, &QChart::plotAreaChanged, this,
          [this] { labels_->lay_out(chart()->plotArea(), chart()->size()); });
}

// By margins: with setPlotArea() version 6.4 draws no polar axes.
void RadarChart::lay_out() {
  const QSizeF size = chart()->size();
  const QRectF circle = labels_->circle_in(size);
  chart()->setMargins(
      QMarginsF(circle.left(), circle.top(), size.width() - circle.right(), size.height() - circle.bottom())
          .toMargins());
  labels_->lay_out(chart()->plotArea(), size);
}

void RadarChart::set_lines(const std::vector<Spoke>& spokes, std::vector<RadarLine> lines) {
  std::erase_if(lines, [&](const RadarLine& l) {
    return l.values.size() != spokes.size() || static_cast<size_t>(l.texts.size()) != spokes.size();
  });
  if (spokes != spokes_) {
    for (const QString& old : angle_->categoriesLabels()) angle_->remove(old);
    angle_->setStartValue(0);
    for (size_t s = 0; s < spokes.size(); ++s) angle_->append(spokes[s].name, static_cast<qreal>(s));
    angle_->setRange(0, std::max<qreal>(static_cast<qreal>(spokes.size()), 1));
    labels_->set_spokes(spokes);
    lay_out();
  }
  spokes_ = spokes;
  lines_ = std::move(lines);

  chart()->removeAllSeries();
  series_.clear();
  double least = 1;
  for (const RadarLine& line : lines_) {
    auto* series = new QLineSeries;
    QList<QPointF> corners;
    for (int s = 0; s <= this->spokes(); ++s) {  // the first again, to close the polygon
      const double v = line.values[static_cast<size_t>(s % this->spokes())];
      if (!std::isfinite(v)) continue;
      least = std::min(least, v);
      corners << QPointF(s, 100 * v);
    }
    series->replace(corners);
    chart()->addSeries(series);
    series->attachAxis(angle_);
    series->attachAxis(radius_);
    series_.push_back(series);
  }
  // Where all are good the lower rings say nothing: the scale begins at the quarter below the worst.
  const double bottom = std::min(std::floor(least * 4) * 25, 75.0);
  radius_->setRange(bottom, 100);
  const int rings = bottom == 75 ? 6 : static_cast<int>((100 - bottom) / 25) + 1;
  radius_->setTickCount(rings);
  labels_->set_rings(bottom, 100, rings);
  set_focus_item(-1);
  restyle();
}

void RadarChart::set_marks(const RadarMarks& marks) {
  marks_ = marks;
  restyle();
}

// What is pinned or looked at is thick, the others stand back behind it.
void RadarChart::restyle() {
  const int focused = marks_.focused_line >= 0 ? marks_.focused_line : line_of(focus_item());
  const bool any = focused >= 0 || marks_.pinned_line >= 0;
  for (int l = 0; l < static_cast<int>(series_.size()); ++l) {
    const bool chosen = l == focused || l == marks_.pinned_line;
    QColor colour = to_qcolor(lines_[static_cast<size_t>(l)].style.colour);
    if (any && !chosen) colour.setAlphaF(0.35f);
    QPen pen(colour, chosen ? 3 : 1.5);
    if (const Dash dash = lines_[static_cast<size_t>(l)].style.dash; dash != Dash::solid)
      pen.setDashPattern(dash_pattern(dash));
    series_[static_cast<size_t>(l)]->setPen(pen);
  }
  labels_->set_marks(marks_.pinned_spoke, theme());
  redraw();
}

int RadarChart::item_count() const {
  return spokes() * (static_cast<int>(lines_.size()) + 1);
}

int RadarChart::line_of(int item) const {
  return item < 0 || item >= spokes() * static_cast<int>(lines_.size()) ? -1 : item / spokes();
}

int RadarChart::spoke_of(int item) const {
  return item < 0 || item >= item_count() ? -1 : item % spokes();
}

QString RadarChart::item_text(int item) const {
  const int line = line_of(item), spoke = spoke_of(item);
  return line < 0 ? spokes_[static_cast<size_t>(spoke)].name : lines_[static_cast<size_t>(line)].texts[spoke];
}

QPointF RadarChart::place(int item) const {
  const QRectF plot = chart()->plotArea();
  const int line = line_of(item), spoke = spoke_of(item);
  const double value = line < 0 ? 1.08 : lines_[static_cast<size_t>(line)].values[static_cast<size_t>(spoke)];
  const double share =
      line < 0 ? value
               : (std::max(100 * value, radius_->min()) - radius_->min()) / (radius_->max() - radius_->min());
  const double angle = 2 * std::numbers::pi * spoke / spokes(), r = share * plot.width() / 2;
  return plot.center() + QPointF(r * std::sin(angle), -r * std::cos(angle));
}

// A spoke's name, or the nearest corner of a line.
int RadarChart::hit(const QPointF& at) const {
  if (spokes() < kLeastSpokes) return -1;
  const int corners = spokes() * static_cast<int>(lines_.size());
  if (const int spoke = labels_->spoke_at(at); spoke >= 0) return corners + spoke;
  std::vector<QPointF> places;
  for (int item = 0; item < corners; ++item) places.push_back(place(item));
  return HitGrid(std::move(places), 8).nearest(at);
}

// Left and right along a line, up and down from line to line.
int RadarChart::neighbour(int item, int key) const {
  const int lines = static_cast<int>(lines_.size());
  if (lines == 0 || item < 0) return lines == 0 ? -1 : 0;
  const int line = line_of(item) < 0 ? 0 : line_of(item), spoke = spoke_of(item);
  switch (key) {
    case Qt::Key_Left:
      return line * spokes() + (spoke + spokes() - 1) % spokes();
    case Qt::Key_Right:
      return line * spokes() + (spoke + 1) % spokes();
    case Qt::Key_Up:
      return (line + lines - 1) % lines * spokes() + spoke;
    case Qt::Key_Down:
      return (line + 1) % lines * spokes() + spoke;
    case Qt::Key_Home:
      return 0;
    default:
      return lines * spokes() - 1;
  }
}

void RadarChart::set_theme(const ThemeColours& theme) {
  for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(angle_), static_cast<QAbstractAxis*>(radius_)}) {
    axis->setLinePenColor(to_qcolor(theme.border));
    axis->setGridLineColor(to_qcolor(theme.grid));
  }
  Chart::set_theme(theme);
}

ValueTable RadarChart::table() const {
  ValueTable table;
  table.columns << tr("model");
  for (const Spoke& spoke : spokes_) table.columns << spoke.name;
  for (const RadarLine& line : lines_) {
    std::vector<QVariant> row{line.name};
    for (const double v : line.values) row.emplace_back(v);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace vantage::viewer
