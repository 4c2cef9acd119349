// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QListWidget>
#include <vector>

#include "host/viewer/services/palette.hpp"

namespace vantage::viewer {

// The root classes with their markers, in as few lines as there is room for. A click pins one.
class RootLegend : public QListWidget {
  Q_OBJECT
 public:
  struct Entry {
    QString name;
    RootStyle style;
    bool operator==(const Entry&) const = default;
  };

  explicit RootLegend(QWidget* parent = nullptr);

  void set_entries(const std::vector<Entry>&);
  void set_marks(const QString& pinned, const QString& focused);

 signals:
  void chosen(const QString& name);
  void hovered(const QString& name);  // empty: none any more

 private:
  void keyPressEvent(QKeyEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void leaveEvent(QEvent*) override;
  void fit();

  std::vector<Entry> entries_;
};

}  // namespace vantage::viewer
