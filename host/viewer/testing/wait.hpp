// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QEventLoop>

namespace vantage::viewer {

// Lets events happen until `condition` holds: whether it did within ten seconds.
template <typename Condition>
bool wait_until(Condition condition) {
  for (QDeadlineTimer end(10000); !condition() && !end.hasExpired();)
    QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
  return condition();
}

}  // namespace vantage::viewer
