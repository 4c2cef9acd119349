// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <vector>

#include "host/viewer/services/palette.hpp"

namespace vantage::viewer {

// Markers with their names, in as many lines as they need.
class MarkerLegend : public QWidget {
  Q_OBJECT
 public:
  struct Entry {
    QString name;
    RootStyle style;
    bool operator==(const Entry&) const = default;
  };

  explicit MarkerLegend(QWidget* parent = nullptr);

  void set_entries(std::vector<Entry>);

 private:
  void resizeEvent(QResizeEvent*) override;
  void paintEvent(QPaintEvent*) override;
  std::vector<QPoint> places(int* height) const;  // of the entries

  std::vector<Entry> entries_;
};

}  // namespace vantage::viewer
