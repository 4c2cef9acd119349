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

// Eight items at distances that are all over the place, of which the linkage meets no two alike.
Eigen::MatrixXd scattered() {
  Eigen::MatrixXd d = Eigen::MatrixXd::Zero(8, 8);
  for (int j = 0; j < 8; ++j)
    for (int i = 0; i < j; ++i) d(i, j) = d(j, i) = 1 + (i * 31 + j * 57 + i * j * 11) % 97;
  return d;
}

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
  // scipy.cluster.hierarchy.linkage(squareform(d), "average"), SciPy 1.10.1.
  EXPECT_THAT(rows(average_linkage(scattered())),
              ElementsAre(ElementsAre(2, 3, 9, 2), ElementsAre(0, 7, 12, 2), ElementsAre(1, 4, 13, 2),
                          ElementsAre(8, 9, 43, 4), ElementsAre(6, 10, 52, 3),
                          ElementsAre(11, 12, ::testing::DoubleNear(56.083333333333336, 1e-12), 7),
                          ElementsAre(5, 13, 67, 8)));
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
  EXPECT_THAT(leaf_order(average_linkage(scattered())), ElementsAre(5, 2, 3, 0, 7, 6, 1, 4));  // as SciPy
  EXPECT_THAT(leaf_order({}), ElementsAre(0));
}

TEST(OptimalLeafOrder, AgreesWithSciPy) {
  // optimal_leaf_ordering(), SciPy 1.10.1.
  const Eigen::MatrixXd d = scattered(), large = noise(60);
  EXPECT_THAT(cluster(d).order, ElementsAre(3, 2, 0, 7, 1, 4, 6, 5));
  EXPECT_EQ(length(cluster(d).order, d), 179);
  EXPECT_NEAR(length(cluster(large).order, large), 66.27640587206781, 1e-9);
}

// Turns round the children of every merge in all 2^(N-1) ways.
TEST(OptimalLeafOrder, IsTheBestOfAllThatFitTheTree) {
  for (const Eigen::MatrixXd& d : {scattered(), noise(9)}) {
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
  Eigen::MatrixXd d = scattered();
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
