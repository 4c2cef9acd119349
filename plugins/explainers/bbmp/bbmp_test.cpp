// SPDX-License-Identifier: Apache-2.0
// BBMP: its penalty against finite differences, and its search on a network whose answer is known.
#include <gmock/gmock.h>

#include "plugins/explainers/bbmp/adam.hpp"
#include "plugins/explainers/bbmp/initial_mask.hpp"
#include "plugins/explainers/occlusion/gaussian_blur.hpp"
#include "tests/support/generic_perturb.hpp"
#include "tests/support/test_explainer.hpp"

namespace {

using testing::Each;
using vantage::Tensor;
using vantage::perturbation::Mask;
using vantage::perturbation::MaskPenalty;
using vantage::test::numbers;
using Params = std::initializer_list<std::pair<const char*, double>>;
constexpr double kMean = 0, kLogit = 1, kSeveral = 0, kOnes = 1, kCircle = 2, kRandom = 3;

struct BbmpTest : testing::Test {
  vantage::test::TestHost host;
  vantage::test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  vantage::test::OpenModel gap{toy, host, "linear-gap", {{"input", 16}}};
  vantage::test::GenericPerturb of_gap{gap.get().c(), gap.get().api(), host.c()};
  vantage::test::Explainer bbmp{VANTAGE_PLUGIN, host};

