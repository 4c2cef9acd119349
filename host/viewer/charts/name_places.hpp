// SPDX-License-Identifier: GPL-3.0-or-later
// Where the names of points go, so that none hides a point or another name. Internal to this folder.
#pragma once

#include <QtCore/QLineF>
#include <QtCore/QRectF>
#include <optional>
#include <vector>

namespace vantage::viewer {

// A point that would like its name beside it. Pixels.
struct NamedPoint {
  QPointF at;
  double radius = 0;  // of what is drawn there
  QSizeF name;

  QRectF mark() const { return {at - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)}; }
};

struct NamePlace {
  QRectF box;
  QLineF leader;  // from point to name where these stand apart; null: beside it
};

// The most important points come first; each takes the first free place. `marks`, of all points, are neither
// hidden nor crossed, `others` only not hidden. Farther off than beside the point only with `leaders`.
// nullopt: there is no room.
std::vector<std::optional<NamePlace>> place_names(const std::vector<NamedPoint>&, std::vector<QRectF> marks,
                                                  const std::vector<QRectF>& others, const QRectF& plot,
                                                  bool leaders);

}  // namespace vantage::viewer
