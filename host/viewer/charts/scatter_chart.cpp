// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/scatter_chart.hpp"

#include <QtCharts/QChart>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "host/viewer/charts/plot_frame.hpp"
#include "host/viewer/charts/point_layer.hpp"

namespace vantage::viewer {

ScatterChart::ScatterChart(QWidget* parent) : ScatterChart(std::make_unique<PlotFrame>(), parent) {}

ScatterChart::ScatterChart(std::unique_ptr<PlotFrame> frame, QWidget* parent)
    : Chart(frame->chart(), parent),
      frame_(std::move(frame)),
      layer_(new PointLayerItem(*this, frame_->chart())) {
  connect(chart(), &QChart::plotAreaChanged, this, [this] { bare_ ? fit() : layer_->lay_out(); });
  connect(chart(), &QGraphicsWidget::geometryChanged, this, [this] { fit(); });
}

ScatterChart::~ScatterChart() = default;

void ScatterChart::set_axes(const Axis& x, const Axis& y) {
  x_ = x;
  y_ = y;
  columns_ = {tr("name"), x.title, y.title};
  frame_->set_axes(x, y);
}

void ScatterChart::set_points(std::vector<ScatterPoint> points, std::function<QString(int)> text) {
  points_ = std::move(points);
  text_ = std::move(text);
  marks_ = {};
  set_focus_item(-1);
  fit();
}

void ScatterChart::set_marks(ScatterMarks marks) {
  marks_ = std::move(marks);
  redraw();
}

void ScatterChart::set_marker_size(double pixels) {
  size_ = pixels;
  layer_->lay_out();
}

void ScatterChart::set_bare(bool bare) {
  frame_->set_visible(!bare);
  bare_ = bare;
  fit();
}

void ScatterChart::set_zoom(const std::optional<Zoom>& zoom) {
  if (zoom == zoom_) return;
  zoom_ = zoom;
  fit();
}

// All points with their intervals, or the part that was zoomed to.
void ScatterChart::fit() {
  Zoom range = zoom_ ? *zoom_ : all_points();
  const QRectF plot = chart()->plotArea();
  if (bare_ && plot.width() > 1 && plot.height() > 1) {  // one unit is as long across as down
    const double unit =
        std::max((range.x_max - range.x_min) / plot.width(), (range.y_max - range.y_min) / plot.height());
    const auto widen = [unit](double& min, double& max, double pixels) {
      const double extra = (unit * pixels - (max - min)) / 2;
      min -= extra;
      max += extra;
    };
    widen(range.x_min, range.x_max, plot.width());
    widen(range.y_min, range.y_max, plot.height());
  }
  frame_->set_range(range);
  layer_->lay_out();
}

Zoom ScatterChart::all_points() const {
  std::vector<double> xs, ys;
  for (const ScatterPoint& p : points_) {
    xs.push_back(to_axis(x_.scale, p.x));
    for (const double y : {p.y, p.low, p.high}) ys.push_back(to_axis(y_.scale, y));
  }
  Extent x = extent_of(x_.scale, xs), y = extent_of(y_.scale, ys);
  if (!x_.names.isEmpty()) x = {-0.5, static_cast<double>(x_.names.size()) - 0.5};
  return {x.min, x.max, y.min, y.max};
}

void ScatterChart::set_theme(const ThemeColours& theme) {
  frame_->set_theme(theme);
  Chart::set_theme(theme);
}

ValueTable ScatterChart::table() const {
  ValueTable table{columns_, {}};
  for (const ScatterPoint& p : points_) {
    const auto place = static_cast<qsizetype>(std::lround(p.x));
    table.rows.push_back({p.name, x_.names.isEmpty() ? QVariant(p.x) : x_.names.value(place), p.y});
  }
  return table;
}

QString ScatterChart::item_text(int item) const {
  return text_ ? text_(item) : points_[static_cast<size_t>(item)].text;
}

int ScatterChart::hit(const QPointF& at) const {
  return layer_->nearest(at);
}

QPointF ScatterChart::place(int item) const {
  return layer_->places()[static_cast<size_t>(item)];
}

std::vector<int> ScatterChart::inside(const QPolygonF& outline) const {
  std::vector<int> items;
  for (int i = 0; i < item_count(); ++i)
    if (!std::isnan(place(i).x()) && outline.containsPoint(place(i), Qt::OddEvenFill)) items.push_back(i);
  return items;
}

void ScatterChart::zoom_about(const QPointF& at, double factor) {
  emit zoomed(frame_->zoomed(at, factor));
}

void ScatterChart::move_by(const QPointF& by, const QPointF&) {
  emit zoomed(frame_->moved(by));
}

// The nearest point in the arrow's direction, one that lies more along it than across.
int ScatterChart::neighbour(int item, int key) const {
  const auto shown = [this](int i) { return !std::isnan(place(i).x()); };
  const auto first = [&](int from, int step) {
    for (int i = from; i >= 0 && i < item_count(); i += step)
      if (shown(i)) return i;
    return -1;
  };
  if (item < 0 || key == Qt::Key_Home) return first(0, 1);
  if (key == Qt::Key_End) return first(item_count() - 1, -1);
  const QPointF along = key == Qt::Key_Left    ? QPointF(-1, 0)
                        : key == Qt::Key_Right ? QPointF(1, 0)
                        : key == Qt::Key_Up    ? QPointF(0, -1)
                                               : QPointF(0, 1);
  int best = item;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < item_count(); ++i) {
    const QPointF d = place(i) - place(item);
    const double ahead = QPointF::dotProduct(d, along),
                 across = std::abs(d.x() * along.y() - d.y() * along.x());
    if (i == item || !(ahead > 0) || across > ahead || ahead + 2 * across >= least) continue;
    least = ahead + 2 * across;
    best = i;
  }
  return best;
}

}  // namespace vantage::viewer
