// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/fitted_text.hpp"

#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>
#include <algorithm>
#include <cstdlib>

namespace vantage::viewer {

QFont fitted_font(QFont font, double wanted, double room) {
  if (wanted <= room) return font;
  const double share = std::max(room / wanted, 0.8);
  font.setPixelSize(std::max(static_cast<int>(QFontInfo(font).pixelSize() * share), 1));
  return font;
}

QStringList in_two_lines(const QString& name) {
  qsizetype best = -1;
  for (qsizetype i = 1; i < name.size(); ++i)
    if (QStringView(u" _-./").contains(name[i - 1]) &&
        (best < 0 || std::abs(2 * i - name.size()) < std::abs(2 * best - name.size())))
      best = i;
  return best < 0 ? QStringList{name} : QStringList{name.left(best).trimmed(), name.mid(best)};
}

QStringList fitted_lines(const QString& name, const QFont& font, double room, double height) {
  const QFontMetricsF metrics(font);
  const bool two = metrics.horizontalAdvance(name) > room && 2 * metrics.height() <= height;
  QStringList lines = two ? in_two_lines(name) : QStringList{name};
  for (QString& line : lines) line = metrics.elidedText(line, Qt::ElideMiddle, room);
  return lines;
}

}  // namespace vantage::viewer
