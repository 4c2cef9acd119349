// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <cstdint>

#include "host/viewer/compute/task_plan.hpp"
#include "host/viewer/compute/task_run.hpp"
#include "host/viewer/views/view.hpp"

class QLabel;
class QPushButton;

namespace vantage::viewer {

// "13 models × 20 images of 2 classes × 2 methods: 120 of 520 maps lacking; about 40 s".
QString describe(const TaskPlan&);
// "about 40 s", "about 3 min"; never more exact than it is known.
QString duration(double seconds);

// Says what a run would do or what it lacks, and runs it.
class RunPanel : public QWidget {
  Q_OBJECT
 public:
  explicit RunPanel(View&);
  void update_parts(Parts);

  QString text() const;

 private:
  QString reason() const;  // why nothing can run; empty: it can
  void ask_for_plan();
  void count();
  void run();
  void finish(const TaskOutcome&);
  void show_job();
  void show_problems(const std::vector<std::string>&);

  View& view_;
  QLabel *plan_, *problems_;
  QPushButton *run_, *cancel_;
  uint64_t job_ = 0;  // 0: none was started
};

}  // namespace vantage::viewer
