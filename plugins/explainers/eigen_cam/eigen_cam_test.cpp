// SPDX-License-Identifier: Apache-2.0
#include <Eigen/SVD>

#include "plugins/explainers/eigen_cam/principal.hpp"
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"

namespace vantage::test {
namespace {

using EigenCamTest = ToyFixture;
constexpr double kLargest = 0, kMean = 1, kComputed = 2;

// numpy.linalg.svd of the 4 x 2 activations.
TEST_F(EigenCamTest, M1) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}),
              Pointwise(near(1e-5f), {-19.44190f, -15.65490f, 11.83915f, 23.25765f}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 1}}),
              Pointwise(near(1e-5f), {0.0f, 0.0f, 11.83915f, 23.25765f}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"center", 0}}),
              Pointwise(near(1e-5f), {0.0f, 3.823511f, 31.394799f, 42.641581f}));
}

TEST_F(EigenCamTest, TheSignIsARule) {
  const auto with = [&](double sign) { return on_m1({{"layer", kConv1}, {"sign", sign}}); };
  const auto largest = with(kLargest), mean = with(kMean), computed = with(kComputed);
  EXPECT_EQ(largest, mean);  // the counting image grows everywhere
  Floats negative;
  for (const float x : computed) negative.push_back(-x);
  EXPECT_TRUE(computed == largest || negative == largest);
}

TEST_F(EigenCamTest, ClassesOfAnImageHaveOneMap) {
  const auto both = on_gap(images(0, 1), {0, 2}, {{"layer", kRelu}}, {0, 0});
  EXPECT_EQ(Floats(both.begin(), both.begin() + 16), Floats(both.begin() + 16, both.end()));
}

TEST_F(EigenCamTest, AFlatLayerIsAFlatMap) {
  EXPECT_THAT(numbers(method
                          .explain(m1.get(), host.tensor({1, 1, 4, 4}, Floats(16)).view(), {0},
                                   {{"layer", kRelu1}}, job)
                          .view()),
              testing::Each(0));
}

TEST_F(EigenCamTest, WhatEveryMethodMust) {
  expect_batch_equals_singles({{"layer", kRelu}});
  expect_cancels({{"layer", kRelu}});
  expect_maps_required();
  expect_nan_stays({{"layer", kRelu}});
}

// Both ways round, and far beyond the first check of convergence.
TEST(PrincipalTest, AgreesWithTheSingularValueDecomposition) {
  for (const auto& [channels, positions] :
       {std::pair{5, 60}, {60, 5}, {90, 120}, {120, 90}, {1, 7}, {7, 1}}) {
    Random random(3);
    Eigen::MatrixXd x = Eigen::MatrixXd::NullaryExpr(channels, positions, [&] { return random.normal(); });
    const auto map = principal::projection(x, true, [] {});
    x.colwise() -= x.rowwise().mean().eval();
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(x.transpose(), Eigen::ComputeThinU | Eigen::ComputeThinV);
    const Eigen::VectorXd expected = x.transpose() * svd.matrixV().col(0);
    EXPECT_LT(std::min((map - expected).norm(), (map + expected).norm()), 1e-6 * (1 + expected.norm()))
        << channels << " x " << positions;
  }
}

// 56 x 56 positions, as early in ResNets, of which many agree: the iteration is bounded.
TEST(PrincipalTest, EqualEigenvaluesEnd) {
  const Eigen::Index n = 3136;
  int checks = 0;
  const auto found = principal::largest(
      n, [](const Eigen::VectorXd& v) { return v; }, [&] { ++checks; });
  EXPECT_NEAR(found.value, 1, 1e-12);
  EXPECT_NEAR(found.vector.norm(), 1, 1e-12);
  EXPECT_EQ(checks, 1);
}

}  // namespace
}  // namespace vantage::test
