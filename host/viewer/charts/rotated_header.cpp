// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/rotated_header.hpp"

#include <QtGui/QPainter>
#include <algorithm>

#include "host/viewer/charts/fitted_text.hpp"

namespace vantage::viewer {
namespace {

constexpr int kMargin = 6, kHighest = 150;  // pixels

}  // namespace

QFont RotatedHeader::font_of(int section) const {
  const QVariant font = model()->headerData(section, orientation(), Qt::FontRole);
  return font.isValid() ? font.value<QFont>() : this->font();
}

int RotatedHeader::longest() const {
  QFont bold = font();
  bold.setBold(true);
  const QFontMetrics metrics(bold);
  int longest = 0;
  for (int i = 0; model() && i < model()->columnCount(); ++i)
    longest = std::max(longest, metrics.horizontalAdvance(model()->headerData(i, orientation()).toString()));
  return longest + kMargin;
}

QSize RotatedHeader::sizeHint() const {
  const int line = fontMetrics().height() + kMargin;
  const int most = longest();
  const bool lies = most <= defaultSectionSize();
  return {QHeaderView::sizeHint().width(), lies ? line : std::clamp(most + kMargin, line, kHighest)};
}

void RotatedHeader::paintEvent(QPaintEvent* event) {
  painted_longest_ = longest();
  QHeaderView::paintEvent(event);
}

void RotatedHeader::paintSection(QPainter* painter, const QRect& place, int section) const {
  const QString name = model()->headerData(section, orientation()).toString();
  painter->save();
  painter->setFont(font_of(section));
  painter->setPen(palette().color(QPalette::WindowText));
  if (painted_longest_ <= defaultSectionSize()) {
    painter->drawText(place, Qt::AlignCenter, name);
  } else {
    painter->translate(place.left(), place.bottom());
    painter->rotate(-90);
    const QRect upright(kMargin / 2, 0, place.height() - kMargin, place.width());
    const QFont font = fitted_font(font_of(section), painted_longest_ - kMargin, upright.width());
    painter->setFont(font);
    painter->drawText(upright, Qt::AlignLeft | Qt::AlignVCenter,
                      fitted_lines(name, font, upright.width(), upright.height()).join('\n'));
  }
  painter->restore();
}

}  // namespace vantage::viewer