  // A red square of 8 x 8 at the upper left, brighter in each image.
  Tensor squares(int64_t n) {
    std::vector<float> x(static_cast<size_t>(n) * 3 * 256);
    for (size_t i = 0; i < x.size(); ++i) {
      const bool red = i / 256 % 3 == 0 && i % 256 / 16 < 8 && i % 16 < 8;
      x[i] = red ? 4.0f + float(i / 768) : 0.0f;
    }
    return host.tensor({n, 3, 16, 16}, x);
  }
  std::vector<float> map(const Tensor& images, Params params, std::vector<int64_t> targets = {0},
                         std::vector<int64_t> image_of = {}, uint64_t seed = 1) {
    vantage::test::TestJob job(seed);
    return numbers(bbmp.explain(gap.get(), images.view(), targets, params, job,
                                vantage::test::GenericPerturb::table(), std::move(image_of))
                       .view());
  }
};

// A network so sure of its class that the softmax is flat wherever a spot is hidden: descent from the whole
// image never moves, and a map of zeros came out.
TEST_F(BbmpTest, SawNothingWhereTheScoreIsSaturated) {
  std::vector<float> x(3 * 256);
  std::fill_n(x.begin(), 256, 300.0f);  // red all over
  const Tensor image = host.tensor({1, 3, 16, 16}, x);
  const auto largest = [](const std::vector<float>& m) { return *std::max_element(m.begin(), m.end()); };
  EXPECT_EQ(largest(map(image, {{"baseline", kMean}, {"init", kOnes}})), 0.0f);
  EXPECT_GT(largest(map(image, {{"baseline", kMean}})), 0.5f);
}

TEST(GaussianBlur, KeepsConstantsAndSpreadsAPoint) {
  std::vector<float> seven(35, 7), out(35);
  vantage::perturbation::gaussian_blur(seven.data(), out.data(), 5, 7, 10);  // wider than the plane
  EXPECT_THAT(out, Each(testing::FloatNear(7, 1e-4f)));

  std::vector<float> point(49), spread(49);
  point[24] = 1;
  vantage::perturbation::gaussian_blur(point.data(), spread.data(), 7, 7, 0.5);  // kernel 0.0003 .1065 .7866
  EXPECT_NEAR(spread[24], 0.78657 * 0.78657, 1e-3);
  EXPECT_NEAR(spread[25], 0.78657 * 0.10645, 1e-3);
  EXPECT_FLOAT_EQ(spread[17], spread[25]);
}

TEST(GaussianBlur, MirrorsAtTheBorder) {
  const float in[3] = {0, 0, 1};
  float out[3];
  vantage::perturbation::gaussian_blur(in, out, 1, 3, 1.0 / 3);  // reach 1: e^-4.5 on either side
  const float side = std::exp(-4.5f) / (1 + 2 * std::exp(-4.5f));
  EXPECT_NEAR(out[2], 1 - 2 * side, 1e-6f);  // its mirror images hold zeros
  EXPECT_NEAR(out[1], side, 1e-6f);
}

TEST(MaskPenalty, OfOneHiddenCell) {
  Mask m = Mask::Ones(3, 3), g = Mask::Zero(3, 3);
  m(1, 1) = 0;
  // Edges: from (0,1) down and from (1,0) right 1 each; from (1,1) down and right, sqrt(2).
  EXPECT_NEAR((MaskPenalty{0.5, 2, 3}(m, g)), 0.5 + 2 * (1 + 1 + std::pow(2, 1.5)), 1e-9);
}

TEST(MaskPenalty, GradientIsThatOfFiniteDifferences) {
  for (const double beta : {1.5, 2.0, 3.0}) {
    const MaskPenalty penalty{0.3, 0.7, beta};
    Mask m(3, 4), g = Mask::Zero(3, 4), unused = g;
    m << 0.1f, 0.9f, 0.4f, 0.2f, 0.7f, 0.3f, 0.6f, 0.8f, 0.5f, 0.15f, 0.95f, 0.35f;
    penalty(m, g);
    for (Eigen::Index i = 0; i < m.size(); ++i) {
      Mask up = m, down = m;
      up(i) += 1e-3f;
      down(i) -= 1e-3f;
      EXPECT_NEAR(g(i), (penalty(up, unused) - penalty(down, unused)) / (double(up(i)) - double(down(i))),
                  1e-3);
    }
  }
}

TEST(Adam, FirstStepIsTheRateWhateverTheGradient) {
  vantage::perturbation::Adam adam(0.9, 0.999);
  Mask m = Mask::Constant(1, 3, 0.5f), g(1, 3);
  g << 100, -0.01f, 0;
  adam.step(m, g, 0.1);
  EXPECT_NEAR(m(0), 0.4, 1e-5);
  EXPECT_NEAR(m(1), 0.6, 1e-5);
  EXPECT_EQ(m(2), 0.5f);
  for (int i = 0; i < 20; ++i) adam.step(m, g, 0.1);
  EXPECT_EQ(m(0), 0);
  EXPECT_EQ(m(1), 1);
}

TEST_F(BbmpTest, HidesTheObjectAndNothingElse) {
  const auto m =
      map(squares(1), {{"mask_size", 8}, {"baseline", kMean}, {"score", kLogit}, {"l1", 0.005}, {"tv", 0}});
  for (size_t y = 0; y < 8; ++y)
    for (size_t x = 0; x < 8; ++x) {
      const float hidden = m[y * 8 + x];
      if (y < 3 && x < 3) {
        EXPECT_GT(hidden, 0.9f) << y << ", " << x;
      } else if (y > 5 || x > 5) {
        EXPECT_LT(hidden, 0.1f) << y << ", " << x;
      }
    }
}

TEST_F(BbmpTest, SeveralStartsAreNoWorseThanOne) {
  const Tensor image = squares(1);
  const auto objective = [&](double init) {
    const auto m = map(image, {{"mask_size", 8}, {"baseline", kMean}, {"init", init}});
    Mask kept = 1 - Eigen::Map<const Mask>(m.data(), 8, 8), unused = Mask::Zero(8, 8);
    const Tensor mask = host.tensor({1, 8, 8}, {kept.data(), kept.data() + kept.size()});
    auto q = vantage::Perturbation::request(image.view(), mask.view());
    q.probabilities = 1;
    const vantage::Perturbation hide(gap.get(), vantage::test::GenericPerturb::table(), nullptr);
    return hide.scores(q).view().data()[0] + MaskPenalty{1e-4, 1e-2, 3}(kept, unused);
  };
  // Both stop once ten steps gain less than 0.2 %, so neither is at its minimum.
  EXPECT_LE(objective(kSeveral), 1.01 * objective(kOnes));
}

TEST_F(BbmpTest, ProgressNeverGoesBack) {
  for (const double init : {kSeveral, kOnes, kCircle}) {
    vantage::test::TestJob job;
    bbmp.explain(gap.get(), squares(2).view(), {0, 1},
                 {{"mask_size", 6}, {"iterations", 20}, {"trial", 4}, {"init", init}}, job,
                 vantage::test::GenericPerturb::table());
    EXPECT_TRUE(std::is_sorted(job.fractions.begin(), job.fractions.end())) << init;
  }
}

TEST(WithoutSpot, HidesItsCoreAndNothingBeyondItsRadius) {
  const auto m = vantage::perturbation::without_spot(10, 0.5, 0.25, 0.3);
  EXPECT_EQ(m(5, 2), 0);
  EXPECT_EQ(m(5, 6), 1);
  EXPECT_NEAR(m(4, 4), (std::hypot(0.05, 0.2) / 0.3 - 0.3) / 0.7, 1e-6);
}

TEST_F(BbmpTest, APenaltyThatIsTooDearHidesNothing) {
  EXPECT_THAT(map(squares(1), {{"mask_size", 4}, {"l1", 1}}), Each(0));
}

TEST_F(BbmpTest, BatchEqualsSinglesAndClassesAreIndependent) {
  for (const double init : {kSeveral, kOnes, kCircle, kRandom}) {
    const Params p = {{"mask_size", 6},
                      {"iterations", 25},
                      {"trial", 5},
                      {"init", init},
                      {"tolerance", 0.01},
                      {"jitter", init <= kOnes ? 0.0 : 2.0},
                      {"noise", init <= kOnes ? 0.0 : 0.1}};
    const auto three = squares(3);
    const auto together = map(three, p, {2, 0, 1, 0}, {0, 0, 1, 2});
    std::vector<float> singles;
    for (const auto& [image, target] : {std::pair{0, 2}, {0, 0}, {1, 1}, {2, 0}}) {
      const float* x = three.view().sample(image);
      const auto one = map(host.tensor({1, 3, 16, 16}, {x, x + 768}), p, {target});
      singles.insert(singles.end(), one.begin(), one.end());
    }
    EXPECT_EQ(together, singles) << init;
  }
}

TEST_F(BbmpTest, ASeedIsAMap) {
  const Params p = {{"mask_size", 4}, {"iterations", 10}, {"jitter", 3}, {"noise", 0.2}, {"init", kRandom}};
  EXPECT_EQ(map(squares(1), p, {0}, {}, 5), map(squares(1), p, {0}, {}, 5));
  EXPECT_NE(map(squares(1), p, {0}, {}, 5), map(squares(1), p, {0}, {}, 6));
}

TEST_F(BbmpTest, ToleranceEndsTheSearchEarly) {
  const auto reports = [&](double tolerance) {
    vantage::test::TestJob job;
    bbmp.explain(gap.get(), squares(1).view(), {0},
                 {{"init", kOnes}, {"iterations", 500}, {"tolerance", tolerance}}, job,
                 vantage::test::GenericPerturb::table());
    EXPECT_TRUE(std::is_sorted(job.fractions.begin(), job.fractions.end()));
    return job.fractions.size();
  };
  EXPECT_EQ(reports(0), 500u);
  EXPECT_LT(reports(0.01), 300u);
}

TEST_F(BbmpTest, NaNStaysNaN) {
  auto x = squares(1);
  x.data()[0] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(map(x, {{"mask_size", 4}, {"baseline", kMean}}), Each(testing::IsNan()));
}

TEST_F(BbmpTest, CancelsBetweenSteps) {
  const auto x = squares(2);
  const int live = host.live_tensors();
  vantage::test::TestJob job;
  job.stop_after = 3;
  EXPECT_EQ(vantage::test::refusal([&] {
              bbmp.explain(gap.get(), x.view(), {0, 1}, {}, job, vantage::test::GenericPerturb::table());
            }),
            "cancelled");
  EXPECT_EQ(host.live_tensors(), live);
}

}  // namespace
