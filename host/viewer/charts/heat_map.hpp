// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include "host/viewer/models/matrix_model.hpp"
#include "host/viewer/services/theme.hpp"
#include "host/viewer/state/analysis_state.hpp"

class QStackedLayout;
class QTableView;

namespace vantage::viewer {

class CellDelegate;
class MatrixPicture;

// A matrix as coloured cells: a table up to kTableLimit a side, which gives the keyboard and screen readers
// what they need; beyond that a picture.
class HeatMap : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kTableLimit = 64;

  explicit HeatMap(QWidget* parent = nullptr);

  void set_matrix(Matrix);
  const Matrix& matrix() const;
  void set_colours(Colours);
  void set_theme(const ThemeColours&);
  void set_marks(int pinned_row, int pinned_column);  // -1: none; their names are bold
  void set_focus_cell(int row, int column);           // -1 for all of a row or column

 signals:
  void hovered(int row, int column);  // -1, -1: none any more
  void clicked(int row, int column);  // the names too: with -1 for the other

 private:
  void refit();
  void resizeEvent(QResizeEvent*) override;
  bool eventFilter(QObject*, QEvent*) override;

  MatrixModel* model_;
  QTableView* table_;
  CellDelegate* delegate_;
  MatrixPicture* picture_;
  QStackedLayout* stack_;
};

}  // namespace vantage::viewer
