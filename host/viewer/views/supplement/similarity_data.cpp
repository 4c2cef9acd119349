// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/similarity_data.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vantage::viewer {

Matrix matrix_of(const SimilarityMatrix& similarity, const QStringList& names) {
  Matrix m;
  double least = std::numeric_limits<double>::infinity(), greatest = -least;
  for (const int row : similarity.order) {
    m.rows << names[row];
    for (const int column : similarity.order) {
      const double score = similarity.scores(row, column);
      m.values.push_back(score);
      if (!std::isfinite(score)) continue;
      least = std::min(least, score);
      greatest = std::max(greatest, score);
    }
  }
  m.columns = m.rows;
  if (least > greatest) return m;
  m.min = least;
  m.max = greatest;
  m.decimals = greatest - least < 0.1 ? 3 : greatest < 100 ? 2 : 0;
  return m;
}

ValueTable matrix_table(const Matrix& matrix) {
  ValueTable table{{"model"}, {}};
  table.columns += matrix.columns;
  for (int row = 0; row < matrix.rows.size(); ++row) {
    std::vector<QVariant> line{matrix.rows[row]};
    for (int column = 0; column < matrix.columns.size(); ++column) line.push_back(matrix.at(row, column));
    table.rows.push_back(std::move(line));
  }
  return table;
}

QString score_text(double score) {
  return std::isfinite(score) ? QString::number(score, 'g', 4) : QString(QChar(0x2013));
}

}  // namespace vantage::viewer
