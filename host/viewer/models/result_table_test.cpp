// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/models/result_table.hpp"

#include <gtest/gtest.h>

#include <QtCore/QPersistentModelIndex>
#include <QtTest/QAbstractItemModelTester>
#include <cmath>

namespace vantage::viewer {
namespace {

// Two models on two images; the second model was not run on the second image.
std::shared_ptr<const TaskRows> four_rows() {
  auto catalogue = std::make_shared<Catalogue>();
  catalogue->models = {{1, "alexnet", "", 0, 0, 4, {}}, {2, "vgg16", "", 0, 0, 4, {}}};
  catalogue->classes = {{0, "tench", "tench", 0, 4}};
  catalogue->counts = {{0, 4, 1, 4, 0}, {0, 4, 3, 4, 0}};
  auto rows = std::make_shared<TaskRows>();
  rows->catalogue = catalogue;
  rows->method = "grad-cam";
  rows->index_catalogue();
  rows->images = {{7, 1, 0, "a.png"}, {8, 2, -1, "b.png"}};
  rows->rows = {
      {0, 0, 0.5f, 0, 0, 11}, {0, 0, 0.25f, 1, 0, 12}, {1, 0, 0.75f, 0, -1, 0}, {1, -1, NAN, 1, -1, 0}};
  return rows;
}

int column(ResultColumn c) {
  return static_cast<int>(c);
}

TEST(ResultTable, KeepsTheRulesOfModels) {
  ResultTable model;
  const QAbstractItemModelTester tester(&model);
  model.set_rows(four_rows(), {0, 1, 2, 3});
  EXPECT_EQ(model.rowCount(), 4);
  EXPECT_EQ(model.columnCount(), kResultColumns);
  EXPECT_EQ(model.rowCount(model.index(0, 0)), 0);
  model.set_order({3, 2, 1, 0});
  model.set_order({1});
  EXPECT_EQ(model.rowCount(), 1);
  model.set_areas({0.1f, 0.2f, 0.3f, 0.4f});
  model.set_rows(nullptr, {});
  EXPECT_EQ(model.rowCount(), 0);
}

TEST(ResultTable, SaysItsRows) {
  ResultTable model;
  model.set_rows(four_rows(), {0, 1, 2, 3});
  const auto text = [&](int row, ResultColumn c) { return model.index(row, column(c)).data().toString(); };
  EXPECT_EQ(text(1, ResultColumn::model), "vgg16");
  EXPECT_EQ(text(1, ResultColumn::confidence), "25.0 %");
  EXPECT_EQ(text(2, ResultColumn::label), QString(QChar(0x2013)));
  EXPECT_EQ(text(3, ResultColumn::predicted), QString(QChar(0x2013)));
  EXPECT_EQ(text(0, ResultColumn::area), QString(QChar(0x2013)));
  EXPECT_EQ(model.index(2, column(ResultColumn::confidence)).data(Qt::EditRole).toFloat(), 0.75f);
  EXPECT_EQ(model.index(0, column(ResultColumn::overlay)).data(Qt::AccessibleTextRole).toString(),
            "Explanation of a.png");
  model.set_area(0, 0.125f);
  EXPECT_EQ(text(0, ResultColumn::area), "12.5 %");
}

TEST(ResultTable, GivesManyRolesAtOnce) {
  ResultTable model;
  model.set_rows(four_rows(), {0});
  std::array<QModelRoleData, 2> roles = {QModelRoleData(Qt::DisplayRole), QModelRoleData(Qt::ToolTipRole)};
  model.multiData(model.index(0, column(ResultColumn::model)), roles);
  EXPECT_EQ(roles[0].data().toString(), "alexnet");
  EXPECT_EQ(roles[1].data().toString(), "alexnet");
}

TEST(ResultTable, WhatIsSelectedFollowsItsRow) {
  ResultTable model;
  model.set_rows(four_rows(), {0, 1, 2, 3});
  const QPersistentModelIndex third(model.index(2, 1));
  model.set_order({2, 3, 0, 1});
  EXPECT_EQ(third.row(), 0);
  model.set_areas({0.1f, 0.2f, 0.3f, 0.4f});
  EXPECT_EQ(model.index(0, column(ResultColumn::area)).data(Qt::EditRole).toFloat(), 0.3f);
}

TEST(ResultTable, BecomesAFile) {
  const auto rows = four_rows();
  EXPECT_EQ(to_tsv(result_values(*rows, {1, 3}, {0.1f, 0.5f, NAN, NAN})).toStdString(),
            "image\tposition\tmodel\tmodel_accuracy\tclass_accuracy\tlabel\tpredicted\tconfidence\troi_area\t"
            "explained_class\tmethod\n"
            "a.png\t7\tvgg16\t0.75\t0.75\ttench\ttench\t0.25\t0.5\ttench\tgrad-cam\n"
            "b.png\t8\tvgg16\t0.75\t\t\t\t\t\t\t\n");
}

}  // namespace
}  // namespace vantage::viewer
