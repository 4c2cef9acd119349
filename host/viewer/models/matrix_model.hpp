// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>
#include <vector>

namespace vantage::viewer {

// Numbers of named rows and columns, for a heat map.
struct Matrix {
  QStringList rows, columns;
  std::vector<double> values;  // rows x columns, row-major; NaN: not known
  double min = 0, max = 1;     // of the scale of colours; values beyond take the colours at the ends
  int decimals = 2;            // of the values as text; with `percent` behind the percentage
  bool percent = false;

  double at(int row, int column) const {
    return values[static_cast<size_t>(row) * static_cast<size_t>(columns.size()) +
                  static_cast<size_t>(column)];
  }
  QString text(int row, int column) const;  // "–" for NaN
};

class MatrixModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  static constexpr int kValueRole = Qt::UserRole;  // double, NaN: not known

  explicit MatrixModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  // A matrix with other than rows x columns values is taken for an empty one.
  void set_matrix(Matrix);
  const Matrix& matrix() const { return matrix_; }
  void set_marks(int row, int column);  // whose names are bold; -1: none

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex&, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation, int role = Qt::DisplayRole) const override;

 private:
  Matrix matrix_;
  int row_ = -1, column_ = -1;
};

}  // namespace vantage::viewer
