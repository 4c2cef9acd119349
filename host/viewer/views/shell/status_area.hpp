// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStatusBar>

class QLabel;
class QProgressBar;
class QToolButton;

namespace vantage::viewer {

class JobQueue;

// The one place for progress and for what went wrong. A line stays until the next one or until it is closed.
class StatusArea : public QStatusBar {
  Q_OBJECT
 public:
  explicit StatusArea(QWidget* parent = nullptr);

  void watch(JobQueue*);  // null: none any more
  void show_error(const QString& line);
  void show_note(const QString& line);  // good news; goes after some seconds
  QString error() const;

 private:
  void refresh();

  JobQueue* jobs_ = nullptr;
  QWidget *failure_, *work_;
  QLabel *line_, *title_;
  QProgressBar* bar_;
  QToolButton* cancel_;
};

}  // namespace vantage::viewer
