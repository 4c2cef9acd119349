// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/layouts.hpp"

#include <gmock/gmock.h>

#include "host/viewer/testing/small_database.hpp"
#include "storage/analysis_repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

storage::Layout layout(double perplexity, uint64_t seed, std::vector<int> classes, float first) {
  storage::Layout l{1, 2, "fp32", perplexity, seed, 0.5, classes, {}};
  for (size_t i = 0; i < 2 * classes.size(); ++i) l.points.push_back(first + static_cast<float>(i));
  return l;
}

TEST(Layouts, AreThoseOfTheModels) {
  const SmallDatabase small;
  auto db = small.open();
  storage::LayoutRepository(db).put(layout(1.5, 0, {0, 4}, 7));
  const auto all = load_layouts(db, 1, {1, 2}, "fp32");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all.at(1).points.empty());
  EXPECT_THAT(all.at(2).points, ElementsAre(Pair(0, Eigen::Vector2d(7, 8)), Pair(4, Eigen::Vector2d(9, 10))));
  EXPECT_EQ(all.at(2).perplexity, 1.5);
  EXPECT_EQ(all.at(2).classes, 0);
  EXPECT_TRUE(load_layouts(db, 1, {2}, "bf16").at(2).points.empty());
}

TEST(Layouts, OfSeveralTheFullestThenTheWidestThenTheFirstSeed) {
  const SmallDatabase small;
  auto db = small.open();
  const auto chosen = [&] { return load_layouts(db, 1, {2}, "fp32").at(2).points.begin()->second.x(); };
  storage::LayoutRepository(db).put(layout(5, 1, {0, 1}, 1));
  storage::LayoutRepository(db).put(layout(5, 0, {0, 1}, 2));
  EXPECT_EQ(chosen(), 2);
  storage::LayoutRepository(db).put(layout(30, 0, {0, 1}, 3));
  EXPECT_EQ(chosen(), 3);
  storage::LayoutRepository(db).put(layout(2, 0, {0, 1, 2}, 4));
  EXPECT_EQ(chosen(), 4);
}

TEST(Layouts, GoWhenTheSumsTheyAreOfGrow) {
  const SmallDatabase small;
  auto db = small.open();
  storage::LayoutRepository(db).put(layout(1.5, 0, {0, 4}, 7));
  add_class_sums(db);
  const auto all = load_layouts(db, 1, {2}, "fp32");
  EXPECT_TRUE(all.at(2).points.empty());
  EXPECT_EQ(all.at(2).classes, 6);
}

}  // namespace
}  // namespace vantage::viewer
