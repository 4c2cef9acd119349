// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <vector>

namespace vantage::viewer {

// How values lie along an axis. On a logarithmic one the axis's unit is log10 of the value, elsewhere it is
// the value; zooms are kept in axis units.
enum class Scale { linear, logarithmic, percent };

struct Axis {
  QString title;
  Scale scale = Scale::linear;
  QStringList names{};  // across only, of the values 0, 1, ...: shown in the place of numbers
};

double to_axis(Scale, double value);  // NaN where a logarithm has none

struct Tick {
  double at;  // in axis units
  QString label;
};

// Round values inside [min, max] (axis units), about as many as asked for, at least two where the numbers
// allow.
std::vector<Tick> ticks(Scale, double min, double max, int about);

// The range that shows all these values (axis units) with a margin on both sides; percent stays within [0,1].
// Values that are not finite do not count; of none or one value a range around it.
struct Extent {
  double min = 0, max = 1;
};
Extent extent_of(Scale, const std::vector<double>& values);

}  // namespace vantage::viewer
