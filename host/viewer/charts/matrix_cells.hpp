// SPDX-License-Identifier: GPL-3.0-or-later
// How cells of a heat map are painted, in a table and as one picture. Internal to this folder.
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QWidget>
#include <utility>

#include "host/viewer/models/matrix_model.hpp"
#include "host/viewer/services/theme.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// Numbers are written where they fit, dark on light colours and light on dark ones.
class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  // Whether that changes anything.
  bool set_colours(Colours colours) { return std::exchange(colours_, colours) != colours; }
  bool set_theme(const ThemeColours& theme) { return std::exchange(theme_, &theme) != &theme; }
  bool set_focus(int row, int column) {
    return (std::exchange(row_, row) != row) | (std::exchange(column_, column) != column);
  }

  void paint(QPainter*, const QStyleOptionViewItem&, const QModelIndex&) const override;

 private:
  Colours colours_ = Colours::viridis;
  const ThemeColours* theme_ = &theme_colours(Shade::light);
  int row_ = -1, column_ = -1;
};

// One pixel a cell, enlarged without smoothing. Arrow keys and Enter move and choose.
class MatrixPicture : public QWidget {
  Q_OBJECT
 public:
  MatrixPicture(const MatrixModel&, QWidget* parent);

  void draw();  // the matrix has changed
  void set_colours(Colours);
  void set_theme(const ThemeColours&);
  void set_focus(int row, int column);

 signals:
  void hovered(int row, int column);
  void clicked(int row, int column);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void leaveEvent(QEvent*) override;

 private:
  QRectF place() const;
  QPoint cell_at(const QPointF&) const;  // x: column, y: row; -1, -1: none
  void point_at(const QPoint& cell);

  const MatrixModel& model_;
  QImage image_;
  Colours colours_ = Colours::viridis;
  const ThemeColours* theme_ = &theme_colours(Shade::light);
  QPoint pointed_{-1, -1};
  int row_ = -1, column_ = -1;
};

}  // namespace vantage::viewer
