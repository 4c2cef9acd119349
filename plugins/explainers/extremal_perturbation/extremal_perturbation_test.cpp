// SPDX-License-Identifier: Apache-2.0
// Extremal perturbation: its smooth masks, and its search on a network whose answer is known.
#include <gmock/gmock.h>

#include "plugins/explainers/extremal_perturbation/smooth_mask.hpp"
#include "tests/support/generic_perturb.hpp"
#include "tests/support/test_explainer.hpp"

namespace {

using vantage::Tensor;
using vantage::perturbation::SmoothMask;
using vantage::test::numbers;
using Params = std::initializer_list<std::pair<const char*, double>>;
constexpr double kDelete = 1, kMean = 0;

struct ExtremalPerturbationTest : testing::Test {
  vantage::test::TestHost host;
  vantage::test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  vantage::test::OpenModel gap{toy, host, "linear-gap", {{"input", 16}}};
  vantage::test::GenericPerturb of_gap{gap.get().c(), gap.get().api(), host.c()};
  vantage::test::Explainer extremal{VANTAGE_PLUGIN, host};

  // A red square of 8 x 8 at a corner, brighter in each image.
  Tensor squares(int64_t n, bool right = false, bool low = false) {
    std::vector<float> x(static_cast<size_t>(n) * 3 * 256);
    for (size_t i = 0; i < x.size(); ++i) {
      const bool red = i / 256 % 3 == 0 && (i % 256 / 16 < 8) != low && (i % 16 < 8) != right;
      x[i] = red ? 4.0f + float(i / 768) : 0.0f;
    }
    return host.tensor({n, 3, 16, 16}, x);
  }
  std::vector<float> map(const Tensor& images, Params params, std::vector<int64_t> targets = {0},
                         std::vector<int64_t> image_of = {}) {
    vantage::test::TestJob job;
    return numbers(extremal
                       .explain(gap.get(), images.view(), targets, params, job,
                                vantage::test::GenericPerturb::table(), std::move(image_of))
                       .view());
  }
};

TEST(SmoothMask, OneCellFillsItsSurroundings) {
  const SmoothMask smooth(9, 9, 4, 4, 20, 1);  // cells at 0, 4, 8; four pixels more on every side
  ASSERT_EQ(smooth.cells(), 9);
  Eigen::ArrayXf cells = Eigen::ArrayXf::Zero(9);
  cells[4] = 1;  // the one at 4, 4
  const auto mask = smooth.forward(cells);
  const auto at = [&](int64_t y, int64_t x) { return mask[smooth.row(y) + x]; };
  EXPECT_NEAR(at(4, 4), 1, 1e-6);
  EXPECT_NEAR(at(4, 6), 1, 1e-6);  // within half of sigma
  // At distance 4 of sigma 4: k = exp(-1/2), among cells that give nothing; shares exp(20 k) and 1.
  EXPECT_NEAR(at(4, 8), std::exp(-0.5), 1e-3);
  EXPECT_LT(at(0, 0), at(4, 0));
}

TEST(SmoothMask, BackwardIsThatOfFiniteDifferences) {
  const SmoothMask smooth(10, 12, 3, 4, 7, 2);
  Eigen::ArrayXf cells(smooth.cells()), g(smooth.size);
  for (Eigen::Index i = 0; i < cells.size(); ++i) cells[i] = 0.1f + 0.8f * float(i * 7 % 11) / 11;
  for (Eigen::Index i = 0; i < g.size(); ++i) g[i] = float(i * 5 % 13) / 13 - 0.4f;
  const auto gradient = smooth.backward(cells, g);
  for (Eigen::Index i = 0; i < cells.size(); ++i) {
    Eigen::ArrayXf up = cells, down = cells;
    up[i] += 1e-2f;
    down[i] -= 1e-2f;
    const float by = ((smooth.forward(up) - smooth.forward(down)) * g).sum() / 2e-2f;
    EXPECT_NEAR(gradient[i], by, 2e-3f + 0.01f * std::abs(by)) << i;
  }
}

TEST_F(ExtremalPerturbationTest, TheRegionHasItsAreaAndHoldsTheObject) {
  // The text parameter keeps its default, a tenth of the image: 26 of 256 pixels.
  for (const double variant : {0.0, kDelete})
    for (const auto& [right, low] : {std::pair{false, false}, {true, false}, {false, true}, {true, true}}) {
      const auto m = map(squares(1, right, low), {{"variant", variant},
                                                  {"baseline", kMean},
                                                  {"step", 2},
                                                  {"sigma", 2},
                                                  {"mask_scale", 1},
                                                  {"iterations", 600}});
      double inside = 0, all = 0;
      for (size_t i = 0; i < 256; ++i) {
        all += m[i];
        if ((i / 16 < 8) != low && (i % 16 < 8) != right) inside += m[i];
      }
      EXPECT_NEAR(all / 256, 0.1, 0.04) << variant;
      EXPECT_GT(inside / all, 0.85) << variant << right << low;
    }
}

TEST_F(ExtremalPerturbationTest, BatchEqualsSinglesAndClassesAreIndependent) {
  const Params p = {{"iterations", 20}, {"step", 3}, {"sigma", 4}};
  const auto three = squares(3);
  const auto together = map(three, p, {2, 0, 1, 0}, {0, 0, 1, 2});
  std::vector<float> singles;
  for (const auto& [image, target] : {std::pair{0, 2}, {0, 0}, {1, 1}, {2, 0}}) {
    const float* x = three.view().sample(image);
    const auto one = map(host.tensor({1, 3, 16, 16}, {x, x + 768}), p, {target});
    singles.insert(singles.end(), one.begin(), one.end());
  }
  EXPECT_EQ(together, singles);
}

TEST_F(ExtremalPerturbationTest, CancelsBetweenSteps) {
  const auto x = squares(2);
  const int live = host.live_tensors();
  vantage::test::TestJob job;
  job.stop_after = 3;
  EXPECT_EQ(vantage::test::refusal([&] {
              extremal.explain(gap.get(), x.view(), {0, 1}, {}, job, vantage::test::GenericPerturb::table());
            }),
            "cancelled");
  EXPECT_EQ(host.live_tensors(), live);
}

}  // namespace
