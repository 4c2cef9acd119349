// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

#include "host/viewer/models/value_table.hpp"

namespace vantage::viewer {

// A chart's numbers as a table that can be sorted, copied and saved as CSV.
class TableDialog : public QDialog {
  Q_OBJECT
 public:
  TableDialog(const QString& title, ValueTable, QWidget* parent);

 private:
  void save();

  ValueTable table_;
};

}  // namespace vantage::viewer
