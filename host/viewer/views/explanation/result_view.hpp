// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTableView>
#include <set>
#include <string>
#include <vector>

#include "host/viewer/query/result_column.hpp"
#include "host/viewer/query/task_rows.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

class ResultDelegate;
class ResultTable;

// The table of results as a widget: rows of one height, chosen as a whole; it says what happens to it.
class ResultView : public QTableView {
  Q_OBJECT
 public:
  explicit ResultView(ResultTable&, QWidget* parent = nullptr);

  void set_delegate(ResultDelegate*);
  void show_table(const Table&, bool single_model);  // hidden columns and the arrow of the order
  // The rows have changed: columns of names become as wide as their names, but for those that the user has
  // set.
  void fit_names();
  // Chooses the rows of these images, without saying so.
  void choose_images(const std::vector<int64_t>& positions);
  std::vector<int64_t> chosen_images() const;  // ascending
  std::vector<uint32_t> chosen_rows() const;   // places in rows(), as shown
  std::pair<int, int> visible_rows() const;    // first and last; (0, -1): none

 signals:
  void hovered(int row);  // -1: none
  void chosen();          // by mouse or keyboard
  void opened(int row);
  void header_clicked(int column);
  void copy_asked();
  void scrolled();

 private:
  void selectionChanged(const QItemSelection&, const QItemSelection&) override;
  void keyPressEvent(QKeyEvent*) override;
  void leaveEvent(QEvent*) override;
  void scrollContentsBy(int dx, int dy) override;

  void widen(ResultColumn, const std::string& name);

  ResultTable& table_;
  bool quiet_ = false;
  TaskQuestion fitted_;        // of whose rows
  size_t looked_at_ = 0;       // of them
  std::vector<char> seen_;     // by class
  std::set<int> set_by_hand_;  // columns
  bool fitting_ = false;
};

}  // namespace vantage::viewer
