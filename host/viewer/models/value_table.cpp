// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/models/value_table.hpp"

#include <QtCore/QLocale>
#include <cmath>
#include <utility>

namespace vantage::viewer {
namespace {

bool is_real(const QVariant& value) {
  return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Float;
}

QByteArray plain_field(const QVariant& value) {
  if (is_real(value) && !std::isfinite(value.toDouble())) return {};
  if (is_real(value)) return QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
  QByteArray text = value.toString().toUtf8();
  if (!is_number(value) && !text.isEmpty() && QByteArray("=+-@\t\r").contains(text[0])) text.prepend('\'');
  return text;
}

QByteArray csv_field(const QVariant& value) {
  QByteArray text = plain_field(value);
  if (!text.contains('"') && !text.contains(',') && !text.contains('\n') && !text.contains('\r')) return text;
  return '"' + text.replace("\"", "\"\"") + '"';
}

QByteArray tsv_field(const QVariant& value) {
  return plain_field(value).replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
}

template <typename Row>
QByteArray line_of(const Row& row, char between, QByteArray (*as_text)(const QVariant&)) {
  QByteArray line;
  for (const auto& field : row) {
    if (&field != &*row.begin()) line += between;
    line += as_text(field);
  }
  return line + '\n';
}

QByteArray lines_of(const ValueTable& table, char between, QByteArray (*as_text)(const QVariant&)) {
  QByteArray lines = line_of(table.columns, between, as_text);
  for (const auto& row : table.rows) lines += line_of(row, between, as_text);
  return lines;
}

}  // namespace

bool is_number(const QVariant& value) {
  return is_real(value) || value.typeId() == QMetaType::Int || value.typeId() == QMetaType::LongLong ||
         value.typeId() == QMetaType::ULongLong || value.typeId() == QMetaType::UInt;
}

QString display_text(const QVariant& value) {
  if (!is_real(value)) return value.toString();
  return std::isfinite(value.toDouble()) ? QLocale::c().toString(value.toDouble(), 'g', 6) : QString();
}

QByteArray to_csv(const ValueTable& table) {
  return lines_of(table, ',', csv_field);
}

QByteArray to_tsv(const ValueTable& table) {
  return lines_of(table, '\t', tsv_field);
}

void ValueTableModel::set_table(ValueTable table) {
  beginResetModel();
  table_ = std::move(table);
  endResetModel();
}

int ValueTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int ValueTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant ValueTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const QVariant& value = table_.rows[static_cast<size_t>(index.row())][static_cast<size_t>(index.column())];
  switch (role) {
    case Qt::DisplayRole:
      return display_text(value);
    case Qt::EditRole:
      return value;
    case Qt::TextAlignmentRole:
      return QVariant(is_number(value) ? Qt::AlignRight | Qt::AlignVCenter
                                       : Qt::AlignLeft | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant ValueTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return section + 1;
  return section >= 0 && section < table_.columns.size() ? QVariant(table_.columns[section]) : QVariant();
}

}  // namespace vantage::viewer
