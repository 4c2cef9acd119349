// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>
#include <utility>

#include "host/viewer/models/result_table.hpp"
#include "host/viewer/render/thumbnails.hpp"
#include "host/viewer/services/theme.hpp"
#include "host/viewer/views/explanation/tiles.hpp"

namespace vantage::viewer {

// Paints what the table's model has as numbers and texts, and the pictures that are there; asks for those
// that are not.
class ResultDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int kSide = 84, kMargin = 3;  // of pictures; around them

  ResultDelegate(const ResultTable&, Thumbnails&, Tiles&, QObject* parent);

  // Whether that changes anything.
  bool set_theme(const ThemeColours& theme) { return std::exchange(theme_, &theme) != &theme; }
  bool set_focus(const Focus& focus) { return std::exchange(focus_, focus) != focus; }

  void paint(QPainter*, const QStyleOptionViewItem&, const QModelIndex&) const override;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override;
  bool helpEvent(QHelpEvent*, QAbstractItemView*, const QStyleOptionViewItem&, const QModelIndex&) override;

 private:
  void paint_picture(QPainter&, const QRect&, int row, ResultColumn) const;
  void paint_number(QPainter&, const QStyleOptionViewItem&, double share) const;
  void paint_placeholder(QPainter&, const QRect&, const QString& text) const;
  bool in_focus(int row) const;
  QString reason(int row, ResultColumn) const;  // why a picture is missing; empty: it is not

  const ResultTable& table_;
  Thumbnails& thumbnails_;
  Tiles& tiles_;
  const ThemeColours* theme_;
  Focus focus_;
};

}  // namespace vantage::viewer
