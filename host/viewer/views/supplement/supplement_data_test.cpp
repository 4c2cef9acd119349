// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/supplement_data.hpp"

#include <gmock/gmock.h>

#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/views/supplement/similarity_data.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> names(const Keyed<RankedBar>& bars) {
  std::vector<std::string> all;
  for (const RankedBar& bar : bars.items) all.push_back(bar.name.toStdString());
  return all;
}

std::shared_ptr<const Catalogue> small_catalogue() {
  const SmallDatabase small;
  auto db = small.open();
  return load_catalogue(db, {});
}

// Eight classes of ten images, two models: the first has 10, 9, 8, ... right, the second none.
Catalogue eight_classes() {
  Catalogue c;
  c.roots = {"all"};
  c.models = {{1, "falling", "", 0, 0, 80, {}}, {2, "blind", "", 0, 0, 80, {}}};
  c.counts.resize(16);
  for (int k = 0; k < 8; ++k) {
    const std::string name(1, static_cast<char>('a' + k));
    c.classes.push_back({k, name, name, 0, 10});
    c.counts[static_cast<size_t>(k)] = {k, 10, 10 - k, 10, 0};
    c.counts[static_cast<size_t>(8 + k)] = {k, 10, 0, 10, 0};
  }
  return c;
}

// Right of four, over alexnet, resnet18, vgg16: tench 1 4 2, hen 2 4 3, church 3 2 4, castle 0 3 4, rose 4 4
// 1, oak 2 1 1. Ranges: 3, 2, 2, 4, 3, 1 of 4.
TEST(SupplementData, RangesAreRanked) {
  const auto c = small_catalogue();
  const auto bars = range_bars(*c, Shade::light);
  EXPECT_THAT(names(bars), ElementsAre("castle", "tench", "rose", "church", "hen", "oak"));
  EXPECT_THAT(bars.keys, ElementsAre(3, 0, 4, 2, 1, 5));
  EXPECT_EQ(bars.items[0].value, 1);
  EXPECT_EQ(bars.items[2].value, 0.75);
  EXPECT_EQ(bars.items[5].value, 0.25);
}

// Sums: 7, 9, 9, 7, 9, 4 of 12.
TEST(SupplementData, AveragesAreRanked) {
  const auto c = small_catalogue();
  const auto bars = average_bars(*c, Shade::light);
  EXPECT_THAT(names(bars), ElementsAre("hen", "church", "rose", "castle", "tench", "oak"));
  EXPECT_NEAR(bars.items[0].value, 9 / 12.0, 1e-12);
  EXPECT_NEAR(bars.items[3].value, 7 / 12.0, 1e-12);
  EXPECT_EQ(bars.items[3].low, 0);
  EXPECT_EQ(bars.items[3].high, 1);
}

TEST(SupplementData, BetweenTheEndsIsAGap) {
  const Catalogue c = eight_classes();
  const auto bars = average_bars(c, Shade::light);
  EXPECT_THAT(bars.keys, ElementsAre(0, 1, 2, kGap, 5, 6, 7));
  EXPECT_TRUE(std::isnan(bars.items[3].value));
  EXPECT_NEAR(bars.items[4].value, 0.25, 1e-12);
  EXPECT_THAT(range_bars(c, Shade::light).keys, ElementsAre(0, 1, 2, kGap, 5, 6, 7));
  EXPECT_EQ(extreme_text(c, kGap), "the classes between");
  const ValueTable table = extremes_table(c, bars);
  ASSERT_EQ(table.rows.size(), 6u);
  EXPECT_EQ(table.rows[5][0].toString(), "h");
  EXPECT_NEAR(table.rows[5][6].toDouble(), 0.3, 1e-12);
}

TEST(SupplementData, OneModelHasNoRanges) {
  Catalogue c = eight_classes();
  for (size_t k = 8; k < 16; ++k) c.counts[k] = {c.counts[k].cls, 0, 0, 0, 0};
  EXPECT_TRUE(range_bars(c, Shade::light).items.empty());
  EXPECT_EQ(average_bars(c, Shade::light).items.size(), 7u);
}

TEST(SupplementData, ModelsStandBesideEachOtherOnAClass) {
  const auto c = small_catalogue();
  const auto a = class_accuracies(*c, {0, 3}, {0, 2}, Shade::light);
  EXPECT_EQ(a.names, (QStringList{"tench", "castle"}));
  ASSERT_EQ(a.points.size(), 4u);
  EXPECT_NEAR(a.points[0].x, -0.15, 1e-12);
  EXPECT_NEAR(a.points[3].x, 1.15, 1e-12);
  EXPECT_EQ(a.points[0].y, 0.25);
  EXPECT_EQ(a.points[3].y, 1);
  EXPECT_EQ(a.keys[3], (ClassAccuracies::Key{2, 3}));
  EXPECT_THAT(accuracy_tip(*c, a.keys[3]).toStdString(), HasSubstr("vgg16\ncastle\ntop-1 100.0 %"));
  EXPECT_EQ(accuracies_table(*c, a).rows[1][1].toString(), "vgg16");
}

TEST(SupplementData, OfOneClassTheAxisHasModels) {
  const auto c = small_catalogue();
  const auto a = class_accuracies(*c, {5}, {0, 1, 2}, Shade::light);
  EXPECT_EQ(a.names, (QStringList{"alexnet", "resnet18", "vgg16"}));
  EXPECT_EQ(a.points[2].x, 2);
  EXPECT_EQ(a.points[2].y, 0.25);
}

TEST(SimilarityData, IsOrderedAndScaled) {
  SimilarityMatrix s;
  s.scores = Eigen::MatrixXd::Constant(3, 3, NAN);
  s.scores(0, 0) = s.scores(2, 2) = 0;
  s.scores(0, 2) = s.scores(2, 0) = 0.5;
  s.order = {2, 0, 1};
  const Matrix m = matrix_of(s, {"a", "b", "c"});
  EXPECT_EQ(m.rows, (QStringList{"c", "a", "b"}));
  EXPECT_EQ(m.at(0, 1), 0.5);
  EXPECT_EQ(m.min, 0);
  EXPECT_EQ(m.max, 0.5);
  EXPECT_EQ(m.text(0, 2), QString(QChar(0x2013)));
  EXPECT_EQ(to_csv(matrix_table(m)).toStdString(), "model,c,a,b\nc,0,0.5,\na,0.5,0,\nb,,,\n");
}

}  // namespace
}  // namespace vantage::viewer
