// SPDX-License-Identifier: GPL-3.0-or-later
// When widgets were painted and how long the event loop stood still, seen from within.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <chrono>
#include <functional>
#include <vector>

#include "host/viewer/views/shell/main_window.hpp"

namespace vantage::bench {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;
double milliseconds(Moment from, Moment to);

class Probe : public QApplication {
 public:
  Probe(int& argc, char** argv);
  bool notify(QObject*, QEvent*) override;

  // The first and the last paint of `widget` and what lies in it that ended since start(); none: {}.
  void start(const QWidget* widget = nullptr);
  Moment first_paint() const { return first_; }
  Moment last_paint() const { return last_; }
  int paints() const { return paints_; }

  // The longest time between two turns of the event loop since the last call, milliseconds.
  double take_stall();

 private:
  const QWidget* watched_ = nullptr;  // null: any
  Moment first_, last_, tick_;
  int paints_ = 0;
  double stall_ = 0;
  QTimer timer_;
};

// Lets events happen until nothing is at work and nothing more is painted.
void rest(Probe&, viewer::MainWindow&);

// From here until all is painted that follows from `action`, milliseconds. 0: nothing was painted.
double until_painted(Probe&, viewer::MainWindow&, const std::function<void()>& action);

struct Times {
  std::vector<double> all;
  double share(double) const;  // 0.95: the 95th percentile
  double worst() const { return share(1); }
};

}  // namespace vantage::bench
