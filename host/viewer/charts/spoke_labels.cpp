// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/spoke_labels.hpp"

#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "host/viewer/charts/fitted_text.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

constexpr double kGap = 7, kSign = 12;  // pixels: from circle to name; the sign and the blank behind it

}  // namespace

SpokeLabels::SpokeLabels(QGraphicsItem* parent) : QGraphicsObject(parent) {
  setZValue(20);
  setAcceptedMouseButtons(Qt::NoButton);
}

QPointF SpokeLabels::direction(size_t spoke) const {
  const double angle =
      2 * std::numbers::pi * static_cast<double>(spoke) / static_cast<double>(spokes_.size());
  return {std::sin(angle), -std::cos(angle)};
}

void SpokeLabels::set_spokes(std::vector<Spoke> spokes) {
  spokes_ = std::move(spokes);
  QFont bold = QApplication::font();
  bold.setBold(true);  // so that pinning moves nothing
  const QFontMetricsF metrics(bold);
  labels_.clear();
  for (const Spoke& spoke : spokes_) {
    const QString text = spoke.name.size() < 10 ? spoke.name : in_two_lines(spoke.name).join('\n');
    const QSizeF size = metrics.boundingRect(QRectF(0, 0, 1000, 1000), Qt::AlignLeft, text).size();
    labels_.push_back({text, {size.width() + kSign + 4, size.height()}, {}});
  }
}

void SpokeLabels::set_rings(double innermost, double outermost, int count) {
  innermost_ = innermost;
  outermost_ = outermost;
  rings_ = count;
  update();
}

void SpokeLabels::set_marks(int pinned, const ThemeColours& theme) {
  pinned_ = pinned;
  theme_ = &theme;
  update();
}

// Each name sets a bound on the radius: its far edge must stay in the chart.
QRectF SpokeLabels::circle_in(const QSizeF& chart) const {
  const QPointF middle(chart.width() / 2, chart.height() / 2);
  double radius = std::min(middle.x(), middle.y()) - 8;
  for (size_t s = 0; s < labels_.size(); ++s) {
    const QPointF d = direction(s);
    const double across = labels_[s].size.width() * (std::abs(d.x()) < 0.1 ? 0 : 1),
                 down = labels_[s].size.height();
    if (std::abs(d.x()) >= 0.1) radius = std::min(radius, (middle.x() - across) / std::abs(d.x()) - kGap);
    // Beside the circle a name is centred on its spoke, above and below it stands outside.
    const double outside = down * (0.5 + 0.5 * std::abs(d.y()));
    if (std::abs(d.y()) >= 0.1) radius = std::min(radius, (middle.y() - outside) / std::abs(d.y()) - kGap);
  }
  radius = std::max(radius, 20.0);
  return {middle - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)};
}

void SpokeLabels::lay_out(const QRectF& circle, const QSizeF& chart) {
  prepareGeometryChange();
  area_ = QRectF(QPointF(), chart);
  circle_ = circle;
  for (size_t s = 0; s < labels_.size(); ++s) {
    const QPointF d = direction(s), at = circle.center() + d * (circle.width() / 2 + kGap);
    const QSizeF size = labels_[s].size;
    const double left = std::abs(d.x()) < 0.1 ? at.x() - size.width() / 2
                        : d.x() > 0           ? at.x()
                                              : at.x() - size.width();
    const double top = at.y() - size.height() * (0.5 - 0.5 * d.y());
    labels_[s].place = {QPointF(left, top), size};
  }
  update();
}

int SpokeLabels::spoke_at(const QPointF& at) const {
  for (size_t s = 0; s < labels_.size(); ++s)
    if (labels_[s].place.adjusted(-3, -3, 3, 3).contains(at)) return static_cast<int>(s);
  return -1;
}

// Beside the upper spoke, each within its ring, outermost first, as many as leave half of the lines to be
// seen; on the ground's colour, for lines run behind them. At whole pixels: centres are whole or half, and
// what another order of layouts leaves in their last bit must not show. (As outlines, for a halo, letters
// would differ by a 64th of a pixel from one export to the next: Qt's depend on what else was drawn.)
void SpokeLabels::paint_rings(QPainter& painter) const {
  const auto whole = [](double v) { return std::floor(v + 0.25); };
  QFont font = QApplication::font();
  font.setPixelSize(QFontInfo(font).pixelSize() * 9 / 10);
  painter.setFont(font);
  painter.setPen(to_qcolor(theme_->text));
  const QFontMetricsF metrics(font);
  double next = circle_.top();
  for (int ring = rings_ - 1; ring >= 0; --ring) {
    const double share = rings_ > 1 ? static_cast<double>(ring) / (rings_ - 1) : 1;
    const double y = circle_.center().y() - share * circle_.height() / 2;
    if (y < next - 0.5) continue;
    next = y + 1.6 * metrics.height();
    const QString text = QString("%1 %").arg(innermost_ + share * (outermost_ - innermost_));
    const QPointF at(whole(circle_.center().x()) + 4, whole(y + 2 + metrics.capHeight()));
    painter.fillRect(QRectF(at.x() - 1, at.y() - metrics.capHeight() - 2, metrics.horizontalAdvance(text) + 2,
                            metrics.capHeight() + 4),
                     to_qcolor(theme_->base));
    painter.drawText(at, text);
  }
}

void SpokeLabels::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  paint_rings(*painter);
  for (size_t s = 0; s < labels_.size(); ++s) {
    const Label& label = labels_[s];
    const bool pinned = static_cast<int>(s) == pinned_;
    painter->save();
    painter->translate(label.place.left() + 5, label.place.center().y());
    painter->scale(5, 5);
    painter->fillPath(marker_path(spokes_[s].style.marker), to_qcolor(spokes_[s].style.colour));
    painter->restore();
    QFont font = QApplication::font();
    font.setBold(pinned);
    painter->setFont(font);
    painter->setPen(to_qcolor(pinned ? theme_->accent : theme_->text));
    painter->drawText(label.place.adjusted(kSign, 0, 4, 0), Qt::AlignLeft | Qt::AlignVCenter, label.text);
  }
  painter->restore();
}

}  // namespace vantage::viewer
