// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/distribution_data.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "host/viewer/testing/small_database.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr size_t kAlexnet = 0, kResnet = 1, kVgg = 2;

class DistributionData : public ::testing::Test {
 protected:
  static core::NamedPoints triangle() { return {{0, {0, 0}}, {1, {4, 0}}, {2, {0, 3}}}; }

  const SmallDatabase small;
  storage::Database db = small.open();
  std::shared_ptr<const Catalogue> c = load_catalogue(db, {});
  // As t-SNE might leave the second: turned by a right angle, mirrored, twice as large, elsewhere.
  Layouts layouts{{c->models[kAlexnet].id, {triangle(), 30, 6}},
                  {c->models[kResnet].id, {{{0, {7, 7}}, {1, {7, 15}}, {2, {13, 7}}}, 30, 6}},
                  {c->models[kVgg].id, {{}, 0, 6}}};
};

TEST_F(DistributionData, ShowsThePinnedModelElseTheFirstWithALayout) {
  EXPECT_EQ(model_to_show(*c, layouts, "vgg16"), kVgg);
  EXPECT_EQ(model_to_show(*c, layouts, ""), kAlexnet);
  layouts.at(c->models[kAlexnet].id).points.clear();
  EXPECT_EQ(model_to_show(*c, layouts, "gone"), kResnet);
  layouts.at(c->models[kResnet].id).points.clear();
  EXPECT_EQ(model_to_show(*c, layouts, ""), kAlexnet) << "none has one: the first that could";
  EXPECT_EQ(model_to_show(*c, {}, ""), kAlexnet);
  EXPECT_EQ(model_to_show(Catalogue(), {}, ""), Catalogue::kNone);
}

TEST_F(DistributionData, ALayoutIsLackingWhereItCouldBeComputed) {
  EXPECT_TRUE(lacks_layout(*c, layouts, kVgg));
  EXPECT_FALSE(lacks_layout(*c, layouts, kAlexnet));
  layouts.at(c->models[kVgg].id).classes = 0;
  EXPECT_FALSE(lacks_layout(*c, layouts, kVgg));
  EXPECT_FALSE(lacks_layout(*c, layouts, Catalogue::kNone));
}

TEST_F(DistributionData, SideBySideAreTheSelectedOrAll) {
  EXPECT_THAT(models_side_by_side(*c, {}, kResnet), ElementsAre(0, 1, 2));
  EXPECT_THAT(models_side_by_side(*c, {"vgg16"}, kAlexnet), ElementsAre(kAlexnet, kVgg));
  Catalogue many = *c;
  for (int i = 0; i < 30; ++i) many.models.push_back({100 + i, "m" + std::to_string(i), "", 0, 0, 1, {}});
  const auto models = models_side_by_side(many, {}, 32);
  EXPECT_EQ(models.size(), kMostSideBySide);
  EXPECT_EQ(models.back(), 32u);
  EXPECT_EQ(models[14], 14u);
}

TEST_F(DistributionData, LayoutsAreTurnedUntilTheyLieAlike) {
  for (const size_t shown : {kAlexnet, kResnet}) {
    const auto aligned = aligned_layouts(*c, layouts, {kAlexnet, kResnet, kVgg}, shown);
    ASSERT_EQ(aligned.size(), 3u);
    for (const size_t m : {kAlexnet, kResnet})
      for (const auto& [cls, at] : triangle())
        EXPECT_LT((aligned[m].at(cls) - at).norm(), 1e-9) << m << " " << cls;
    EXPECT_THAT(aligned[kVgg], IsEmpty());
  }
  const auto led_by_the_first = aligned_layouts(*c, layouts, {kResnet}, kVgg);  // the pinned one has none
  EXPECT_NEAR(led_by_the_first[0].at(2).x(), 0, 1e-9);
  EXPECT_NEAR(led_by_the_first[0].at(2).y(), 3, 1e-9);
}

