// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/clustering.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Of n items, no two distances alike.
Eigen::MatrixXd noise(int n) {
  Eigen::MatrixXd d = Eigen::MatrixXd::Zero(n, n);
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < j; ++i) {
      const double s = std::sin(12.9898 * i + 78.233 * j) * 43758.5453;
      d(i, j) = d(j, i) = 1 + s - std::floor(s);
    }
  }
  return d;
}

double length(const std::vector<int>& order, const Eigen::MatrixXd& d) {
  double sum = 0;
  for (size_t i = 1; i < order.size(); ++i) sum += d(order[i - 1], order[i]);
  return sum;
}

std::vector<std::vector<double>> rows(const std::vector<Merge>& merges) {
  std::vector<std::vector<double>> all;
  for (const Merge& m : merges)
    all.push_back({double(m.first), double(m.second), m.distance, double(m.items)});
  return all;
}

TEST(AverageLinkage, ByHand) {
  // On a line at 0, 1, 5, 8: {0, 1} at 1, {5, 8} at 3, and the mean of 5, 8, 4 and 7 between them.
  const double x[] = {0, 5, 1, 8};
  Eigen::MatrixXd d(4, 4);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) d(i, j) = std::abs(x[i] - x[j]);
  EXPECT_THAT(rows(average_linkage(d)),
              ElementsAre(ElementsAre(0, 2, 1, 2), ElementsAre(1, 3, 3, 2), ElementsAre(4, 5, 6, 4)));
}

TEST(AverageLinkage, AgreesWithSciPy) {
  // scipy.cluster.hierarchy.linkage(squareform(d), "average"), SciPy 1.10.1. The sine of a large number is
  // not the same everywhere to the last digits, hence the tolerance.
  const std::vector<Merge> expected{{3, 6, 1.0226861990158795, 2},   {0, 2, 1.0271047938040283, 2},
                                    {5, 9, 1.0838294460209, 3},      {1, 7, 1.107687032832473, 2},
                                    {10, 11, 1.3029721064787054, 5}, {4, 8, 1.4284376707130377, 3},
                                    {12, 13, 1.5040896962897021, 8}};
  const auto merges = average_linkage(noise(8));
  ASSERT_EQ(merges.size(), expected.size());
  for (size_t k = 0; k < merges.size(); ++k) {
    EXPECT_EQ(merges[k].first, expected[k].first) << k;
    EXPECT_EQ(merges[k].second, expected[k].second) << k;
    EXPECT_EQ(merges[k].items, expected[k].items) << k;
    EXPECT_NEAR(merges[k].distance, expected[k].distance, 1e-9) << k;
  }
  double heights = 0;
  for (const Merge& m : average_linkage(noise(60))) heights += m.distance;
  EXPECT_NEAR(heights, 69.6977207770165, 1e-9);
}

TEST(AverageLinkage, TiesGoToTheFirstItems) {
  const Eigen::MatrixXd d = Eigen::MatrixXd::Ones(4, 4) - Eigen::MatrixXd::Identity(4, 4);
  EXPECT_THAT(rows(average_linkage(d)),
              ElementsAre(ElementsAre(0, 1, 1, 2), ElementsAre(2, 4, 1, 3), ElementsAre(3, 5, 1, 4)));
}

TEST(LeafOrder, GoesThroughTheTreeFromLeftToRight) {
  EXPECT_THAT(leaf_order(average_linkage(noise(8))), ElementsAre(5, 0, 2, 1, 7, 4, 3, 6));  // as SciPy
  EXPECT_THAT(leaf_order({}), ElementsAre(0));
}

TEST(OptimalLeafOrder, AgreesWithSciPy) {
  // optimal_leaf_ordering(), SciPy 1.10.1, which begins at the other end.
  EXPECT_THAT(cluster(noise(8)).order, ElementsAre(4, 3, 6, 5, 0, 2, 1, 7));
  EXPECT_NEAR(length(cluster(noise(8)).order, noise(8)), 7.407668482435383, 1e-9);
}

TEST(OptimalLeafOrder, AgreesWithDynamicProgrammingWithoutShortcuts) {
  // By a program of twenty lines in Python that keeps the best of every pair of ends. SciPy 1.10.1's order of
  // the sixty is longer, 66.276.
  EXPECT_NEAR(length(cluster(noise(20)).order, noise(20)), 20.870633102236752, 1e-9);
  EXPECT_NEAR(length(cluster(noise(60)).order, noise(60)), 62.28875497926322, 1e-9);
}

// Turns round the children of every merge in all 2^(N-1) ways.
TEST(OptimalLeafOrder, IsTheBestOfAllThatFitTheTree) {
  for (const int n : {2, 5, 9, 11}) {
    const Eigen::MatrixXd d = noise(n);
    const auto merges = average_linkage(d);
    double best = 1e9;
    for (unsigned turned = 0; turned < 1u << merges.size(); ++turned) {
      auto other = merges;
      for (size_t k = 0; k < merges.size(); ++k)
        if (turned >> k & 1) std::swap(other[k].first, other[k].second);
      best = std::min(best, length(leaf_order(other), d));
    }
    EXPECT_NEAR(length(optimal_leaf_order(merges, d), d), best, 1e-12);
  }
}

TEST(OptimalLeafOrder, HoldsEveryItemOnceAlsoBeyondTheLimit) {
  for (const int n : {kOptimalOrderLimit / 10, kOptimalOrderLimit + 1}) {
    std::vector<Merge> chain;  // each item joins what was there before
    for (int k = 0; k < n - 1; ++k) chain.push_back({k + 1, k ? n + k - 1 : 0, 1.0, k + 2});
    auto order = optimal_leaf_order(chain, Eigen::MatrixXd::Ones(n, n));
    std::sort(order.begin(), order.end());
    std::vector<int> all(static_cast<size_t>(n));
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(order, all);
  }
}

TEST(Cluster, OfFewItems) {
  EXPECT_THAT(cluster(Eigen::MatrixXd(0, 0)).order, IsEmpty());
  EXPECT_THAT(cluster(Eigen::MatrixXd::Zero(1, 1)).order, ElementsAre(0));
  EXPECT_THAT(cluster(Eigen::MatrixXd::Ones(2, 2)).order, ElementsAre(0, 1));
}

TEST(Cluster, RefusesWhatIsNoDistanceMatrix) {
  Eigen::MatrixXd d = noise(4);
  d(1, 2) = std::nan("");
  EXPECT_THAT(error_of([&] { cluster(d); }), HasSubstr("between 1 and 2 is nan and"));
  d(1, 2) = d(2, 1) + 1;
  EXPECT_THAT(error_of([&] { cluster(d); }), HasSubstr("between 1 and 2"));
  d(1, 2) = d(2, 1) = -1;
  EXPECT_THAT(error_of([&] { cluster(d); }), HasSubstr("is -1"));
  EXPECT_THAT(error_of([] { cluster(Eigen::MatrixXd(2, 3)); }), HasSubstr("2 x 3 cannot be clustered"));
}

}  // namespace
}  // namespace vantage::core
