// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtGui/QColor>
#include <QtGui/QPainterPath>
#include <QtGui/QPixmap>

#include "host/viewer/services/palette.hpp"

namespace vantage::viewer {

inline QColor to_qcolor(Rgb c) {
  return {c.r, c.g, c.b};
}

// In the square from -1 to 1; all cover about the same area, so that none looks more important.
const QPainterPath& marker_path(Marker);

// Of a QPen.
QList<qreal> dash_pattern(Dash);

// For legends and lists: a marker, or a piece of a line. Needs a QGuiApplication.
QPixmap marker_picture(const RootStyle&, int side, qreal pixel_ratio);
QPixmap line_picture(const ModelStyle&, const QSize&, qreal pixel_ratio);

}  // namespace vantage::viewer
