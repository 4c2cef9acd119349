// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <vector>

namespace vantage::viewer {

// What a chart shows as a table: for screen readers, the clipboard and CSV.
struct ValueTable {
  QStringList columns;
  std::vector<std::vector<QVariant>> rows;  // as long as `columns` each; texts and numbers
};

// RFC 4180 with a line of names first and lines that end in a line feed. Numbers are written in full; a text
// that a spreadsheet would take for a formula gets an apostrophe in front.
QByteArray to_csv(const ValueTable&);
// The same with tabs between fields, for pasting into a spreadsheet; tabs and line feeds of texts are spaces.
QByteArray to_tsv(const ValueTable&);

bool is_number(const QVariant&);
QString display_text(const QVariant&);  // numbers with six digits; empty where there is none

class ValueTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit ValueTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void set_table(ValueTable);
  const ValueTable& table() const { return table_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex&, int role = Qt::DisplayRole) const override;  // EditRole: the value itself
  QVariant headerData(int section, Qt::Orientation, int role = Qt::DisplayRole) const override;

 private:
  ValueTable table_;
};

}  // namespace vantage::viewer
