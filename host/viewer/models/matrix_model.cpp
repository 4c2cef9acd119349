// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/models/matrix_model.hpp"

#include <QtGui/QFont>
#include <cmath>
#include <utility>

namespace vantage::viewer {

QString Matrix::text(int row, int column) const {
  const double value = at(row, column);
  if (!std::isfinite(value)) return QString(QChar(0x2013));
  return percent ? QString::number(100 * value, 'f', decimals) + " %" : QString::number(value, 'f', decimals);
}

void MatrixModel::set_matrix(Matrix matrix) {
  const auto cells = static_cast<size_t>(matrix.rows.size()) * static_cast<size_t>(matrix.columns.size());
  beginResetModel();
  matrix_ = matrix.values.size() == cells ? std::move(matrix) : Matrix{};
  endResetModel();
}

void MatrixModel::set_marks(int row, int column) {
  if (row == row_ && column == column_) return;
  row_ = row;
  column_ = column;
  if (rowCount() > 0) emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
  if (columnCount() > 0) emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int MatrixModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(matrix_.rows.size());
}

int MatrixModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(matrix_.columns.size());
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto cell = [&] { return matrix_.text(index.row(), index.column()); };
  switch (role) {
    case Qt::DisplayRole:
      return cell();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return matrix_.rows[index.row()] + ", " + matrix_.columns[index.column()] + ": " + cell();
    case Qt::TextAlignmentRole:
      return Qt::AlignCenter;
    case kValueRole:
      return matrix_.at(index.row(), index.column());
    default:
      return {};
  }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
  const QStringList& names = orientation == Qt::Horizontal ? matrix_.columns : matrix_.rows;
  if (section < 0 || section >= names.size()) return {};
  if (role == Qt::FontRole && section == (orientation == Qt::Horizontal ? column_ : row_)) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(names[section]) : QVariant();
}

}  // namespace vantage::viewer
