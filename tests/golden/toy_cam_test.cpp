// SPDX-License-Identifier: Apache-2.0
// Explainer plugins, as built, on the toy network m1: the numbers are Captum's published ones.
#include <gmock/gmock.h>

#include <numeric>

#include "tests/support/test_explainer.hpp"

namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Ge;
using testing::SizeIs;
using vantage::Tensor;
using vantage::test::numbers;
using vantage::test::TestJob;

constexpr double kConv1 = 0, kRelu1 = 1, kFlatten = 2, kFc = 3;

struct ToyCamTest : testing::Test {
  vantage::test::TestHost host;
  vantage::test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  vantage::test::OpenModel m1{toy, host, "m1"};
  vantage::test::Explainer grad_cam{VANTAGE_GRAD_CAM_PLUGIN, host},
      random_cam{VANTAGE_RANDOM_CAM_PLUGIN, host};
  TestJob job;

  // The counting image 0, 1, ... 15, once for each factor that it is multiplied by.
  Tensor images(const std::vector<float>& factors) {
    std::vector<float> x;
    for (const float f : factors)
      for (int i = 0; i < 16; ++i) x.push_back(f * static_cast<float>(i));
    return host.tensor({static_cast<int64_t>(factors.size()), 1, 4, 4}, x);
  }
  std::vector<float> map(vantage::test::Explainer& method, double layer, double relu,
                         const std::vector<float>& factors = {1}) {
    const std::vector<int64_t> targets(factors.size(), 0);
    return numbers(
        method.explain(m1.get(), images(factors).view(), targets, {{"layer", layer}, {"relu", relu}}, job)
            .view());
  }
};

TEST_F(ToyCamTest, GradCamAgreesWithCaptum) {
  EXPECT_THAT(map(grad_cam, kConv1, false), ElementsAre(11.25, 13.5, 20.25, 22.5));
  EXPECT_THAT(map(grad_cam, kRelu1, false), ElementsAre(0, 4, 28, 32.5));
  EXPECT_THAT(map(grad_cam, kConv1, true), ElementsAre(11.25, 13.5, 20.25, 22.5));
  EXPECT_THAT(map(grad_cam, kRelu1, true), ElementsAre(0, 4, 28, 32.5));
}

TEST_F(ToyCamTest, ReluDropsWhatSpeaksAgainst) {
  // Half the image: windows 22.5, 27, 40.5, 45 stay below 50, no gradient at conv1: zeros, either way.
  EXPECT_THAT(map(grad_cam, kConv1, false, {0.5f}), Each(0));
  // 0.6 times: windows 27, 32.4, 48.6, 54; only 54 - 50 = 4 is on. weights 1/4 and 0:
  // conv1's first map -23, -17.6, -1.4, 4 over 4.
  EXPECT_THAT(map(grad_cam, kConv1, false, {0.6f}),
              testing::Pointwise(testing::FloatNear(1e-5f), {-5.75f, -4.4f, -0.35f, 1.0f}));
  EXPECT_THAT(map(grad_cam, kConv1, true, {0.6f}),
              testing::Pointwise(testing::FloatNear(1e-5f), {0.0f, 0.0f, 0.0f, 1.0f}));
}

TEST_F(ToyCamTest, BatchEqualsSingles) {
  std::vector<float> singles;
  for (const float f : {1.0f, 0.6f, 2.0f}) {
    const auto one = map(grad_cam, kRelu1, true, {f});
    singles.insert(singles.end(), one.begin(), one.end());
  }
  EXPECT_EQ(map(grad_cam, kRelu1, true, {1.0f, 0.6f, 2.0f}), singles);
}

TEST_F(ToyCamTest, EveryImageHasItsOwnTarget) {
  // m1's two classes are twins, so linear-gap tells them apart: on its ReLU the weights of class c
  // are its row of the head over the number of pixels.
  const vantage::test::OpenModel gap(toy, host, "linear-gap", {{"input", 4}});
  std::vector<float> x(3 * 3 * 16);
  for (size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i % 48 % 7) / 4 - 0.5f;
  const Tensor three = host.tensor({3, 3, 4, 4}, x);
  const auto maps =
      numbers(grad_cam.explain(gap.get(), three.view(), {2, 0, 1}, {{"layer", 1}, {"relu", 0}}, job).view());
  const auto tape = gap.get().forward(three.view(), {1});
  const float rows[3][4] = {{-0.5f, -0.25f, -0.25f, 1}, {1, -0.25f, -0.25f, -0.5f}, {-0.25f, 1, 1, -0.25f}};
  for (int64_t n = 0; n < 3; ++n)
    for (size_t i = 0; i < 16; ++i) {
      float expected = 0;
      for (size_t k = 0; k < 4; ++k) expected += rows[n][k] / 16 * tape.value(1).sample(n)[k * 16 + i];
      EXPECT_NEAR(maps[static_cast<size_t>(n) * 16 + i], expected, 1e-6f) << n << ", " << i;
    }
}

TEST_F(ToyCamTest, RandomCamIsItsSeed) {
  const auto with_seed = [&](uint64_t seed) {
    job = TestJob(seed);
    return map(random_cam, kRelu1, false, {1, 2});
  };
  EXPECT_EQ(with_seed(7), with_seed(7));
  EXPECT_NE(with_seed(7), with_seed(8));

  // |sum_k w_k A_k| <= sum_k A_k, for weights in [-1,1).
  job = TestJob(9);
  const auto m = map(random_cam, kRelu1, false);
  const float bound[] = {0, 4, 37, 55};
  for (size_t i = 0; i < 4; ++i) EXPECT_LE(std::abs(m[i]), bound[i]);
  job = TestJob(9);
  EXPECT_THAT(map(random_cam, kRelu1, true), Each(Ge(0)));
}

TEST_F(ToyCamTest, LayersWithoutSpatialExtentAreRefusedByName) {
  for (auto* method : {&grad_cam, &random_cam}) {
    EXPECT_EQ(vantage::test::refusal([&] { map(*method, kFc, true); }),
              "layer 'fc' has no spatial extent; choose a convolution or a block of them");
    EXPECT_EQ(vantage::test::refusal([&] { map(*method, kFlatten, true); }),
              "layer 'flatten' has no spatial extent; choose a convolution or a block of them");
  }
}

TEST_F(ToyCamTest, CancellingLeavesNothingBehind) {
  const int live = host.live_tensors();
  job.stop_after = 1;
  EXPECT_EQ(vantage::test::refusal([&] { map(grad_cam, kRelu1, true, {1, 1, 1}); }), "cancelled");
  EXPECT_EQ(host.live_tensors(), live);
}

}  // namespace