// Two corners changed places: no turn fits, and the least squares want a scale of one half.
TEST_F(DistributionData, LayoutsThatAreUnlikeStayAsLarge) {
  const core::NamedPoints square = {{0, {1, 1}}, {1, {-1, 1}}, {2, {-1, -1}}, {3, {1, -1}}};
  layouts.at(c->models[kAlexnet].id).points = square;
  layouts.at(c->models[kResnet].id).points = {{0, {1, 1}}, {1, {-1, -1}}, {2, {-1, 1}}, {3, {1, -1}}};
  const auto moved = aligned_layouts(*c, layouts, {kResnet}, kAlexnet).front();
  for (const auto& [cls, at] : moved) EXPECT_NEAR(at.norm(), std::sqrt(2), 1e-9) << cls;
}

TEST_F(DistributionData, ARangeShowsAllLayouts) {
  const auto range = common_range({triangle(), {{0, {-6, 0}}}});
  ASSERT_TRUE(range);
  EXPECT_LT(range->x_min, -6);
  EXPECT_GT(range->x_max, 4);
  EXPECT_GT(range->y_max, 3);
  EXPECT_FALSE(common_range({{}}));
}

TEST_F(DistributionData, PointsHaveColourAndShapeOfTheirRoot) {
  const auto points = class_points(*c, {{1, {1, 2}}, {3, {3, 4}}, {77, {5, 6}}}, Shade::light);
  EXPECT_THAT(points.keys, ElementsAre(1, 3));
  EXPECT_EQ(points.items[1].name, "castle");
  EXPECT_EQ(points.items[1].y, 4);
  const RootStyle building = root_style(1, Shade::light);
  EXPECT_EQ(points.items[1].marker, building.marker);
  EXPECT_EQ(points.items[1].colour, building.colour);
  EXPECT_NE(points.items[0].marker, building.marker);
}

TEST_F(DistributionData, MarksFollowTheState) {
  const auto points = class_points(*c, {{1, {0, 0}}, {2, {0, 0}}, {3, {0, 0}}, {5, {0, 0}}}, Shade::light);
  AnalysisState state;
  state.pin = {"", "building", 5};
  state.selection.classes = {0, 1, 3};
  auto marks = class_marks(*c, points, state, {}, false);
  EXPECT_THAT(marks.pinned, ElementsAre(3));
  EXPECT_THAT(marks.selected, ElementsAre(0, 2));
  EXPECT_THAT(marks.dimmed, ElementsAre(0, 3));
  marks = class_marks(*c, points, state, {2}, true);
  EXPECT_THAT(marks.named, ElementsAre(1));
  EXPECT_THAT(marks.dimmed, ElementsAre(0, 2, 3)) << "what is looked for matters more than the root";
  EXPECT_THAT(class_marks(*c, points, state, {}, true).dimmed, ElementsAre(0, 1, 2, 3));
}

TEST_F(DistributionData, ClassesAreFoundByAnyOfTheirNames) {
  EXPECT_THAT(matching_classes(*c, "TINCA"), ElementsAre(0));
  EXPECT_THAT(matching_classes(*c, "  church b"), ElementsAre(2));
  EXPECT_THAT(matching_classes(*c, "t"), ElementsAre(0, 3)) << "tench begins with it, castle has it";
  EXPECT_THAT(matching_classes(*c, "hen"), ElementsAre(1));
  EXPECT_THAT(matching_classes(*c, "e"), ElementsAre(0, 1, 3, 4));
  EXPECT_THAT(matching_classes(*c, " "), IsEmpty());
  EXPECT_THAT(matching_classes(*c, "zebra"), IsEmpty());
}

TEST_F(DistributionData, ATipSaysClassRootAndAccuracy) {
  EXPECT_EQ(class_tip(*c, 0, kAlexnet).section('\n', 0, 1), "tench, Tinca tinca\nanimal");
  EXPECT_EQ(class_tip(*c, 0, kAlexnet).section('\n', 2).left(21), "alexnet: top-1 25.0 %");
}

}  // namespace
}  // namespace vantage::viewer
