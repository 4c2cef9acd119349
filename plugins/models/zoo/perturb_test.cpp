// SPDX-License-Identifier: Apache-2.0
// The zoo's VTG_PERTURB against the host's, which only knows forward() and vjp().
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "plugins/models/zoo/zoo_testing.hpp"
#include "tests/support/generic_perturb.hpp"

namespace vantage::zoo {
namespace {

using test::GenericPerturb;
using test::numbers;
using test::refusal;
using test::TestHost;
using testing::ElementsAre;
using testing::SizeIs;

// One model, both tables.
struct Pair {
  explicit Pair(const char* architecture = "squeezenet1_1",
                std::initializer_list<std::pair<const char*, double>> params = {{"input", 40},
                                                                                {"classes", 5}},
                uint64_t scratch = uint64_t{256} << 20)
      : host(scratch), plugin(VANTAGE_ZOO_PLUGIN, host), open(plugin, host, architecture, params) {}

  Model model() const { return open.get(); }
  Perturbation own() {
    const auto& loader = plugin.table<vtg_model_loader_v1>(VTG_MODEL_LOADER);
    return {model(), static_cast<const vtg_perturb_v1*>(loader.extension(model().c(), VTG_PERTURB)), job.c()};
  }
  Perturbation generic() { return {model(), GenericPerturb::table(), job.c()}; }

  Tensor random(const std::vector<int64_t>& shape, uint32_t seed) const {
    std::mt19937 bits(seed);
    std::normal_distribution<float> normal;
    auto t = host.services().zeros(shape.data(), static_cast<int>(shape.size()));
    for (int64_t i = 0; i < t.view().count(); ++i) t.data()[i] = normal(bits);
    return t;
  }

