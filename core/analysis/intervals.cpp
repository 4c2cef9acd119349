// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/intervals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "core/error.hpp"

namespace vantage::core {

Interval wilson(int64_t successes, int64_t trials, double z) {
  if (successes < 0 || successes > trials)
    throw Error(
        fmt::format("{} of {} is no share: the count must lie between 0 and the total", successes, trials));
  if (trials == 0) return {0, 1};
  const double n = static_cast<double>(trials), k = static_cast<double>(successes), z2 = z * z;
  const double middle = k + z2 / 2, half = z * std::sqrt(k * (n - k) / n + z2 / 4);
  // Rounding must not leave the share itself outside.
  return {successes == 0 ? 0 : (middle - half) / (n + z2),
          successes == trials ? 1 : (middle + half) / (n + z2)};
}

McNemar mcnemar(int64_t only_first, int64_t only_second) {
  if (only_first < 0 || only_second < 0)
    throw Error(fmt::format("McNemar's test of {} and {} images: a count cannot be negative", only_first,
                            only_second));
  const double a = static_cast<double>(only_first), b = static_cast<double>(only_second), n = a + b;
  if (n == 0) return {only_first, only_second, 0, 1};
  const double excess = std::max(0.0, std::abs(a - b) - 1);
  const double tail = boost::math::cdf(boost::math::binomial(n, 0.5), std::min(a, b));
  return {only_first, only_second, excess * excess / n, std::min(1.0, 2 * tail)};
}

}  // namespace vantage::core
