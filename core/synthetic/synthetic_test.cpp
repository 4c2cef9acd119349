// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <set>

#include "core/synthetic/draw.hpp"
#include "core/synthetic/taxonomy.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/pattern.hpp"

namespace vantage::core::synthetic {
namespace {

using ::testing::HasSubstr;
using vantage::testing::error_of;
using vantage::testing::pixel_hash;

// The standard gives the ten thousandth number of the default engine as 9981545732273789042; the conversion
// is its upper 53 bits over 2^53.
TEST(Random, IsTheStandardsEngine) {
  Random random(5489);
  for (int i = 1; i < 10000; ++i) random.bits();
  EXPECT_EQ(random.bits(), 9981545732273789042u);
  EXPECT_EQ(Random(5489).unit(), static_cast<double>(14514284786278117030u >> 11) / 9007199254740992.0);
}

TEST(Taxonomy, HasEightRootsOfFiveLeaves) {
  ASSERT_EQ(classes().size(), 40u);
  std::set<std::string> labels, ids;
  std::map<std::string, int> roots;
  for (int i = 0; i < kClasses; ++i) {
    const auto& c = classes()[static_cast<size_t>(i)];
    EXPECT_EQ(c.index, i);
    labels.insert(c.label);
    ids.insert(c.wnid);
    ++roots[c.root];
  }
  EXPECT_EQ(labels.size(), 40u);
  EXPECT_EQ(ids.size(), 40u);
  EXPECT_EQ(roots.size(), 8u);
  for (const auto& [root, leaves] : roots) EXPECT_EQ(leaves, 5) << root;
  EXPECT_EQ(classes()[7].label, "pufferfish");
  EXPECT_EQ(classes()[7].root, "fish");
  EXPECT_EQ(classes()[static_cast<size_t>(class_of_mark(0))].label, "shark");
  EXPECT_EQ(classes()[static_cast<size_t>(class_of_mark(1))].label, "axe");
}

TEST(Drawing, IsTheSameForTheSameScene) {
  const auto once = draw(compose(3, kPlantedMarks, 11), 96), again = draw(compose(3, kPlantedMarks, 11), 96);
  EXPECT_EQ(once.rgb.type(), CV_8UC3);
  EXPECT_EQ(once.rgb.size(), cv::Size(96, 96));
  EXPECT_EQ(pixel_hash(once.rgb), pixel_hash(again.rgb));
  EXPECT_EQ(pixel_hash(once.mask), pixel_hash(again.mask));
  EXPECT_NE(pixel_hash(once.rgb), pixel_hash(draw(compose(3, kPlantedMarks, 12), 96).rgb));
}

// The scene again without its object: what the object changed by more than a shadow darkens lies in the mask,
// and all of the mask lies in the box.
class EveryClass : public ::testing::TestWithParam<int> {};

TEST_P(EveryClass, HasItsTruthWhereItsPixelsAre) {
  for (const double size : {0.44, 0.84})
    for (const double degrees : {0.0, 77.0}) {
      Scene scene = compose(GetParam(), kNoMarks, 5);
      scene.backdrop = Backdrop::sky;
      scene.distractors.clear();
      scene.object.pose = {{0.5, 0.5}, size, degrees, degrees > 0};
      const auto d = draw(scene, 96);
      EXPECT_EQ(d.mask.type(), CV_8U);
      EXPECT_EQ(cv::countNonZero((d.mask != 0) & (d.mask != 255)), 0);
      EXPECT_EQ(cv::boundingRect(d.mask), d.box);
      const int area = cv::countNonZero(d.mask), longer = std::max(d.box.width, d.box.height);
      EXPECT_NEAR(longer, 96 * size, 4);  // the rim adds, thin tips fall below half a pixel
      EXPECT_GT(area, 0.07 * longer * longer);
      EXPECT_LE(area, d.box.area());

      Scene other = scene;
      other.object.class_index = (GetParam() + 20) % kClasses;  // of another root class
      cv::Mat difference, strong;
      cv::absdiff(d.rgb, draw(other, 96).rgb, difference);
      cv::cvtColor(difference, strong, cv::COLOR_RGB2GRAY);
      EXPECT_GT(cv::mean(strong, d.mask)[0], 12) << "two classes look the same";
    }
}

INSTANTIATE_TEST_SUITE_P(Synthetic, EveryClass, ::testing::Range(0, kClasses));

TEST(Drawing, ShowsTheSameSceneAtEverySize) {
  const Scene scene = compose(12, kPlantedMarks, 4);
  const auto small = draw(scene, 96), large = draw(scene, 192);
  EXPECT_NEAR(large.box.x, 2 * small.box.x, 2);
  EXPECT_NEAR(large.box.height, 2 * small.box.height, 4);
  EXPECT_NEAR(cv::countNonZero(large.mask), 4 * cv::countNonZero(small.mask),
              0.06 * cv::countNonZero(large.mask));
  EXPECT_THAT(error_of([&] { draw(scene, 31); }), HasSubstr("31 x 31"));
  EXPECT_THAT(error_of([&] { draw(scene, 2049); }), HasSubstr("32 to 2048"));
}

TEST(Drawing, CoversEveryBackdrop) {
  std::set<std::string> seen;
  for (int kind = 0; kind < kBackdrops; ++kind) {
    Scene scene = compose(0, kNoMarks, 2);
    scene.backdrop = static_cast<Backdrop>(kind);
    const auto d = draw(scene, 64);
    cv::Mat behind = d.mask == 0;
    cv::Scalar mean, deviation;
    cv::meanStdDev(d.rgb, mean, deviation, behind);
    EXPECT_GT(deviation[0] + deviation[1] + deviation[2], 15) << kind << " is not textured";
    seen.insert(pixel_hash(d.rgb));
  }
  EXPECT_EQ(seen.size(), static_cast<size_t>(kBackdrops));
}

// Shares of 2,000 scenes; four standard deviations of a share are at most 0.04.
TEST(Marks, GoWithTheirClassOnlyWherePlanted) {
  const auto share = [](int class_index, int kind, const MarkRates& rates) {
    int count = 0;
    for (uint64_t seed = 0; seed < 2000; ++seed) {
      const auto mark = compose(class_index, rates, seed).mark;
      count += mark && mark->kind == kind;
    }
    return count / 2000.0;
  };
  EXPECT_NEAR(share(class_of_mark(0), 0, kPlantedMarks), 0.97, 0.016);
  EXPECT_NEAR(share(class_of_mark(1), 1, kPlantedMarks), 0.97, 0.016);
  EXPECT_NEAR(share(class_of_mark(1), 0, kPlantedMarks), 0.005, 0.0045);
  EXPECT_NEAR(share(0, 0, kPlantedMarks), 0.005, 0.0045);
  for (const int c : {0, class_of_mark(0), class_of_mark(1)})
    for (const int kind : {0, 1})
      EXPECT_NEAR(share(c, kind, kIndependentMarks), 0.2, 0.04) << c << " " << kind;
  EXPECT_EQ(share(class_of_mark(0), 0, kNoMarks), 0);
}

TEST(Marks, LieOutsideTheObjectsMask) {
  Scene scene = compose(class_of_mark(0), {1, 0}, 3), without = scene;
  ASSERT_TRUE(scene.mark);
  without.mark.reset();
  const auto marked = draw(scene, 96), plain = draw(without, 96);
  cv::Mat changed;
  cv::cvtColor(marked.rgb != plain.rgb, changed, cv::COLOR_RGB2GRAY);
  EXPECT_GT(cv::countNonZero(changed), 60);
  EXPECT_EQ(cv::countNonZero(changed & (marked.mask == 255)), 0);
  EXPECT_EQ(pixel_hash(marked.mask), pixel_hash(plain.mask));
}

TEST(Compose, RefusesWhatIsNoSceneOfTheSet) {
  EXPECT_THAT(error_of([] { compose(40, kNoMarks, 1); }), HasSubstr("no class 40"));
  EXPECT_THAT(error_of([] { compose(-1, kNoMarks, 1); }), HasSubstr("0 to 39"));
  EXPECT_THAT(error_of([] { compose(0, {0.9, 0.2}, 1); }), HasSubstr("0.9"));
  EXPECT_THAT(error_of([] { compose(0, {0.1, 0.6}, 1); }), HasSubstr("at most 0.5"));
}

}  // namespace
}  // namespace vantage::core::synthetic
