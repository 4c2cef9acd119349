// SPDX-License-Identifier: Apache-2.0
#include "tests/support/generic_perturb.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "tests/support/test_host.hpp"

namespace {

using testing::Each;
using testing::ElementsAre;
using testing::FloatEq;
using testing::FloatNear;
using testing::HasSubstr;
using testing::SizeIs;
using vantage::Model;
using vantage::Perturbation;
using vantage::Tensor;
using vantage::test::GenericPerturb;
using vantage::test::numbers;
using vantage::test::refusal;
using vantage::test::TestHost;

struct GenericPerturbTest : testing::Test {
  TestHost host;
  vantage::test::Plugin plugin{VANTAGE_TOY_PLUGIN, host};
  vantage::test::OpenModel m1{plugin, host, "m1"}, gap{plugin, host, "linear-gap", {{"input", 6}}};
  GenericPerturb serves_m1{m1.get().c(), m1.get().api(), host.c()};
  GenericPerturb serves_gap{gap.get().c(), gap.get().api(), host.c()};
  vantage::test::TestJob job;

  Perturbation perturb(const Model& m) { return {m, GenericPerturb::table(), job.c()}; }
  Tensor random(const std::vector<int64_t>& shape, uint32_t seed) {
    std::mt19937 source(seed);
    std::normal_distribution<float> normal;
    std::vector<float> x(static_cast<size_t>(
        std::accumulate(shape.begin(), shape.end(), int64_t{1}, std::multiplies<int64_t>())));
    for (float& v : x) v = normal(source);
    return host.tensor(shape, x);
  }
  Tensor counting() {
    std::vector<float> x(16);
    std::iota(x.begin(), x.end(), 0.0f);
    return host.tensor({1, 1, 4, 4}, x);
  }
};

const int64_t kFirst[] = {0};

vtg_perturb first_class(vtg_perturb q) {
  q.targets = kFirst;
  q.n_targets = 1;
  return q;
}

TEST_F(GenericPerturbTest, ScoreCamsChannelScoresOnM1) {
  // The masks are relu1's two maps; worked out by hand for both resizers.
  const Tensor image = counting(), masks = host.tensor({2, 2, 2}, {0, 4, 31, 40, 0, 0, 6, 15});
  auto q = first_class(Perturbation::request(image.view(), masks.view()));
  q.rescale = 1;
  q.upsample = VTG_UP_BILINEAR_ALIGNED;
  EXPECT_THAT(numbers(perturb(m1.get()).scores(q).view()),
              ElementsAre(FloatNear(553 / 30.0f, 1e-4f), FloatNear(5.2f, 1e-4f)));
  q.upsample = VTG_UP_BILINEAR;
  EXPECT_THAT(numbers(perturb(m1.get()).scores(q).view()),
              ElementsAre(FloatNear(20.2f, 1e-4f), FloatNear(6.1f, 1e-4f)));
}

TEST_F(GenericPerturbTest, EndsAreTheImageAndTheBaseline) {
  const Tensor image = counting(), masks = host.tensor({3, 1, 1}, {1, 0, 0.5f});
  auto q = Perturbation::request(image.view(), masks.view());
  EXPECT_THAT(numbers(perturb(m1.get()).scores(q).view()), ElementsAre(54, 54, 0, 0, 0, 0));
  // Twice the image has the windows 90, 108, 162, 180: 40 + 58 + 112 + 130 + 15 - 33 - 87 - 105 = 130.
  // Half of each, 1.5 times the image: 17.5 + 31 + 71.5 + 85 + 0 - 6 - 46.5 - 60 = 92.5.
  const Tensor twice = host.tensor({1, 1, 4, 4}, [&] {
    auto x = numbers(image.view());
    for (float& v : x) v *= 2;
    return x;
  }());
  q.baseline = twice.view().c();
  EXPECT_THAT(numbers(perturb(m1.get()).scores(first_class(q)).view()), ElementsAre(54, 130, 92.5));
}

TEST_F(GenericPerturbTest, AConstantMaskIsZerosOnceRescaled) {
  const Tensor image = counting(), masks = host.tensor({1, 2, 2}, {3, 3, 3, 3});
  auto q = first_class(Perturbation::request(image.view(), masks.view()));
  q.rescale = 1;
  for (q.upsample = VTG_UP_BILINEAR; q.upsample <= VTG_UP_BICUBIC; ++q.upsample)
    EXPECT_THAT(numbers(perturb(m1.get()).scores(q).view()), ElementsAre(0)) << q.upsample;
}

TEST_F(GenericPerturbTest, GivesProbabilitiesAndAnyColumns) {
  const Tensor image = random({1, 3, 6, 6}, 1), masks = host.tensor({1, 1, 1}, {1});
  const auto logits = numbers(gap.get().forward(image.view()).logits());
  auto q = Perturbation::request(image.view(), masks.view());
  EXPECT_EQ(numbers(perturb(gap.get()).scores(q).view()), logits);
  const int64_t columns[] = {2, 0, 2};
  q.targets = columns;
  q.n_targets = 3;
  EXPECT_THAT(numbers(perturb(gap.get()).scores(q).view()), ElementsAre(logits[2], logits[0], logits[2]));
  q.probabilities = 1;
  const float sum = std::exp(logits[0]) + std::exp(logits[1]) + std::exp(logits[2]);
  const float p0 = std::exp(logits[0]) / sum, p2 = std::exp(logits[2]) / sum;
  EXPECT_THAT(numbers(perturb(gap.get()).scores(q).view()),
              ElementsAre(FloatEq(p2), FloatEq(p0), FloatEq(p2)));
}

TEST_F(GenericPerturbTest, MaskGradientOnM1ByHand) {
  // One mask pixel s scales the image and its windows 45, 54, 81, 90; those above their bias count, with
  // the head's sign: 54 + 81 + 90 through the first channel, -81 - 90 through the second.
  const Tensor image = counting(), masks = host.tensor({1, 1, 1}, {1}), one = host.tensor({1, 1}, {1});
  const auto [scores, gradient] = perturb(m1.get()).scores_and_gradient(
      first_class(Perturbation::request(image.view(), masks.view())), one.view());
  EXPECT_THAT(numbers(scores.view()), ElementsAre(54));
  EXPECT_THAT(numbers(gradient.view()), ElementsAre(54 + 81 + 90 - 81 - 90));
}

TEST_F(GenericPerturbTest, GradientAgreesWithDifferences) {
  const Tensor image = random({1, 3, 6, 6}, 2), baseline = random({1, 3, 6, 6}, 3);
  const Tensor cotangent = random({2, 2}, 4);
  const int64_t columns[] = {2, 1};
  for (int setting = 0; setting < 16; ++setting) {
    Tensor masks = random({2, 3, 2}, 16);  // no ReLU changes sides within a step
    auto q = Perturbation::request(image.view(), masks.view());
    q.baseline = baseline.view().c();
    q.targets = columns;
    q.n_targets = 2;
    q.upsample = setting / 4;
    q.rescale = setting & 1;
    q.probabilities = setting >> 1 & 1;
    const auto objective = [&] {
      const auto s = numbers(perturb(gap.get()).scores(q).view()), c = numbers(cotangent.view());
      return std::inner_product(s.begin(), s.end(), c.begin(), 0.0);
    };
    const auto [scores, gradient] = perturb(gap.get()).scores_and_gradient(q, cotangent.view());
    EXPECT_EQ(numbers(scores.view()), numbers(perturb(gap.get()).scores(q).view()));
    const auto g = numbers(gradient.view());
    ASSERT_THAT(g, SizeIs(12));
    for (size_t i = 0; i < g.size(); ++i) {
      const float middle = masks.data()[i], step = 5e-4f;
      masks.data()[i] = middle + step;
      const double above = objective();
      masks.data()[i] = middle - step;
      const double below = objective();
      masks.data()[i] = middle;
      EXPECT_NEAR(g[i], (above - below) / (2 * step), 5e-4) << "setting " << setting << ", mask pixel " << i;
    }
  }
}

TEST_F(GenericPerturbTest, TheMemoryBudgetDoesNotChangeTheNumbers) {
  const TestHost poor(1), middling(20'000);
  const vantage::test::OpenModel other(plugin, poor, "linear-gap", {{"input", 6}}),
      third(plugin, middling, "linear-gap", {{"input", 6}});
  const GenericPerturb frugal(other.get().c(), other.get().api(), poor.c()),
      between(third.get().c(), third.get().api(), middling.c());
  const Tensor image = random({1, 3, 6, 6}, 6), masks = random({70, 2, 2}, 7), cotangent = random({70, 3}, 8);
  const auto q = Perturbation::request(image.view(), masks.view());
  const auto [scores, gradient] = perturb(gap.get()).scores_and_gradient(q, cotangent.view());
  for (const Model& m : {other.get(), third.get()}) {
    const auto [s, g] = perturb(m).scores_and_gradient(q, cotangent.view());
    EXPECT_EQ(numbers(s.view()), numbers(scores.view()));
    EXPECT_EQ(numbers(g.view()), numbers(gradient.view()));
  }
}

TEST_F(GenericPerturbTest, ReportsProgressAndStopsWhenAsked) {
  const Tensor image = counting(), masks = random({80, 1, 1}, 9);
  const auto q = Perturbation::request(image.view(), masks.view());
  perturb(m1.get()).scores(q);
  EXPECT_THAT(job.fractions, ElementsAre(0.4, 0.8));  // chunks of 32

  const int live = host.live_tensors();
  job.stop_after = 0;
  EXPECT_EQ(refusal([&] { perturb(m1.get()).scores(q); }), "cancelled");
  EXPECT_EQ(host.live_tensors(), live);
  EXPECT_THAT(numbers(Perturbation(m1.get(), GenericPerturb::table(), nullptr).scores(q).view()),
              SizeIs(160));
}

TEST_F(GenericPerturbTest, SaysWhatIsWrong) {
  const Tensor image = counting(), masks = host.tensor({1, 1, 1}, {1}), two = host.tensor({1, 2}, {1, 1});
  const auto good = Perturbation::request(image.view(), masks.view());
  const auto complaint = [&](const vtg_perturb& q) { return refusal([&] { perturb(m1.get()).scores(q); }); };

  auto q = good;
  const int64_t beyond[] = {2};
  q.targets = beyond;
  q.n_targets = 1;
  EXPECT_EQ(complaint(q), "there is no class 2; the model has 2");
  q.n_targets = 0;
  EXPECT_THAT(complaint(q), HasSubstr("at least one class"));
  q = good;
  q.upsample = 9;
  EXPECT_EQ(complaint(q), "there is no upsampling mode 9");
  q = good;
  q.masks = nullptr;
  EXPECT_EQ(complaint(q), "the masks are missing from the perturbation request");
  q.masks = two.view().c();
  EXPECT_EQ(complaint(q), "the masks must be M x h x w, not of 2 dimensions");
  q = good;
  const Tensor nan = host.tensor({1, 1, 1}, {NAN});
  q.masks = nan.view().c();
  EXPECT_EQ(complaint(q), "mask 0 holds a value that is not a finite number");
  q = good;
  const Tensor small = host.tensor({1, 1, 1, 1}, {0});
  q.baseline = small.view().c();
  EXPECT_EQ(complaint(q), "the baseline must have the image's shape");
  q = good;
  q.struct_size = 8;
  EXPECT_THAT(complaint(q), HasSubstr("smaller than its first version"));
  EXPECT_THAT(refusal([&] { perturb(m1.get()).scores_and_gradient(first_class(good), two.view()); }),
              HasSubstr("the cotangent must be 1 x 1"));
}

TEST_F(GenericPerturbTest, NeedsGradientsAtTheInput) {
  const vantage::test::OpenModel other(plugin, host, "m1");
  const Tensor image = counting(), masks = host.tensor({1, 1, 1}, {1}), one = host.tensor({1, 1}, {1});
  const auto q = first_class(Perturbation::request(image.view(), masks.view()));
  vtg_model_v1 blind = *other.get().api();
  blind.capabilities = [](const vtg_model*) -> uint64_t { return VTG_CAN_TAP; };
  const GenericPerturb serves(other.get().c(), &blind, host.c());
  EXPECT_THAT(numbers(perturb(other.get()).scores(q).view()), ElementsAre(54));
  EXPECT_THAT(refusal([&] { perturb(other.get()).scores_and_gradient(q, one.view()); }),
              HasSubstr("no gradient at its input"));
}

}  // namespace
