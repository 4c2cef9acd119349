// SPDX-License-Identifier: Apache-2.0
// What batches on oneDNN must keep: the same numbers as single images, and the same bytes every time.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "plugins/models/zoo/dnnl_arena.hpp"
#include "tests/support/test_host.hpp"

namespace vantage::zoo {
namespace {

TEST(DnnlArena, TakesTheTightestGapAndJoinsNeighbours) {
  Arena a;
  const auto one = a.take(100), two = a.take(256), three = a.take(64);
  EXPECT_EQ(one, 0u);
  EXPECT_EQ(two, 128u);
  EXPECT_EQ(three, 384u);
  a.give_back(one, 100);
  EXPECT_EQ(a.take(64), 0u);
  a.give_back(two, 256);
  EXPECT_EQ(a.take(320), 64u);  // what is left of the first, and the second
  EXPECT_EQ(a.size(), 448u);
}

TEST(DnnlArena, GrowsAGapAtTheEnd) {
  Arena a;
  a.take(64);
  const auto last = a.take(64);
  a.give_back(last, 64);
  EXPECT_EQ(a.take(640), last);
  EXPECT_EQ(a.size(), 704u);
}

class Dnnl : public ::testing::TestWithParam<const char*> {
 protected:
  static test::TestHost& host() {
    static test::TestHost h;
    return h;
  }
  static const test::Plugin& zoo() {
    static const test::Plugin p(VANTAGE_ZOO_PLUGIN, host());
    return p;
  }

  // Eleven images at once and one by one.
  static void expect_a_batch_equals_its_images(const Model& m) {
    constexpr int64_t kImages = 11, kPixels = 3 * 96 * 96;
    std::vector<float> pixels(kImages * kPixels);
    for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = std::sin(0.37f * static_cast<float>(i % 100003));
    const auto x = host().tensor({kImages, 3, 96, 96}, pixels);
    const auto together = test::numbers(m.forward(x.view()).logits());
    EXPECT_EQ(together, test::numbers(m.forward(x.view()).logits()));
    float largest = 0;
    for (const float v : together) largest = std::max(largest, std::abs(v));
    for (int64_t k = 0; k < kImages; ++k) {
      const std::vector<float> own(pixels.begin() + k * kPixels, pixels.begin() + (k + 1) * kPixels);
      const auto one = host().tensor({1, 3, 96, 96}, own);
      const auto alone = test::numbers(m.forward(one.view()).logits());
      for (size_t c = 0; c < 7; ++c)
        EXPECT_NEAR(alone[c], together[static_cast<size_t>(k) * 7 + c], 1e-5f * largest) << k << " " << c;
    }
  }
};
class EagerOnDebian13 : public Dnnl {};

// They run as six and five, which Winograd's convolutions may compute; one image never does.
TEST_P(Dnnl, ABatchEqualsItsImages) {
  const test::OpenModel open(zoo(), host(), GetParam(), {{"input", 96}, {"classes", 7}, {"seed", 3}});
  expect_a_batch_equals_its_images(open.get());
}

// LibTorch gives oneDNN batches, but no single images: with version 3.7 they differed by most of a score, and
// densenet121's ended the program.
TEST_P(EagerOnDebian13, ABatchEqualsItsImages) {
  const test::OpenModel open(zoo(), host(), GetParam(),
                             {{"input", 96}, {"classes", 7}, {"seed", 3}, {"execution", 1}});
  expect_a_batch_equals_its_images(open.get());
}

// Sixteen images run as twice eight, after one another or on a thread each: then not a byte differs. A build
// without OpenMP or oneDNN shares each call among the threads and rounds otherwise. On Debian 13
// mini_densenet24 was wrong on two threads: a batch norm had left work to threads that did not come.
TEST_P(Dnnl, ThreadsWithImagesOfTheirOwnGiveTheSame) {
  const test::OpenModel open(zoo(), host(), GetParam(), {{"input", 64}, {"classes", 7}, {"seed", 3}});
  std::vector<float> pixels(16 * 3 * 64 * 64);
  for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = std::sin(0.37f * static_cast<float>(i % 100003));
  const auto x = host().tensor({16, 3, 64, 64}, pixels);
  const auto on_one = test::numbers(open.get().forward(x.view()).logits());
  test::TestHost::thread_count = 2;
  const auto on_two = test::numbers(open.get().forward(x.view()).logits());
  test::TestHost::thread_count = 1;
  const float largest = *std::max_element(on_one.begin(), on_one.end());
  ASSERT_EQ(on_one.size(), on_two.size());
  for (size_t i = 0; i < on_one.size(); ++i) EXPECT_NEAR(on_one[i], on_two[i], 1e-5f * std::abs(largest));
}

// In bfloat16 eight images give nearly what one gives alone, and what float32 gives.
TEST_P(Dnnl, Bfloat16StaysNearFloat32) {
  constexpr int64_t kImages = 8, kPixels = 3 * 64 * 64;
  std::vector<float> pixels(kImages * kPixels);
  for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = std::sin(0.37f * static_cast<float>(i % 100003));
  const auto x = host().tensor({kImages, 3, 64, 64}, pixels);
  pixels.resize(kPixels);
  const auto first = host().tensor({1, 3, 64, 64}, pixels);
  const auto open = [](double precision) {
    return test::OpenModel(zoo(), host(), GetParam(),
                           {{"input", 64}, {"classes", 7}, {"seed", 3}, {"precision", precision}});
  };
  const auto exact = test::numbers(open(0).get().forward(x.view()).logits());
  const auto bf16 = open(1);
  const auto low = test::numbers(bf16.get().forward(x.view()).logits());
  const auto alone = test::numbers(bf16.get().forward(first.view()).logits());
  float largest = 0;
  for (const float v : exact) largest = std::max(largest, std::abs(v));
  for (size_t i = 0; i < exact.size(); ++i) EXPECT_NEAR(low[i], exact[i], 0.05f * largest) << i;
  for (size_t c = 0; c < 7; ++c) EXPECT_NEAR(alone[c], low[c], 0.02f * largest) << c;
  EXPECT_NE(low, exact);
}

INSTANTIATE_TEST_SUITE_P(Some, Dnnl,
                         ::testing::Values("resnet18", "resnet50", "vgg11", "mobilenet_v2", "squeezenet1_1",
                                           "densenet121", "googlenet", "shufflenet_v2_x1_0",
                                           "resnext50_32x4d", "mobilenet_v3_small", "efficientnet_b0",
                                           "mnasnet1_0", "alexnet", "mini_alexnet", "mini_resnet18",
                                           "mini_squeezenet1_0", "mini_densenet24"),
                         [](const auto& i) { return std::string(i.param); });
INSTANTIATE_TEST_SUITE_P(Some, EagerOnDebian13,
                         ::testing::Values("resnet18", "densenet121", "mini_resnet18", "mini_squeezenet1_0"),
                         [](const auto& i) { return std::string(i.param); });

}  // namespace
}  // namespace vantage::zoo