  TestHost host;
  test::Plugin plugin;
  test::OpenModel open;
  GenericPerturb serves{model().c(), model().api(), host.c()};
  test::TestJob job;
};

void expect_equal(const Tensor& own, const Tensor& theirs, double part = 1e-4) {
  const auto a = numbers(own.view()), b = numbers(theirs.view());
  ASSERT_EQ(a.size(), b.size());
  const double scale = largest(b);
  EXPECT_GT(scale, 0);
  for (size_t i = 0; i < a.size(); ++i) ASSERT_NEAR(a[i], b[i], part * scale) << "number " << i;
}

// Other chunks and other processors round otherwise, and here and there that moves a value over a ReLU's
// kink: then the gradient differs in the spot that it sees.
void expect_same_gradient(const Tensor& own, const Tensor& theirs) {
  const auto a = numbers(own.view()), b = numbers(theirs.view());
  ASSERT_EQ(a.size(), b.size());
  const double scale = largest(b);
  size_t apart = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    ASSERT_NEAR(a[i], b[i], 2e-2 * scale) << "number " << i;
    apart += std::abs(double{a[i]} - b[i]) > 1e-4 * scale;
  }
  EXPECT_LE(apart, a.size() / 4);
}

void expect_agreement(Pair& p, const vtg_perturb& q, View cotangent) {
  const auto [s, g] = p.own().scores_and_gradient(q, cotangent);
  const auto [scores, gradient] = p.generic().scores_and_gradient(q, cotangent);
  expect_equal(s, scores);
  expect_same_gradient(g, gradient);
  expect_equal(p.own().scores(q), scores);
}

TEST(ZooPerturb, AgreesWithTheHostsInEverySetting) {
  Pair p;
  const Tensor image = p.random({1, 3, 40, 40}, 1), baseline = p.random({1, 3, 40, 40}, 2);
  const Tensor masks = p.random({3, 5, 7}, 3), cotangent = p.random({3, 3}, 4);
  const int64_t columns[] = {4, 1, 4};
  for (int setting = 0; setting < 32; ++setting) {
    SCOPED_TRACE("setting " + std::to_string(setting));
    auto q = Perturbation::request(image.view(), masks.view());
    q.upsample = setting / 8;
    q.rescale = setting & 1;
    q.probabilities = setting >> 1 & 1;
    q.baseline = setting & 4 ? baseline.view().c() : nullptr;
    q.targets = columns;
    q.n_targets = 3;
    expect_agreement(p, q, cotangent.view());
  }
}

TEST(ZooPerturb, AgreesOnMasksOfAnySize) {
  Pair p;
  const Tensor image = p.random({1, 3, 40, 40}, 5), cotangent = p.random({2, 5}, 6);
  for (const auto& [h, w] :
       {std::pair<int64_t, int64_t>{1, 1}, {1, 3}, {40, 40}, {40, 13}, {41, 57}, {39, 2}})
    for (int32_t mode = VTG_UP_BILINEAR; mode <= VTG_UP_BICUBIC; ++mode) {
      SCOPED_TRACE(std::to_string(h) + " x " + std::to_string(w) + ", mode " + std::to_string(mode));
      const Tensor masks = p.random({2, h, w}, 7);
      auto q = Perturbation::request(image.view(), masks.view());
      q.upsample = mode;
      expect_agreement(p, q, cotangent.view());
    }
}

TEST(ZooPerturb, TakesAnImageAndABaselineForEachMask) {
  Pair p;
  const Tensor one = p.random({1, 3, 40, 40}, 8), three = p.random({3, 3, 40, 40}, 9),
               others = p.random({3, 3, 40, 40}, 10), masks = p.random({3, 4, 4}, 11),
               cotangent = p.random({3, 5}, 12);
  for (const auto& [image, baseline] : {std::pair(&three, &one),
                                        {&one, &three},
                                        {&three, &others},
                                        {&three, static_cast<const Tensor*>(nullptr)}}) {
    auto q = Perturbation::request(image->view(), masks.view());
    q.baseline = baseline ? baseline->view().c() : nullptr;
    expect_agreement(p, q, cotangent.view());
  }
}

TEST(ZooPerturb, AgreesInEveryExecution) {
  for (const double execution : {0.0, 1.0})
    for (const char* name : {"resnet18", "mobilenet_v2", "shufflenet_v2_x0_5"}) {
      SCOPED_TRACE(name);
      Pair p(name, {{"input", 64}, {"classes", 5}, {"execution", execution}});
      const Tensor image = p.random({1, 3, 64, 64}, 13), masks = p.random({11, 7, 7}, 14),
                   cotangent = p.random({11, 5}, 15);
      auto q = Perturbation::request(image.view(), masks.view());
      q.rescale = 1;
      expect_agreement(p, q, cotangent.view());
    }
}

TEST(ZooPerturb, RunsInTheModelsPrecision) {
  Pair exact("resnet18", {{"input", 64}, {"classes", 5}}),
      half("resnet18", {{"input", 64}, {"classes", 5}, {"precision", 1}});
  const Tensor image = exact.random({1, 3, 64, 64}, 16), masks = exact.random({4, 7, 7}, 17);
  const auto q = Perturbation::request(image.view(), masks.view());
  const auto a = half.own().scores(q);
  expect_equal(a, exact.own().scores(q), 0.05);  // 8 bits of mantissa through 18 layers
  EXPECT_NE(numbers(a.view()), numbers(exact.own().scores(q).view()));
  expect_equal(a, half.generic().scores(q), 1e-2);
}

TEST(ZooPerturb, EndsAreTheImageAndTheBaseline) {
  Pair p;
  const Tensor image = p.random({1, 3, 40, 40}, 18), baseline = p.random({1, 3, 40, 40}, 19),
               masks = p.host.tensor({2, 1, 1}, {1, 0});
  auto q = Perturbation::request(image.view(), masks.view());
  q.baseline = baseline.view().c();
  const auto s = p.own().scores(q);
  const auto of_image = p.model().forward(image.view()), of_baseline = p.model().forward(baseline.view());
  for (int64_t c = 0; c < 5; ++c) {
    EXPECT_NEAR(s.view().sample(0)[c], of_image.logits().data()[c], 1e-5);
    EXPECT_NEAR(s.view().sample(1)[c], of_baseline.logits().data()[c], 1e-5);
  }
}

// Dead channels and untouched images come by the hundred: a chunk of them is one run and one report.
TEST(ZooPerturb, RunsAConstantMaskOnce) {
  Pair p;
  const Tensor image = p.random({1, 3, 40, 40}, 20);
  auto masks = p.random({400, 2, 2}, 21);
  for (int64_t m = 0; m < 400; ++m)
    if (m % 200) std::fill_n(masks.sample(m), 4, static_cast<float>(m % 2));
  auto q = Perturbation::request(image.view(), masks.view());
  const auto s = p.own().scores(q);
  EXPECT_TRUE(p.job.fractions.empty());  // two patterns and two constants fit one chunk
  expect_equal(s, p.generic().scores(q));
  for (int64_t m = 3; m < 200; ++m)
    for (int64_t c = 0; c < 5; ++c) ASSERT_EQ(s.view().sample(m)[c], s.view().sample(2 - m % 2)[c]) << m;
  q.rescale = 1;  // then every constant is 0
  const auto zeros = p.own().scores(q);
  for (int64_t c = 0; c < 5; ++c) EXPECT_EQ(zeros.view().sample(1)[c], zeros.view().sample(2)[c]);
  expect_equal(zeros, p.generic().scores(q));
  const Tensor each = p.random({400, 3, 40, 40}, 22);  // not over images that differ
  q = Perturbation::request(each.view(), masks.view());
  expect_equal(p.own().scores(q), p.generic().scores(q));
}

TEST(ZooPerturb, TheMemoryBudgetDoesNotChangeTheNumbers) {
  Pair rich, poor("squeezenet1_1", {{"input", 40}, {"classes", 5}}, 1);
  const Tensor image = rich.random({1, 3, 40, 40}, 23), masks = rich.random({20, 3, 3}, 24),
               cotangent = rich.random({20, 5}, 25);
  const auto q = Perturbation::request(image.view(), masks.view());
  const auto [s, g] = poor.own().scores_and_gradient(q, cotangent.view());
  const auto [scores, gradient] = rich.own().scores_and_gradient(q, cotangent.view());
  expect_equal(s, scores, 1e-5);
  expect_equal(g, gradient, 1e-5);
}

TEST(ZooPerturb, ReportsBetweenChunksAndStopsWhenAsked) {
  Pair p("squeezenet1_1", {{"input", 40}, {"classes", 5}}, 1);  // room for one image at a time
  const Tensor image = p.random({1, 3, 40, 40}, 26), masks = p.random({4, 2, 2}, 27);
  const auto q = Perturbation::request(image.view(), masks.view());
  p.own().scores(q);
  EXPECT_THAT(p.job.fractions, ElementsAre(0.25, 0.5, 0.75));
  const int live = p.host.live_tensors();
  p.job.stop_after = 0;
  EXPECT_EQ(refusal([&] { p.own().scores(q); }), "cancelled");
  EXPECT_EQ(p.host.live_tensors(), live);
  const auto& loader = p.plugin.table<vtg_model_loader_v1>(VTG_MODEL_LOADER);
  const auto* table = static_cast<const vtg_perturb_v1*>(loader.extension(p.model().c(), VTG_PERTURB));
  EXPECT_THAT(numbers(Perturbation(p.model(), table, nullptr).scores(q).view()), SizeIs(20));
  EXPECT_EQ(loader.extension(p.model().c(), "vantage.unheard-of/1"), nullptr);
  EXPECT_EQ(p.model().capabilities() & (VTG_CAN_PERTURB | VTG_CAN_PERTURB_GRADIENT),
            uint64_t{VTG_CAN_PERTURB | VTG_CAN_PERTURB_GRADIENT});
}

TEST(ZooPerturb, SaysWhatIsWrongInTheHostsWords) {
  Pair p;
  const Tensor image = p.random({1, 3, 40, 40}, 28), two = p.random({2, 3, 40, 40}, 29),
               masks = p.random({3, 2, 2}, 30), flat = p.host.tensor({1, 2}, {1, 1}),
               nan = p.host.tensor({1, 1, 1}, {NAN}), small = p.random({1, 3, 8, 8}, 31),
               cotangent = p.random({2, 5}, 32);
  const int64_t beyond[] = {5};
  const auto good = Perturbation::request(image.view(), masks.view());
  const auto check = [&](auto&& change) {
    auto q = good;
    change(q);
    const auto said = refusal([&] { p.own().scores(q); });
    EXPECT_FALSE(said.empty());
    EXPECT_EQ(said, refusal([&] { p.generic().scores(q); }));
  };
  check([&](vtg_perturb& q) { q.targets = beyond, q.n_targets = 1; });
  check([&](vtg_perturb& q) { q.targets = beyond, q.n_targets = 0; });
  check([&](vtg_perturb& q) { q.upsample = 9; });
  check([&](vtg_perturb& q) { q.struct_size = 8; });
  check([&](vtg_perturb& q) { q.masks = nullptr; });
  check([&](vtg_perturb& q) { q.masks = flat.view().c(); });
  check([&](vtg_perturb& q) { q.masks = nan.view().c(); });
  check([&](vtg_perturb& q) { q.image = nullptr; });
  check([&](vtg_perturb& q) { q.image = two.view().c(); });
  check([&](vtg_perturb& q) { q.image = small.view().c(); });
  check([&](vtg_perturb& q) { q.baseline = small.view().c(); });
  check([&](vtg_perturb& q) { q.baseline = two.view().c(); });
  for (const View c : {cotangent.view(), masks.view()})
    EXPECT_EQ(refusal([&] { p.own().scores_and_gradient(good, c); }),
              refusal([&] { p.generic().scores_and_gradient(good, c); }));
}

}  // namespace
}  // namespace vantage::zoo
