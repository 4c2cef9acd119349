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
    : Chart(polar, parent), angle_(new QCategoryAxis), radius_(new QValueAxis) {
  angle_->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  polar->addAxis(angle_, QPolarChart::PolarOrientationAngular);
  polar->addAxis(radius_, QPolarChart::PolarOrientationRadial);
  radius_->setLabelFormat("%.0f %%");
  radius_->setTickCount(5);
}

void RadarChart::set_lines(const QStringList& spokes, std::vector<RadarLine> lines) {
  std::erase_if(lines, [&](const RadarLine& l) {
    return l.values.size() != static_cast<size_t>(spokes.size()) || l.texts.size() != spokes.size();
  });
  if (spokes != spokes_) {
    for (const QString& old : angle_->categoriesLabels()) angle_->remove(old);
    angle_->setStartValue(0);
    for (int s = 0; s < spokes.size(); ++s) angle_->append(spokes[s], s);
    angle_->setRange(0, std::max<qsizetype>(spokes.size(), 1));
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
  radius_->setRange(std::floor(least * 4) * 25 >= 100 ? 75 : std::floor(least * 4) * 25, 100);
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
  return line < 0 ? spokes_[spoke] : lines_[static_cast<size_t>(line)].texts[spoke];
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

// Outside the circle lie the spokes' names; inside, the nearest corner of a line.
int RadarChart::hit(const QPointF& at) const {
  if (spokes() < kLeastSpokes || lines_.empty()) return -1;
  const QRectF plot = chart()->plotArea();
  const QPointF d = at - plot.center();
  if (std::hypot(d.x(), d.y()) > plot.width() / 2 + 6) {
    if (!chart()->rect().contains(at)) return -1;
    const double turn = std::atan2(d.x(), -d.y()) / (2 * std::numbers::pi) * spokes();
    const int spoke = (static_cast<int>(std::lround(turn)) + spokes()) % spokes();
    return spokes() * static_cast<int>(lines_.size()) + spoke;
  }
  std::vector<QPointF> corners;
  for (int item = 0; item < spokes() * static_cast<int>(lines_.size()); ++item)
    corners.push_back(place(item));
  return HitGrid(std::move(corners), 8).nearest(at);
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
    axis->setLabelsColor(to_qcolor(theme.text));
    axis->setLinePenColor(to_qcolor(theme.border));
    axis->setGridLineColor(to_qcolor(theme.grid));
    axis->setLabelsFont(font());
  }
  radius_->setLabelsColor(to_qcolor(theme.muted));
  Chart::set_theme(theme);
}

ValueTable RadarChart::table() const {
  ValueTable table;
  table.columns = QStringList(tr("model")) + spokes_;
  for (const RadarLine& line : lines_) {
    std::vector<QVariant> row{line.name};
    for (const double v : line.values) row.emplace_back(v);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace vantage::viewer
