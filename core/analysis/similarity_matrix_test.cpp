// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/similarity_matrix.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::NanSensitiveDoubleEq;
using ::testing::Pointwise;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
const Map kDark{1, 2, {0, 0}}, kHalf{1, 2, {0, 1}}, kBright{1, 2, {1, 1}};

double first_minus_second(const Map& a, const Map& b) {
  double sum = 0;
  for (size_t i = 0; i < a.values.size(); ++i) sum += a.values[i] - b.values[i];
  return sum;
}

Eigen::MatrixXd matrix(std::initializer_list<std::initializer_list<double>> rows) {
  Eigen::MatrixXd m(rows.size(), rows.begin()->size());
  Eigen::Index i = 0;
  for (const auto& row : rows) {
    Eigen::Index j = 0;
    for (const double x : row) m(i, j++) = x;
    ++i;
  }
  return m;
}

void expect_same(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  ASSERT_EQ(a.rows(), b.rows());
  EXPECT_THAT(a.reshaped(), Pointwise(NanSensitiveDoubleEq(), b.reshaped()));
}

TEST(SimilarityMatrix, ComparesEveryPair) {
  expect_same(similarity_matrix({&kDark, &kHalf, &kBright}, first_minus_second, false),
              matrix({{0, -1, -2}, {1, 0, -1}, {2, 1, 0}}));
}

TEST(SimilarityMatrix, AsksASymmetricMeasureOnceForEachPair) {
  int calls = 0;
  const auto l1 = [&](const Map& a, const Map& b) {
    ++calls;
    return std::abs(first_minus_second(a, b));
  };
  expect_same(similarity_matrix({&kDark, &kHalf, &kBright}, l1, true),
              matrix({{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}));
  EXPECT_EQ(calls, 6);
}

TEST(SimilarityMatrix, IsNotANumberWhereAModelHasNoMap) {
  expect_same(similarity_matrix({&kDark, nullptr, &kBright}, first_minus_second, false),
              matrix({{0, kNan, -2}, {kNan, kNan, kNan}, {2, kNan, 0}}));
}

TEST(MeanMatrix, AveragesEachCellOverTheImagesThatHaveIt) {
  MeanMatrix mean;
  mean.add(matrix({{0, 1, kNan}, {1, 0, kNan}, {kNan, kNan, kNan}}));
  mean.add(matrix({{0, 4, kNan}, {4, 0, 5}, {kNan, 5, 0}}));
  expect_same(mean.mean(), matrix({{0, 2.5, kNan}, {2.5, 0, 5}, {kNan, 5, 0}}));
  EXPECT_EQ(mean.images(), (Eigen::MatrixXi(3, 3) << 2, 2, 0, 2, 2, 1, 0, 1, 1).finished());
  EXPECT_THAT(error_of([&] { mean.add(Eigen::MatrixXd::Zero(2, 2)); }),
              HasSubstr("2 x 2 cannot be averaged with those of 3 x 3"));
}

TEST(MeanMatrix, OfNothingIsEmpty) {
  EXPECT_EQ(MeanMatrix().mean().size(), 0);
}

TEST(ScoreDistances, AreHowFarAScoreIsFromTheBest) {
  // As SSIM: 1 is best, -1 worst.
  expect_same(score_distances(matrix({{1, 0.5}, {0.5, 1}}), 1, -1), matrix({{0, 0.25}, {0.25, 0}}));
  // As a mean squared error without a bound, and in two directions.
  expect_same(score_distances(matrix({{0, 3}, {5, 0}}), 0, kInfinity), matrix({{0, 4}, {4, 0}}));
}

TEST(ScoreDistances, PutAPairWithoutAScoreAtTheFarEnd) {
  expect_same(score_distances(matrix({{0, 3, kNan}, {3, 0, 2}, {kNan, 2, 0}}), 0, kInfinity),
              matrix({{0, 3, 3}, {3, 0, 2}, {3, 2, 0}}));
  expect_same(score_distances(matrix({{kNan, kNan}, {kNan, kNan}}), 0, 1), Eigen::MatrixXd::Zero(2, 2));
}

TEST(ScoreDistances, RefuseWhatTheyCannotScale) {
  const Eigen::MatrixXd scores = Eigen::MatrixXd::Zero(2, 2);
  EXPECT_THAT(error_of([&] { score_distances(scores, kInfinity, 0); }), HasSubstr("inf as its best"));
  EXPECT_THAT(error_of([&] { score_distances(scores, 1, 1); }), HasSubstr("1 as its best score and 1"));
  EXPECT_THAT(error_of([&] { score_distances(scores, 1, kNan); }), HasSubstr("nan as its worst"));
  EXPECT_THAT(error_of([] { score_distances(Eigen::MatrixXd(1, 2), 0, 1); }), HasSubstr("1 x 2"));
}

TEST(ModelOrder, PutsTogetherWhatIsAlike) {
  // 0 is like 2, 1 is like 3, and of these pairs 2 and 3 are the least unlike.
  const Eigen::MatrixXd ssim =
      matrix({{1, 0.1, 0.9, 0.2}, {0.1, 1, 0.2, 0.8}, {0.9, 0.2, 1, 0.3}, {0.2, 0.8, 0.3, 1}});
  EXPECT_THAT(model_order(ssim, 1, -1), ElementsAre(0, 2, 3, 1));
}

}  // namespace
}  // namespace vantage::core
