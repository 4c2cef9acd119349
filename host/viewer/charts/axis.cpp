// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/axis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/viewer/services/format.hpp"

namespace vantage::viewer {
namespace {

QString label(Scale scale, double value, double step) {
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 12);
  if (scale == Scale::percent) return percent(value, std::max(decimals - 2, 0));
  return std::abs(value) >= 10000 ? compact(value) : QString::number(value, 'f', decimals);
}

// 1, 2 or 5 times a power of ten.
double round_step(double raw) {
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (raw <= factor * power * (1 + 1e-9)) return factor * power;
  return 10 * power;
}

// More than `about` where so few leave one alone, which says nothing of the scale.
std::vector<Tick> even_ticks(Scale scale, double min, double max, int about) {
  std::vector<Tick> all;
  double step = round_step((max - min) / about);
  while (std::floor(max / step + 1e-9) - std::ceil(min / step - 1e-9) < 1) step = round_step(step / 2.5);
  for (double k = std::ceil(min / step - 1e-9); k * step <= max + step * 1e-9; ++k) {
    const double value = k == 0 ? 0 : k * step;  // no "-0"
    all.push_back({value, label(scale, value, step)});
  }
  return all;
}

// At these multiples of every so many powers of ten.
std::vector<Tick> power_ticks(double min, double max, const std::vector<int>& factors, int every) {
  std::vector<Tick> all;
  for (double power = std::floor(min / every) * every; power <= max; power += every)
    for (const int factor : factors) {
      const double at = power + std::log10(factor);
      if (at >= min - 1e-9 && at <= max + 1e-9) all.push_back({at, compact(factor * std::pow(10, power))});
    }
  return all;
}

std::vector<Tick> logarithmic_ticks(double min, double max, int about) {
  std::vector<Tick> all;
  const auto fits = [&](const std::vector<int>& factors, int every) {
    all = power_ticks(min, max, factors, every);
    const auto crowded = [&](const Tick& a, const Tick& b) {
      return b.at - a.at < (max - min) / (2 * about);
    };
    return static_cast<int>(all.size()) <= about + 1 &&
           std::adjacent_find(all.begin(), all.end(), crowded) == all.end();
  };
  const std::vector<int> each = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  if (!fits(each, 1) && !fits({1, 2, 5}, 1) && !fits({1, 3}, 1))
    for (int every = 1; !fits({1}, every);) ++every;
  if (all.size() >= 2) return all;
  // Less than a decade is shown: there a logarithmic axis is nearly linear.
  all = even_ticks(Scale::linear, std::pow(10, min), std::pow(10, max), about);
  for (Tick& tick : all) tick = {std::log10(tick.at), compact(tick.at)};
  return all;
}

}  // namespace

double to_axis(Scale scale, double value) {
  if (scale != Scale::logarithmic) return value;
  return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
}

std::vector<Tick> ticks(Scale scale, double min, double max, int about) {
  if (!std::isfinite(min) || !std::isfinite(max) || !(max > min) || max - min < 1e-12 * std::abs(max))
    return {};
  about = std::max(about, 2);
  return scale == Scale::logarithmic ? logarithmic_ticks(min, max, about)
                                     : even_ticks(scale, min, max, about);
}

Extent extent_of(Scale scale, const std::vector<double>& values) {
  double min = std::numeric_limits<double>::infinity(), max = -min;
  for (const double v : values)
    if (std::isfinite(v)) {
      min = std::min(min, v);
      max = std::max(max, v);
    }
  if (min > max) return scale == Scale::logarithmic ? Extent{6, 8} : Extent{0, 1};
  const double margin = max > min                     ? 0.08 * (max - min)
                        : scale == Scale::logarithmic ? 0.3
                        : scale == Scale::percent     ? 0.05
                        : max == 0                    ? 1
                                                      : 0.1 * std::abs(max);
  if (scale == Scale::percent) return {std::max(min - margin, 0.0), std::min(max + margin, 1.0)};
  return {min - margin, max + margin};
}

}  // namespace vantage::viewer
