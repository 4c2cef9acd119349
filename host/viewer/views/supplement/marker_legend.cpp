// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/marker_legend.hpp"

#include <QtGui/QPainter>
#include <algorithm>
#include <utility>

#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

constexpr int kMarker = 18, kBehind = 14, kEdge = 6;  // pixels: to a name, behind it, around all

}  // namespace

MarkerLegend::MarkerLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void MarkerLegend::set_entries(std::vector<Entry> entries) {
  if (entries == entries_) return;
  entries_ = std::move(entries);
  QStringList names;
  for (const Entry& e : entries_) names << e.name;
  setAccessibleName(tr("Legend: %1").arg(names.join(", ")));
  resizeEvent(nullptr);
  update();
}

std::vector<QPoint> MarkerLegend::places(int* height) const {
  const int line = fontMetrics().height() + 2;
  std::vector<QPoint> all;
  QPoint at(kEdge, 0);
  for (const Entry& e : entries_) {
    const int wide = kMarker + fontMetrics().horizontalAdvance(e.name);
    if (at.x() > kEdge && at.x() + wide > width() - kEdge) at = {kEdge, at.y() + line};
    all.push_back(at);
    at.rx() += wide + kBehind;
  }
  *height = entries_.empty() ? 0 : at.y() + line;
  return all;
}

void MarkerLegend::resizeEvent(QResizeEvent*) {
  int height = 0;
  (void)places(&height);
  setFixedHeight(height);
}

void MarkerLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  int height = 0;
  const auto where = places(&height);
  const double middle = (fontMetrics().height() + 2) / 2.0;
  for (size_t i = 0; i < entries_.size(); ++i) {
    painter.save();
    painter.translate(where[i] + QPointF(5, middle));
    painter.scale(5, 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(to_qcolor(entries_[i].style.colour));
    painter.drawPath(marker_path(entries_[i].style.marker));
    painter.restore();
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(where[i] + QPoint(kMarker, fontMetrics().ascent() + 1), entries_[i].name);
  }
}

}  // namespace vantage::viewer
