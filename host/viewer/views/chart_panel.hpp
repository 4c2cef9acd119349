// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <functional>

#include "host/viewer/models/value_table.hpp"

class QHBoxLayout;
class QVBoxLayout;

namespace vantage::viewer {

class Chart;
class ElidedLabel;

// A chart or table with a heading above: its letter and title, the controls that belong to it, and a menu
// with what each chart offers: itself as a table, that table for a spreadsheet, all of it after zooming.
class ChartPanel : public QWidget {
  Q_OBJECT
 public:
  // `id`: "A1".
  ChartPanel(const QString& id, const QString& title, QWidget* parent = nullptr);

  const QString& id() const { return id_; }
  void set_title(const QString&);
  QString title() const;
  void add_tool(QWidget*);  // right of the title; taken over
  // Taken over. The accessible name of what has the keyboard is the title.
  void set_content(QWidget*, std::function<ValueTable()> table);
  void set_chart(Chart*);  // the same for a Chart, with its zoom
  ValueTable table() const { return table_ ? table_() : ValueTable{}; }  // of the content, as it is now

 signals:
  void reset_zoom();

 private:
  void show_table();
  void copy_table();

  QString id_;
  ElidedLabel* title_;
  QHBoxLayout* tools_;
  QVBoxLayout* column_;
  QWidget* named_ = nullptr;
  std::function<ValueTable()> table_;
};

}  // namespace vantage::viewer
