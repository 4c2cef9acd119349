// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

#include "host/viewer/models/value_table.hpp"

class QLabel;

namespace vantage::viewer {

class Plugins;

// Which plugins there are, and which libraries were refused and why.
class PluginsDialog : public QDialog {
  Q_OBJECT
 public:
  PluginsDialog(Plugins&, QWidget* parent);

 private:
  void fill();

  Plugins& plugins_;
  ValueTableModel *found_, *refused_;
  QLabel* summary_;
};

}  // namespace vantage::viewer
