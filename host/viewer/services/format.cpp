// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/format.hpp"

#include <cmath>

namespace vantage::viewer {
namespace {

const QString kNone(QChar(0x2013));

// Three digits that count, without zeros at the end.
QString short_number(double value) {
  QString text = QString::number(value, 'f', value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
  if (text.contains('.')) {
    while (text.endsWith('0')) text.chop(1);
    if (text.endsWith('.')) text.chop(1);
  }
  return text;
}

}  // namespace

QString compact(double count) {
  if (!std::isfinite(count)) return kNone;
  struct Unit {
    double size;
    const char* name;
  };
  static constexpr Unit kUnits[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
  for (const Unit& unit : kUnits)
    if (std::abs(count) >= unit.size * 0.9995) return short_number(count / unit.size) + unit.name;
  return short_number(count);
}

QString percent(double share, int decimals) {
  return std::isfinite(share) ? QString::number(100 * share, 'f', decimals) + " %" : kNone;
}

QString grouped(int64_t count) {
  QString text = QString::number(count);
  for (qsizetype at = text.size() - 3; at > (count < 0 ? 1 : 0); at -= 3) text.insert(at, QChar(0x202f));
  return text;
}

QString percent_interval(double share, double low, double high) {
  if (!std::isfinite(share)) return kNone;
  return percent(share) + " (" + QString::number(100 * low, 'f', 1) + " to " + percent(high) + ")";
}

}  // namespace vantage::viewer
