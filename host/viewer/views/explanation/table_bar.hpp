// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <string>
#include <vector>

#include "host/viewer/state/commands.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSlider;
class QToolButton;

namespace vantage::viewer {

class ElidedLabel;

// What stands above the table of results: method, threshold, filters, columns. It shows a state and asks for
// commands.
class TableBar : public QWidget {
  Q_OBJECT
 public:
  explicit TableBar(QWidget* parent = nullptr);

  // `methods`: of the database; `method`: the one that is shown.
  void show_state(const AnalysisState&, const std::vector<std::string>& methods, const std::string& method);
  void show_count(size_t shown, size_t of);
  void show_note(const QString&);     // a line below; empty: none
  void offer_all_images(bool offer);  // a way out of the selected images

 signals:
  void command(const vantage::viewer::Command&);
  void drag_ended();
  void save_asked();

 private:
  QWidget* make_upper();
  QWidget* make_lower();
  void make_columns_menu();
  void send_method(int index);
  void send_range();
  void show_range();
  std::string range_column() const;

  AnalysisState state_;
  QComboBox *method_, *column_;
  QSlider* threshold_;
  QLabel *threshold_text_, *count_;
  ElidedLabel* note_;
  QLineEdit *text_, *min_, *max_;
  QPushButton *clear_, *all_images_;
  QToolButton* columns_;
  QMenu* columns_menu_;
};

}  // namespace vantage::viewer
