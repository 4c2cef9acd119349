// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/accuracy.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

//                                       class  images  top-1  top-5  sum of probabilities
const std::vector<ClassCounts> kCounts{
    {3, 10, 6, 9, 5.0}, {7, 30, 6, 15, 4.0}, {8, 0, 0, 0, 0.0}, {9, 5, 5, 5, 4.5}};

std::vector<int> classes_of(const std::vector<ClassSpread>& spreads) {
  std::vector<int> classes;
  for (const auto& s : spreads) classes.push_back(s.cls);
  return classes;
}

TEST(Accuracy, CountsEveryImageTheSame) {
  const Accuracy all = accuracy(kCounts);
  EXPECT_EQ(all.images, 45);
  EXPECT_DOUBLE_EQ(all.top1, 17.0 / 45);
  EXPECT_DOUBLE_EQ(all.top5, 29.0 / 45);
  EXPECT_DOUBLE_EQ(all.label_probability, 13.5 / 45);
  EXPECT_DOUBLE_EQ(all.top1_interval.low, wilson(17, 45).low);
  EXPECT_DOUBLE_EQ(all.top5_interval.high, wilson(29, 45).high);
}

TEST(Accuracy, OfALeafClass) {
  EXPECT_DOUBLE_EQ(accuracy({&kCounts[1], 1}).top1, 0.2);
  EXPECT_DOUBLE_EQ(accuracy({&kCounts[1], 1}).top5, 0.5);
}

TEST(Accuracy, WithoutImagesIsNotANumberAndAnything) {
  for (const Accuracy& none : {accuracy({}), accuracy({&kCounts[2], 1})}) {
    EXPECT_EQ(none.images, 0);
    EXPECT_TRUE(std::isnan(none.top1));
    EXPECT_TRUE(std::isnan(none.label_probability));
    EXPECT_EQ(none.top1_interval.low, 0);
    EXPECT_EQ(none.top1_interval.high, 1);
  }
}

TEST(Accuracy, ByRootClass) {
  const std::map<int, std::string> roots{{3, "animal"}, {7, "food"}, {8, "food"}, {9, "animal"}};
  const auto all = accuracy_by_root(kCounts, roots);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all.at("animal").images, 15);
  EXPECT_DOUBLE_EQ(all.at("animal").top1, 11.0 / 15);
  EXPECT_DOUBLE_EQ(all.at("food").top1, 0.2);
  EXPECT_EQ(error_of([&] {
              accuracy_by_root(kCounts, {{3, "animal"}});
            }),
            "class 7 has no root class: add it to the taxonomy");
}

TEST(Accuracy, RefusesCountsThatCannotBe) {
  EXPECT_THAT(error_of([] {
                accuracy(std::vector<ClassCounts>{{4, 3, 4, 4, 0}});
              }),
              HasSubstr("class 4: 3 images"));
  EXPECT_THAT(error_of([] { accuracy(std::vector<ClassCounts>{{4, 3, 2, 1, 0}}); }), HasSubstr("cannot be"));
  EXPECT_THAT(error_of([] { accuracy(std::vector<ClassCounts>{{4, 3, -1, 1, 0}}); }), HasSubstr("cannot be"));
}

TEST(ClassSpreads, AreTheLeastTheMostAndTheMeanOverModels) {
  // Class 1: 0.2, 0.5, 0.8; class 4: one model alone; class 6: no images at all.
  const std::vector<std::vector<ClassCounts>> models{
      {{6, 0, 0, 0, 0}, {1, 10, 2, 2, 0}}, {{1, 10, 5, 5, 0}, {4, 4, 1, 1, 0}}, {{1, 5, 4, 4, 0}}};
  const auto spreads = class_spreads(models);
  ASSERT_THAT(classes_of(spreads), ElementsAre(1, 4));
  EXPECT_EQ(spreads[0].models, 3);
  EXPECT_DOUBLE_EQ(spreads[0].min, 0.2);
  EXPECT_DOUBLE_EQ(spreads[0].max, 0.8);
  EXPECT_DOUBLE_EQ(spreads[0].range, 0.6);
  EXPECT_DOUBLE_EQ(spreads[0].mean, 0.5);
  EXPECT_EQ(spreads[1].models, 1);
  EXPECT_DOUBLE_EQ(spreads[1].mean, 0.25);
}

TEST(ExtremeClasses, AreOrderedAndTiesGoToTheLowerClass) {
  // Of two models, ten images each:      class  mean  range
  const std::vector<std::vector<ClassCounts>> models{
      {{0, 10, 3, 3, 0},    //                0  0.2   0.2, as 0.3 - 0.1
       {1, 10, 2, 2, 0},    //                1  0.1   0.2
       {2, 10, 9, 9, 0},    //                2  0.9   0
       {3, 10, 1, 1, 0},    //                3  0.5   0.8
       {4, 10, 9, 9, 0},    //                4  0.9   0
       {5, 10, 10, 10, 0}}  //                5  1     by one model alone
      ,
      {{0, 10, 1, 1, 0}, {1, 10, 0, 0, 0}, {2, 10, 9, 9, 0}, {3, 10, 9, 9, 0}, {4, 10, 9, 9, 0}}};
  const auto extreme = extreme_classes(class_spreads(models), 3);
  EXPECT_THAT(classes_of(extreme.diverging), ElementsAre(3, 0, 1));
  EXPECT_THAT(classes_of(extreme.agreeing), ElementsAre(2, 4, 0));
  EXPECT_THAT(classes_of(extreme.best), ElementsAre(5, 2, 4));
  EXPECT_THAT(classes_of(extreme.worst), ElementsAre(1, 0, 3));
  EXPECT_EQ(extreme_classes(class_spreads(models), 100).best.size(), 6u);
  EXPECT_THAT(extreme_classes({}, 3).worst, IsEmpty());
}

}  // namespace
}  // namespace vantage::core
