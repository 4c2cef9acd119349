// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <QtGui/QFont>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

#include "host/viewer/models/choice_model.hpp"
#include "host/viewer/models/class_tree_model.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

QVariant box(const QModelIndex& at) {
  return at.data(Qt::CheckStateRole);
}

TEST(ChoiceModel, ShowsWhatIsChosenAndAsksForMore) {
  ChoiceModel model({"model", "accuracy"}, Qt::AlignRight);
  const QAbstractItemModelTester tester(&model);
  model.set_items({{"a", {"alexnet", "56 %"}, ""}, {"b", {"vgg16", "71 %"}, "large"}});
  model.set_chosen({"b", "not there"});
  EXPECT_EQ(box(model.index(0, 0)), Qt::Unchecked);
  EXPECT_EQ(box(model.index(1, 0)), Qt::Checked);
  EXPECT_FALSE(box(model.index(1, 1)).isValid());
  EXPECT_FALSE(model.index(1, 0).data(Qt::FontRole).isValid());
  model.set_marks("b", "a");
  EXPECT_TRUE(model.index(1, 0).data(Qt::FontRole).value<QFont>().bold());
  EXPECT_TRUE(model.index(0, 0).data(Qt::FontRole).value<QFont>().underline());
  QSignalSpy asked(&model, &ChoiceModel::toggled);
  EXPECT_TRUE(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
  EXPECT_FALSE(model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
  ASSERT_EQ(asked.count(), 1);
  EXPECT_EQ(asked[0], (QVariantList{"a", true}));
  EXPECT_EQ(box(model.index(0, 0)), Qt::Unchecked) << "it waits for the answer";
  model.set_items({});
  EXPECT_EQ(model.rowCount(), 0);
}

class ClassTree : public ::testing::Test {
 protected:
  ClassTree() {
    model.set_roots({{"animal", "75 %", {{0, "tench", "tench, Tinca tinca", "50 %"}, {1, "hen", "hen", ""}}},
                     {"plant", "", {{4, "rose", "rose", ""}}}});
    QObject::connect(&model, &ClassTreeModel::toggled, [this](const std::vector<int>& classes, bool chosen) {
      asked = classes;
      on = chosen;
    });
  }
  QModelIndex leaf(int root, int row) { return model.index(row, 0, model.index(root, 0)); }

  ClassTreeModel model;
  const QAbstractItemModelTester tester{&model};
  std::vector<int> asked;
  bool on = false;
};

TEST_F(ClassTree, HangsLeavesUnderRoots) {
  EXPECT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.rowCount(model.index(0, 0)), 2);
  EXPECT_EQ(model.rowCount(leaf(0, 0)), 0);
  EXPECT_EQ(leaf(0, 1).data(), "hen");
  EXPECT_EQ(leaf(0, 0).siblingAtColumn(1).data(), "50 %");
  EXPECT_EQ(leaf(1, 0).parent(), model.index(1, 0));
  EXPECT_EQ(leaf(0, 0).data(Qt::ToolTipRole), "tench, Tinca tinca");
}

TEST_F(ClassTree, ARootIsCheckedAsItsLeavesAre) {
  EXPECT_EQ(box(model.index(0, 0)), Qt::Unchecked);
  model.set_chosen({1});
  EXPECT_EQ(box(model.index(0, 0)), Qt::PartiallyChecked);
  EXPECT_EQ(box(leaf(0, 1)), Qt::Checked);
  model.set_chosen({0, 1, 4});
  EXPECT_EQ(box(model.index(0, 0)), Qt::Checked);
  EXPECT_EQ(box(model.index(1, 0)), Qt::Checked);
}

TEST_F(ClassTree, ABoxAsksForItsClasses) {
  model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole);
  EXPECT_THAT(asked, ElementsAre(0, 1));
  EXPECT_TRUE(on);
  model.setData(leaf(1, 0), Qt::Unchecked, Qt::CheckStateRole);
  EXPECT_THAT(asked, ElementsAre(4));
  EXPECT_FALSE(on);
}

TEST_F(ClassTree, NewNumbersKeepTheTree) {
  const QPersistentModelIndex kept = leaf(0, 1);
  auto roots = model.roots();
  roots[0].leaves[1].number = "25 %";
  model.set_roots(roots);
  ASSERT_TRUE(kept.isValid());
  EXPECT_EQ(kept.sibling(1, 1).data(), "25 %");
  roots.pop_back();
  model.set_roots(roots);
  EXPECT_FALSE(kept.isValid());
}

}  // namespace
}  // namespace vantage::viewer
