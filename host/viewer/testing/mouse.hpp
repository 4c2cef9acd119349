// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse on a chart. Events are sent, not simulated by the window system, whose mouse moves are
// unreliable.
#pragma once

#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QApplication>

#include "host/viewer/charts/chart.hpp"

namespace vantage::viewer {

inline QWidget* viewport_of(Chart& chart) {
  return static_cast<QAbstractScrollArea*>(chart.canvas())->viewport();
}

inline void mouse(Chart& chart, QEvent::Type type, const QPointF& at, Qt::MouseButton button = Qt::LeftButton,
                  Qt::KeyboardModifiers modifiers = {}) {
  const bool down = type != QEvent::MouseButtonRelease;
  const bool hover = type == QEvent::MouseMove && button == Qt::NoButton;
  QMouseEvent event(type, at, viewport_of(chart)->mapToGlobal(at),
                    type == QEvent::MouseMove ? Qt::NoButton : button,
                    down && !hover ? Qt::MouseButtons(button) : Qt::NoButton, modifiers);
  QApplication::sendEvent(viewport_of(chart), &event);
}

inline void hover(Chart& chart, const QPointF& at) {
  mouse(chart, QEvent::MouseMove, at, Qt::NoButton);
}

inline void click(Chart& chart, const QPointF& at, Qt::KeyboardModifiers modifiers = {}) {
  mouse(chart, QEvent::MouseButtonPress, at, Qt::LeftButton, modifiers);
  mouse(chart, QEvent::MouseButtonRelease, at, Qt::LeftButton, modifiers);
}

inline void drag(Chart& chart, const std::vector<QPointF>& way, Qt::MouseButton button = Qt::LeftButton,
                 Qt::KeyboardModifiers modifiers = {}) {
  mouse(chart, QEvent::MouseButtonPress, way.front(), button, modifiers);
  for (const QPointF& at : way) mouse(chart, QEvent::MouseMove, at, button, modifiers);
  mouse(chart, QEvent::MouseButtonRelease, way.back(), button, modifiers);
}

inline void turn_wheel(Chart& chart, const QPointF& at, int notches, Qt::KeyboardModifiers modifiers = {}) {
  QWheelEvent event(at, viewport_of(chart)->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(viewport_of(chart), &event);
}

// A chart is laid out when it is shown.
inline void show(QWidget& widget, const QSize& size = {400, 300}) {
  widget.resize(size);
  widget.show();
  QApplication::processEvents();
}

}  // namespace vantage::viewer
