// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QFrame>

#include "host/viewer/state/analysis_state.hpp"

class QLabel;
class QPushButton;

namespace vantage::viewer {

// A tour of the window for newcomers: a bubble beside the part that it speaks of and a frame around that
// part. Everything stays usable meanwhile. It lives in the window and deletes itself when it is over.
class Tour : public QFrame {
  Q_OBJECT
 public:
  explicit Tour(QWidget* window);
  ~Tour() override;

  void start();
  int step() const { return step_; }

 signals:
  // Before a step is shown: the phase in which it takes place.
  void phase_wanted(Phase);
  void over();

 private:
  void go(int step);
  void place();
  QRect target() const;  // in the window; null: not to be seen

  bool eventFilter(QObject*, QEvent*) override;
  bool event(QEvent*) override;

  QWidget* window_;
  QWidget* frame_;
  QLabel *title_, *text_, *count_;
  QPushButton *back_, *next_;
  int step_ = -1;
};

}  // namespace vantage::viewer
