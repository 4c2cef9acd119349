// SPDX-License-Identifier: GPL-3.0-or-later
// Long names in little room: first smaller, then in two lines, and only then shortened. Internal to this
// folder.
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QFont>

namespace vantage::viewer {

// A font in which text that is `wanted` pixels long fits into `room`, if that takes no more than a fifth off
// its size.
QFont fitted_font(QFont, double wanted, double room);

// Broken behind the separator nearest to the middle ("shufflenet_", "v2_x1_0"); one line where there is none.
QStringList in_two_lines(const QString& name);

// The name in one line, or in two if it is longer than `room` and there is height for them; each with its
// middle left out where even that is too long.
QStringList fitted_lines(const QString& name, const QFont&, double room, double height);

}  // namespace vantage::viewer
