// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/bench/viewer/probe.hpp"

#include <algorithm>
#include <cmath>

namespace vantage::bench {

double milliseconds(Moment from, Moment to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

Probe::Probe(int& argc, char** argv) : QApplication(argc, argv), tick_(Clock::now()) {
  connect(&timer_, &QTimer::timeout, this, [this] {
    const Moment now = Clock::now();
    stall_ = std::max(stall_, milliseconds(tick_, now));
    tick_ = now;
  });
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.start(1);
}

bool Probe::notify(QObject* receiver, QEvent* event) {
  const bool paint = event->type() == QEvent::Paint && receiver->isWidgetType();
  const bool watched =
      paint && (!watched_ || watched_ == receiver || watched_->isAncestorOf(static_cast<QWidget*>(receiver)));
  const bool handled = QApplication::notify(receiver, event);
  if (watched) {
    last_ = Clock::now();
    if (paints_++ == 0) first_ = last_;
  }
  return handled;
}

void Probe::start(const QWidget* widget) {
  watched_ = widget;
  first_ = last_ = {};
  paints_ = 0;
}

double Probe::take_stall() {
  const double stall = stall_;
  stall_ = 0;
  tick_ = Clock::now();
  return stall;
}

void rest(Probe& probe, viewer::MainWindow& window) {
  constexpr int kQuiet = 3;  // turns of the loop
  for (int quiet = 0, paints = probe.paints(); quiet < kQuiet;) {
    QApplication::processEvents(QEventLoop::AllEvents, 5);
    if (!window.idle()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    quiet = window.idle() && probe.paints() == paints ? quiet + 1 : 0;
    paints = probe.paints();
  }
}

double until_painted(Probe& probe, viewer::MainWindow& window, const std::function<void()>& action) {
  probe.start();
  const Moment start = Clock::now();
  action();
  rest(probe, window);
  return probe.paints() == 0 ? 0 : milliseconds(start, probe.last_paint());
}

double Times::share(double p) const {
  if (all.empty()) return 0;
  auto sorted = all;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = static_cast<size_t>(std::ceil(p * static_cast<double>(sorted.size())));
  return sorted[std::max<size_t>(rank, 1) - 1];
}

}  // namespace vantage::bench
