// SPDX-License-Identifier: Apache-2.0
#include "host/engine/shared_model.hpp"

#include <gmock/gmock.h>

#include "tests/support/test_explainer.hpp"

namespace vantage::engine {
namespace {

using test::numbers;
using test::refusal;
using ::testing::ElementsAre;

constexpr int32_t kConv1 = 0, kRelu1 = 1, kFc = 3;

struct SharedModelTest : ::testing::Test {
  test::TestHost host;
  test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  test::OpenModel m1{toy, host, "m1"};
  Tensor images = host.tensor({2, 1, 4, 4}, [] {
    std::vector<float> x;
    for (int i = 0; i < 32; ++i) x.push_back(static_cast<float>(i % 16));
    return x;
  }());
  const int64_t targets[2] = {0, 1};

  SharedModel shared(SharedModel::Wants wants) {
    return SharedModel(m1.get(), nullptr, images.view().c(), std::move(wants));
  }
};

TEST_F(SharedModelTest, ManyMethodsShareOneForwardAndOneBackwardPassALayer) {
  auto plan = shared({{VTG_LAYER_INPUT, kConv1, kRelu1}, true});
  std::vector<float> first;
  for (int method = 0; method < 3; ++method) {
    const auto tape = plan.model().forward(images.view(), {kRelu1}, true);
    EXPECT_THAT(numbers(tape.logits()), ElementsAre(54, 54, 54, 54));
    const auto g = numbers(tape.class_gradient(targets, kRelu1).view());
    if (method == 0) first = g;
    EXPECT_EQ(g, first);
  }
  plan.model().forward(images.view(), {VTG_LAYER_INPUT}, true).class_gradient(targets, VTG_LAYER_INPUT);
  EXPECT_EQ(plan.counts().forward, 1);
  EXPECT_EQ(plan.counts().backward, 2);  // relu1, and the input
}

TEST_F(SharedModelTest, AnswersAreTheModelsOwn) {
  auto plan = shared({{kConv1, kRelu1}, true});
  const auto tape = plan.model().forward(images.view(), {kRelu1, kConv1}, true);
  const auto alone = m1.get().forward(images.view(), {kRelu1, kConv1}, true);
  for (const int32_t layer : {kConv1, kRelu1}) {
    EXPECT_EQ(numbers(tape.value(layer)), numbers(alone.value(layer)));
    EXPECT_EQ(numbers(tape.class_gradient(targets, layer).view()),
              numbers(alone.class_gradient(targets, layer).view()));
  }
}

TEST_F(SharedModelTest, AnotherClassOrRuleIsAnotherBackwardPass) {
  auto plan = shared({{VTG_LAYER_INPUT}, true});
  const auto tape = plan.model().forward(images.view(), {VTG_LAYER_INPUT}, true);
  const int64_t others[2] = {1, 1};
  tape.class_gradient(targets, VTG_LAYER_INPUT);
  tape.class_gradient(others, VTG_LAYER_INPUT);
  const auto guided = numbers(tape.class_gradient(targets, VTG_LAYER_INPUT, VTG_RULE_GUIDED).view());
  EXPECT_EQ(plan.counts().backward, 3);
  EXPECT_EQ(numbers(tape.class_gradient(targets, VTG_LAYER_INPUT, VTG_RULE_GUIDED).view()), guided);
  EXPECT_EQ(plan.counts().backward, 3);
}

TEST_F(SharedModelTest, OtherImagesLayersOrRecordingsGoToTheModel) {
  auto plan = shared({{kRelu1}, false});
  plan.logits();
  plan.model().forward(images.view(), {kRelu1});
  EXPECT_EQ(plan.counts().forward, 1);
  plan.model().forward(images.view(), {kConv1});        // not planned
  plan.model().forward(images.view(), {kRelu1}, true);  // recorded
  const Tensor noisy = host.tensor({1, 1, 4, 4}, std::vector<float>(16, 60.0f));
  EXPECT_THAT(numbers(plan.model().forward(noisy.view()).logits()),
              ElementsAre(1030, 1030));  // 4 x 490 + 465 - 3 x 465
  const auto values = m1.get().forward(images.view(), {kRelu1});
  plan.model().resume(kRelu1, values.value(kRelu1));
  EXPECT_EQ(plan.counts().forward, 5);
}

TEST_F(SharedModelTest, AMethodMustTapWhatItReadsAlthoughAnotherHasTappedIt) {
  auto plan = shared({{kConv1, kRelu1}, true});
  const auto tape = plan.model().forward(images.view(), {kRelu1}, true);
  EXPECT_EQ(refusal([&] { tape.value(kConv1); }), "that layer was not tapped in this pass");
  EXPECT_EQ(refusal([&] { tape.class_gradient(targets, kConv1); }), "that layer was not tapped in this pass");
  const auto plain = plan.model().forward(images.view(), {kRelu1});
  EXPECT_EQ(refusal([&] { plain.class_gradient(targets, kRelu1); }),
            "this pass was not recorded: ask for want_vjp and tap the layer");
}

TEST_F(SharedModelTest, WritingIntoAGradientSpoilsNobodyElses) {
  auto plan = shared({{kRelu1}, true});
  const auto tape = plan.model().forward(images.view(), {kRelu1}, true);
  Tensor mine = tape.class_gradient(targets, kRelu1);
  const auto before = numbers(mine.view());
  mine.data()[0] = 99;
  EXPECT_EQ(numbers(tape.class_gradient(targets, kRelu1).view()), before);
}

TEST_F(SharedModelTest, PerturbsTheModelBehindIt) {
  auto plan = shared({{kFc}, false});
  const Tensor one = host.tensor({1, 1, 4, 4}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
  const Tensor masks = host.tensor({2, 1, 1}, {1, 0});
  auto q = Perturbation::request(one.view(), masks.view());
  const Perturbation perturb(plan.model(), SharedModel::perturb(), nullptr);
  EXPECT_THAT(numbers(perturb.scores(q).view()), ElementsAre(54, 54, 0, 0));
}

}  // namespace
}  // namespace vantage::engine
