// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read them; always with a point, whatever the desktop's language, so that pictures agree.
#pragma once

#include <QtCore/QString>
#include <cstdint>

namespace vantage::viewer {

QString compact(double count);                    // "61.1 M", "1.8 G", "950"
QString percent(double share, int decimals = 1);  // "56.5 %"; "–" where there is none
QString grouped(int64_t count);                   // "50 000", with narrow no-break spaces

// "56.5 % (55.1 to 57.9 %)"
QString percent_interval(double share, double low, double high);

}  // namespace vantage::viewer
