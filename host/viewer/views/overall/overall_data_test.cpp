// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/overall/overall_data.hpp"

#include <gmock/gmock.h>

#include "host/viewer/testing/small_database.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> names(const Keyed<RankedBar>& bars) {
  std::vector<std::string> all;
  for (const RankedBar& bar : bars.items) all.push_back(bar.name.toStdString());
  return all;
}

class OverallData : public ::testing::Test {
 protected:
  OverallData() {
    auto db = small.open();
    catalogue = load_catalogue(db, {});
    alexnet = catalogue->model_index("alexnet");
  }
  const SmallDatabase small;
  std::shared_ptr<const Catalogue> catalogue;
  size_t alexnet = 0;
};

// 12 of 24: Wilson's interval is 0.3143 to 0.6857 (by hand: z = 1.959964, (12 + z^2/2 -+ z sqrt(6 + z^2/4)) /
// (24 + z^2)).
TEST_F(OverallData, PointsAreAccuracyAgainstComplexity) {
  const auto points = accuracy_points(*catalogue, Complexity::parameters, Shade::light);
  ASSERT_THAT(points.keys, ElementsAre(0, 1, 2));
  const ScatterPoint& p = points.items[0];
  EXPECT_EQ(p.x, 1e7);
  EXPECT_EQ(p.y, 0.5);
  EXPECT_NEAR(p.low, 0.3143, 5e-5);
  EXPECT_NEAR(p.high, 0.6857, 5e-5);
  EXPECT_THAT(p.text.toStdString(), HasSubstr("top-1 50.0 % (31.4 to 68.6 %)"));
  EXPECT_THAT(p.text.toStdString(), HasSubstr("top-5 100.0 %"));
  EXPECT_THAT(p.text.toStdString(), HasSubstr("10 M parameters, 700 M multiply-adds"));
  EXPECT_EQ(accuracy_points(*catalogue, Complexity::macs, Shade::light).items[2].x, 2.1e9);
}

TEST_F(OverallData, LinesGoOverTheRoots) {
  const auto lines = root_lines(*catalogue, {"resnet18"}, Shade::light);
  ASSERT_THAT(lines.keys, ElementsAre(0, 2));
  EXPECT_THAT(lines.items[0].values, ElementsAre(3 / 8.0, 3 / 8.0, 6 / 8.0));  // alexnet: 1+2, 3+0, 4+2
  EXPECT_THAT(lines.items[1].values, ElementsAre(5 / 8.0, 8 / 8.0, 2 / 8.0));
  EXPECT_EQ(lines.item_of(2), 1);
  EXPECT_EQ(lines.item_of(1), -1);
  const Matrix matrix = root_matrix(*catalogue, lines);
  EXPECT_EQ(matrix.rows, (QStringList{"alexnet", "vgg16"}));
  EXPECT_EQ(matrix.at(1, 1), 1);
}

TEST_F(OverallData, ClassesOfAModelAreRanked) {
  const auto bars = class_bars(*catalogue, alexnet, Shade::light);
  EXPECT_THAT(names(bars), ElementsAre("rose", "church", "hen", "oak", "tench", "castle"));
  EXPECT_THAT(bars.keys, ElementsAre(4, 2, 1, 5, 0, 3));
  EXPECT_EQ(bars.items[1].value, 0.75);
  EXPECT_THAT(class_text(*catalogue, 2, alexnet).toStdString(),
              HasSubstr("church, church building\nbuilding, 4 images\nalexnet: top-1 75.0 %"));
  EXPECT_EQ(bars.items[1].colour, root_style(1, Shade::light).colour);
}

// Over alexnet, resnet18, vgg16: tench 1 4 2, hen 2 4 3, church 3 2 4, castle 0 3 4, rose 4 4 1, oak 2 1 1
// of 4.
TEST_F(OverallData, WithoutAModelClassesHaveMeanAndRange) {
  const auto bars = class_bars(*catalogue, Catalogue::kNone, Shade::light);
  EXPECT_THAT(names(bars), ElementsAre("hen", "church", "rose", "tench", "castle", "oak"));
  EXPECT_NEAR(bars.items[3].value, 7 / 12.0, 1e-12);
  EXPECT_EQ(bars.items[3].low, 0.25);
  EXPECT_EQ(bars.items[3].high, 1);
  EXPECT_THAT(class_text(*catalogue, 0, Catalogue::kNone).toStdString(),
              HasSubstr("worst 25.0 %: alexnet\nbest 100.0 %: resnet18"));
}

TEST_F(OverallData, ClassesOfARootAreMarkedWithTheModel) {
  const auto bars = class_bars_of_root(*catalogue, catalogue->root_index("plant"), alexnet, Shade::light);
  EXPECT_THAT(names(bars), ElementsAre("rose", "oak"));
  EXPECT_EQ(bars.items[0].mark, 1);
  EXPECT_EQ(bars.items[1].mark, 0.5);
  EXPECT_NEAR(bars.items[1].value, 4 / 12.0, 1e-12);
}

TEST_F(OverallData, RootsAreRankedByTheirMean) {
  const auto bars = root_bars(*catalogue, alexnet, Shade::light);
  EXPECT_THAT(names(bars), ElementsAre("animal", "building", "plant"));  // 16, 16 and 13 of 24
  EXPECT_NEAR(bars.items[2].value, 13 / 24.0, 1e-12);
  EXPECT_EQ(bars.items[2].mark, 0.75);
  EXPECT_THAT(root_spread_text(*catalogue, bars.keys[0], alexnet).toStdString(),
              HasSubstr("animal, 2 classes"));
}

TEST_F(OverallData, ASingleModelNeedsNoPin) {
  EXPECT_EQ(only_model(*catalogue), Catalogue::kNone);
  Catalogue one = *catalogue;
  one.models[0].images = one.models[2].images = 0;
  EXPECT_EQ(only_model(one), 1u);
}

TEST_F(OverallData, WhatWasNotTriedIsLeftOut) {
  Catalogue empty = *catalogue;
  for (auto& counts : empty.counts) counts = {counts.cls, 0, 0, 0, 0};
  for (auto& model : empty.models) model.images = 0;
  EXPECT_TRUE(accuracy_points(empty, Complexity::parameters, Shade::light).items.empty());
  EXPECT_TRUE(root_lines(empty, {}, Shade::light).items.empty());
  EXPECT_TRUE(class_bars(empty, alexnet, Shade::light).items.empty());
  EXPECT_TRUE(class_bars_of_root(empty, 0, Catalogue::kNone, Shade::light).items.empty());
  EXPECT_TRUE(root_bars(empty, Catalogue::kNone, Shade::light).items.empty());
}

}  // namespace
}  // namespace vantage::viewer
