// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace vantage::viewer {

struct JobProgress;

// Says which layouts are missing and why, and offers to compute them where that can be done; while it is done
// it shows how far it is.
class LayoutOffer : public QWidget {
  Q_OBJECT
 public:
  explicit LayoutOffer(QWidget* parent = nullptr);

  void say(const QString& text, bool computable);  // empty: hides it
  void show_progress(const JobProgress&, bool cancelling);
  QString text() const;

 signals:
  void compute();
  void cancel();

 private:
  QLabel* text_;
  QPushButton *compute_, *cancel_;
  QProgressBar* bar_;
};

}  // namespace vantage::viewer
