// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/class_distance.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using P = std::vector<double>;

void add(ConfidenceSums& sums, int label, const P& p) {
  sums.add(label, std::span<const double>(p));
}

TEST(ConfidenceSums, AreWholeNumbersOfTheUnit) {
  ConfidenceSums sums(2);
  add(sums, 1, {0.25, 0.75});
  add(sums, 1, {ConfidenceSums::kUnit * 0.4, ConfidenceSums::kUnit * 2.6});
  EXPECT_THAT(sums.sum(1), ElementsAre(1 << 28, (3 << 28) + 3));
  EXPECT_EQ(sums.images(1), 2);
  EXPECT_EQ(sums.images(0), 0);
  EXPECT_THAT(sums.sum(0), IsEmpty());
  EXPECT_THAT(sums.seen(), ElementsAre(1));
}

TEST(ConfidenceSums, DoNotDependOnOrderOrShards) {
  // In floating point these sums differ from order to order.
  const auto image = [](int i) {
    return std::vector<float>{1.0f / static_cast<float>(i + 3), 0.1f, 1e-7f * static_cast<float>(i)};
  };
  ConfidenceSums forwards(3), backwards(3), even(3), odd(3);
  for (int i = 0; i < 1000; ++i) {
    forwards.add(i % 3, image(i));
    backwards.add((999 - i) % 3, image(999 - i));
    (i % 2 ? odd : even).add(i % 3, image(i));
  }
  odd.merge(even);
  for (int cls = 0; cls < 3; ++cls) {
    const std::vector<int64_t> expected(forwards.sum(cls).begin(), forwards.sum(cls).end());
    EXPECT_THAT(backwards.sum(cls), ::testing::ElementsAreArray(expected));
    EXPECT_THAT(odd.sum(cls), ::testing::ElementsAreArray(expected));
    EXPECT_EQ(odd.images(cls), forwards.images(cls));
  }
}

TEST(ConfidenceSums, ComeBackFromAFile) {
  ConfidenceSums sums(3), read(3);
  add(sums, 2, {0.1, 0.2, 0.7});
  add(sums, 2, {0.3, 0.3, 0.4});
  read.add(2, sums.images(2), sums.sum(2));
  EXPECT_EQ(read.images(2), 2);
  EXPECT_THAT(read.sum(2), ::testing::ElementsAreArray(sums.sum(2).begin(), sums.sum(2).end()));
}

TEST(ConfidenceSums, RefuseWhatIsNoConfidenceAndChangeNothing) {
  ConfidenceSums sums(2);
  EXPECT_THAT(error_of([&] {
                add(sums, 0, {0.5, std::nan("")});
              }),
              HasSubstr("confidence of class 1 is nan"));
  EXPECT_THAT(error_of([&] {
                add(sums, 0, {-0.1, 1});
              }),
              HasSubstr("class 0 is -0.1, which is no probability"));
  EXPECT_THAT(error_of([&] { add(sums, 0, {0, 1.1}); }), HasSubstr("class 1 is 1.1"));
  EXPECT_THAT(error_of([&] { add(sums, 2, {0, 1}); }), HasSubstr("no class 2: the classes are 0 to 1"));
  EXPECT_THAT(error_of([&] { add(sums, -1, {0, 1}); }), HasSubstr("no class -1"));
  EXPECT_THAT(error_of([&] { add(sums, 0, {1}); }), HasSubstr("1 values does not fit 2 classes"));
  const std::vector<int64_t> negative{-1, 0}, large{int64_t{1} << 31, 0}, none{0, 0};
  EXPECT_THAT(error_of([&] { sums.add(0, 1, negative); }), HasSubstr("-1 units are no sum of 1"));
  EXPECT_THAT(error_of([&] { sums.add(0, 1, large); }), HasSubstr("no sum of 1 confidences"));
  EXPECT_THAT(error_of([&] { sums.add(0, 0, none); }), HasSubstr("cannot have 0 images"));
  EXPECT_THAT(error_of([&] { sums.add(0, int64_t{1} << 33, none); }),
              HasSubstr("cannot have 8589934592 images"));
  EXPECT_THAT(error_of([&] { sums.merge(ConfidenceSums(3)); }), HasSubstr("2 and 3 classes"));
  EXPECT_THAT(error_of([] { ConfidenceSums{-1}; }), HasSubstr("cannot be -1 classes"));
  EXPECT_THAT(sums.seen(), IsEmpty());
}

TEST(ClassDistances, AreTheMeanOfBothDirections) {
  ConfidenceSums sums(3);
  add(sums, 0, {0.75, 0.25, 0});
  add(sums, 0, {0.25, 0.50, 0.25});
  add(sums, 1, {0, 0.75, 0.25});
  add(sums, 2, {0.50, 0.25, 0.25});
  // From 0: 0.5 - 0.375 to 1, 0.5 - 0.125 to 2. From 1: 0.75 to 0, 0.5 to 2. From 2: -0.25 to 0, 0 to 1.
  const Eigen::MatrixXd d = class_distances(sums, sums.seen());
  EXPECT_EQ(d, (Eigen::MatrixXd(3, 3) << 0, 0.4375, 0.0625, 0.4375, 0, 0.25, 0.0625, 0.25, 0).finished());
}

TEST(ClassDistances, AreNeverNegative) {
  ConfidenceSums sums(2);
  add(sums, 0, {0.25, 0.75});
  add(sums, 1, {0.50, 0.50});
  EXPECT_EQ(class_distances(sums, sums.seen()), Eigen::MatrixXd::Zero(2, 2));
}

TEST(ClassDistances, OfClassesWithoutImages) {
  ConfidenceSums sums(4);
  add(sums, 2, {0.125, 0.25, 0.5, 0.125});
  const std::vector<int> classes{2, 1, 0};
  const Eigen::MatrixXd d = class_distances(sums, classes);
  EXPECT_EQ(d(0, 1), 0.25);  // of the one direction that there is
  EXPECT_EQ(d(2, 0), 0.375);
  EXPECT_TRUE(std::isnan(d(1, 2)));
  EXPECT_EQ(d.diagonal(), Eigen::Vector3d::Zero());
  EXPECT_EQ(class_distances(sums, sums.seen()), Eigen::MatrixXd::Zero(1, 1));
  EXPECT_THAT(error_of([&] { class_distances(sums, std::vector<int>{2, 4}); }), HasSubstr("no class 4"));
}

}  // namespace
}  // namespace vantage::core
