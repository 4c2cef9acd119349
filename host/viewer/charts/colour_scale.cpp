// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/colour_scale.hpp"

#include <QtGui/QPainter>
#include <algorithm>
#include <utility>

#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {

ColourScale::ColourScale(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ColourScale::set_scale(double min, double max, int decimals, std::function<Rgb(double)> colour) {
  min_ = min;
  max_ = max;
  decimals_ = decimals;
  colour_ = std::move(colour);
  setAccessibleName(tr("Colours from %1 to %2").arg(end(min_, least_), end(max_, greatest_)));
  update();
}

void ColourScale::set_words(const QString& least, const QString& greatest) {
  least_ = least;
  greatest_ = greatest;
  update();
}

QString ColourScale::end(double value, const QString& word) const {
  const QString number = QString::number(value, 'f', decimals_);
  return word.isEmpty() ? number : number + " " + word;
}

QSize ColourScale::sizeHint() const {
  return {200, fontMetrics().height() + 6};
}

// The words go first where there is no room for them.
void ColourScale::paintEvent(QPaintEvent*) {
  if (!colour_) return;
  QPainter painter(this);
  QString left = end(min_, least_), right = end(max_, greatest_);
  const auto width_of = [this](const QString& text) { return fontMetrics().horizontalAdvance(text); };
  if (width_of(left) + width_of(right) + 60 > width()) left = end(min_, {}), right = end(max_, {});
  const QRect strip = rect().adjusted(width_of(left) + 10, 4, -width_of(right) - 10, -4);
  for (int x = strip.left(); x <= strip.right(); ++x) {
    const double share = (x - strip.left()) / std::max(1.0, strip.width() - 1.0);
    painter.fillRect(x, strip.top(), 1, strip.height(), to_qcolor(colour_(min_ + share * (max_ - min_))));
  }
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(rect().adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, left);
  painter.drawText(rect().adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, right);
}

}  // namespace vantage::viewer
