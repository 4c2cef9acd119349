// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QListWidget>
#include <vector>

#include "host/viewer/services/palette.hpp"

namespace vantage::viewer {

// The models with their lines. The box switches a line; the name pins the model.
class ModelLegend : public QListWidget {
  Q_OBJECT
 public:
  struct Entry {
    QString name, label;  // what a state calls it; what is shown
    ModelStyle style;
    bool shown = true;
    bool operator==(const Entry&) const = default;
  };

  explicit ModelLegend(QWidget* parent = nullptr);

  void set_entries(const std::vector<Entry>&);
  void set_marks(const QString& pinned, const QString& focused);
  // A column beside a chart, or some short columns below it, in a panel of this size.
  void set_beside(bool beside, const QSize& panel);

 signals:
  void shown_changed(const QString& name, bool shown);
  void chosen(const QString& name);
  void hovered(const QString& name);  // empty: none any more

 private:
  void mouseReleaseEvent(QMouseEvent*) override;
  void leaveEvent(QEvent*) override;

  std::vector<Entry> entries_;
};

}  // namespace vantage::viewer
