// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QtTest/QAbstractItemModelTester>
#include <cmath>

#include "host/viewer/models/matrix_model.hpp"
#include "host/viewer/models/value_table.hpp"

namespace vantage::viewer {
namespace {

ValueTable two_models() {
  return {{"model", "parameters", "accuracy"},
          {{"alexnet", qlonglong{61100840}, 0.5652}, {"vgg16", 138, NAN}}};
}

Matrix two_by_three() {
  Matrix m;
  m.rows = {"a", "b"};
  m.columns = {"x", "y", "z"};
  m.values = {0, 0.25, 0.5, 0.75, 1, NAN};
  return m;
}

TEST(ValueTableModel, KeepsTheRulesOfModels) {
  ValueTableModel model;
  const QAbstractItemModelTester tester(&model);
  model.set_table(two_models());
  model.set_table({});
  model.set_table(two_models());
  EXPECT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.columnCount(model.index(0, 0)), 0);
}

TEST(ValueTableModel, ShowsNumbersAndKeepsThem) {
  ValueTableModel model;
  model.set_table(two_models());
  EXPECT_EQ(model.index(0, 1).data().toString(), "61100840");
  EXPECT_EQ(model.index(0, 2).data().toString(), "0.5652");
  EXPECT_EQ(model.index(0, 2).data(Qt::EditRole).toDouble(), 0.5652);
  EXPECT_EQ(model.index(1, 2).data().toString(), "");
  EXPECT_EQ(model.headerData(2, Qt::Horizontal).toString(), "accuracy");
}

TEST(ValueTable, BecomesCsv) {
  EXPECT_EQ(to_csv(two_models()).toStdString(),
            "model,parameters,accuracy\nalexnet,61100840,0.5652\nvgg16,138,\n");
  EXPECT_EQ(to_csv({{"a,b"}, {{"say \"hi\""}, {0.1}, {1.0 / 3}, {-2}}}).toStdString(),
            "\"a,b\"\n\"say \"\"hi\"\"\"\n0.1\n0.3333333333333333\n-2\n");
}

TEST(ValueTable, NamesAreNoFormulas) {
  EXPECT_EQ(to_csv({{"class"}, {{"=cmd()"}, {"@x"}, {"-x"}}}).toStdString(), "class\n'=cmd()\n'@x\n'-x\n");
}

TEST(MatrixModel, KeepsTheRulesOfModels) {
  MatrixModel model;
  const QAbstractItemModelTester tester(&model);
  model.set_matrix(two_by_three());
  EXPECT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.columnCount(), 3);
  model.set_marks(1, -1);
  EXPECT_TRUE(model.headerData(1, Qt::Vertical, Qt::FontRole).isValid());
  EXPECT_FALSE(model.headerData(1, Qt::Horizontal, Qt::FontRole).isValid());
  model.set_matrix({});
  EXPECT_EQ(model.rowCount(), 0);
}

TEST(MatrixModel, SaysItsCells) {
  MatrixModel model;
  model.set_matrix(two_by_three());
  EXPECT_EQ(model.index(0, 1).data().toString(), "0.25");
  EXPECT_EQ(model.index(1, 1).data(Qt::AccessibleTextRole).toString(), "b, y: 1.00");
  EXPECT_EQ(model.index(1, 2).data().toString(), QString(QChar(0x2013)));
  EXPECT_TRUE(std::isnan(model.index(1, 2).data(MatrixModel::kValueRole).toDouble()));
  auto percent = two_by_three();
  percent.percent = true;
  percent.decimals = 1;
  EXPECT_EQ(percent.text(0, 1), "25.0 %");
}

TEST(MatrixModel, AMatrixWithHolesIsEmpty) {
  auto matrix = two_by_three();
  matrix.values.pop_back();
  MatrixModel model;
  model.set_matrix(matrix);
  EXPECT_EQ(model.rowCount(), 0);
}

}  // namespace
}  // namespace vantage::viewer
