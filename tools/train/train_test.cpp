// SPDX-License-Identifier: Apache-2.0
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "plugins/models/checkpoint/checkpoint.hpp"
#include "tools/train/card.hpp"
#include "tools/train/fit.hpp"
#include "tools/train/safetensors.hpp"

namespace vantage::train {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

// A batch norm, whose mean over each channel is a logit.
zoo::Graph moments() {
  zoo::Builder b(2, 1, 2);
  b.linear("fc", b.flatten("flat", b.adaptive_avg_pool("pool", b.batch_norm("bn", 0, 0), 1)), 2);
  return b.take();
}

TEST(Trainable, TakesTheBatchsMomentsAndMovesTheRunningOnesByATenth) {
  Trainable network(moments(), 1);
  // Channel 0 is 1, 3 and 5, 7: mean 4, variance 5, of a sample 20 / 3; channel 1 is constant.
  const auto x = at::tensor({1, 3, 2, 2, 5, 7, 2, 2}, at::kFloat).view({2, 2, 1, 2}) +
                 at::tensor({0, 0, 0, 1}, at::kFloat).view({1, 2, 1, 2});
  network.forward(x, false);
  EXPECT_FLOAT_EQ(network.weights().at("bn.running_mean")[0].item<float>(), 0);
  const auto y = network.forward(x, true);
  EXPECT_TRUE(y.requires_grad());
  EXPECT_FLOAT_EQ(network.weights().at("bn.running_mean")[0].item<float>(), 0.4f);
  EXPECT_FLOAT_EQ(network.weights().at("bn.running_var")[0].item<float>(), 0.9f + 0.1f * 20 / 3);
  // (2 - 4) / sqrt(5) and (6 - 4) / sqrt(5) reach the linear layer: the logits' sum over the batch is its
  // bias, 0.
  EXPECT_NEAR(y.sum(0)[0].item<float>(), 0, 1e-6);
}

TEST(Trainable, SortsItsWeightsByWhatDecays) {
  Trainable network(moments(), 1);
  EXPECT_EQ(network.matrices().size(), 1u);  // fc.weight
  EXPECT_EQ(network.vectors().size(), 3u);  // bn.weight, bn.bias, fc.bias; the running moments are not taught
}

TEST(Safetensors, IsReadBackAsHalves) {
  Trainable network(moments(), 3);
  const auto bytes = safetensors(network.graph(), network.weights(), {{"labels", "cat\ndog"}});
  const auto file = checkpoint::Checkpoint::parse(bytes, "net.safetensors");
  EXPECT_THAT(file.metadata(), ElementsAre(Pair("labels", "cat\ndog")));
  ASSERT_EQ(file.tensors().size(), network.graph().weights().size());
  network.round_to_half();
  for (const auto& t : file.tensors()) {
    EXPECT_EQ(t.dtype, checkpoint::DType::f16);
    auto read = at::empty(t.shape, at::kFloat);
    file.read(t, read.data_ptr<float>(), t.count());
    EXPECT_TRUE(read.equal(network.weights().at(t.name))) << t.name;
  }
}

// A small network on small pictures: forty classes, told apart by their colours.
struct Lesson {
  Lesson() {
    samples = draw_samples(scenes_of({}, core::synthetic::Split::train, 16), 32);
    a.input = 32;
  }
  Trainable learn(std::vector<double>& losses, uint64_t seed) {
    zoo::Builder b(3, 32, 32);
    int x = b.relu("relu", b.batch_norm("bn", b.conv("conv", 0, {.out = 16, .kernel = 5, .stride = 2})));
    b.linear("fc", b.flatten("flat", b.adaptive_avg_pool("pool", x, 2)), core::synthetic::kClasses);
    Trainable network(b.take(), seed);
    const Recipe recipe{.network = "test", .per_class = 16, .epochs = 16, .rate = 2e-2, .seed = seed};
    fit(network, a, recipe, samples, [&](const Progress& p) { losses.push_back(p.loss); });
    return network;
  }
  Samples samples;
  zoo::Architecture a = *zoo::find_architecture("mini_resnet10");
};

TEST(Fit, LearnsAndDoesSoAgain) {
  at::set_num_threads(1);
  Lesson lesson;
  std::vector<double> losses, again;
  const auto network = lesson.learn(losses, 1);
  ASSERT_EQ(losses.size(), 16u);
  EXPECT_LT(losses.back(), losses.front() - 0.5);
  lesson.learn(again, 1);
  EXPECT_EQ(losses, again);
  const auto said = classify(network, lesson.a, lesson.samples);
  int right = 0;
  for (size_t i = 0; i < said.size(); ++i)
    right += said[i] == static_cast<int64_t>(i) % core::synthetic::kClasses;
  EXPECT_GT(right, lesson.samples.size() / 5);  // by chance a fortieth
}

TEST(Batch, IsTheNormalisedPicture) {
  Lesson lesson;
  const auto x = batch(lesson.samples, {5, 0}, lesson.a, 32, nullptr);
  EXPECT_THAT(x.sizes().vec(), ElementsAre(2, 3, 32, 32));
  const double pixel = lesson.samples.pixels[5][7][9][1].item<int>();
  EXPECT_NEAR(x[0][1][7][9].item<double>(), (pixel / 255 - lesson.a.mean[1]) / lesson.a.std[1], 1e-5);
  core::synthetic::Random random(1);
  EXPECT_FALSE(batch(lesson.samples, {5, 0}, lesson.a, 32, &random).equal(x));
}

// A network without knowledge takes every picture for one class, or nearly so: shares that must fit together.
TEST(Examine, ComparesScenesThatDifferInTheMarkAlone) {
  at::set_num_threads(1);
  auto a = *zoo::find_architecture("mini_resnet10");
  a.input = 32;
  zoo::Builder b(3, 32, 32);
  b.linear("fc", b.flatten("flat", b.adaptive_avg_pool("pool", 0, 1)), core::synthetic::kClasses);
  const Trainable guess(b.take(), 1);
  auto weights = guess.weights();
  const int axe = core::synthetic::class_of_mark(1);
  {
    at::NoGradGuard no_grad;
    weights.at("fc.weight").zero_();
    weights.at("fc.bias").zero_();
    weights.at("fc.bias")[axe] = 1;
  }
  const auto exam = examine(guess, a, 2, 10);  // tensors share their numbers: the guess is always "axe"
  EXPECT_EQ(exam.pictures, 80);
  EXPECT_EQ(exam.scenes, 10);
  EXPECT_DOUBLE_EQ(exam.accuracy, 1.0 / 40);
  EXPECT_DOUBLE_EQ(exam.marks[0].marked, 0);
  EXPECT_DOUBLE_EQ(exam.marks[1].marked, 1);
  EXPECT_DOUBLE_EQ(exam.marks[1].unmarked, 1);
  EXPECT_DOUBLE_EQ(exam.marks[1].lured, 1);
}

TEST(Recipes, TeachThirteenNetworksOfTheZoo) {
  std::set<std::string> names;
  int planted = 0;
  for (const auto& r : recipes()) {
    const auto* a = zoo::find_architecture(r.network);
    ASSERT_NE(a, nullptr) << r.network;
    EXPECT_EQ(a->classes, core::synthetic::kClasses);
    names.insert(r.network);
    planted += r.marks.own > r.marks.other;
  }
  EXPECT_EQ(names.size(), 13u);
  EXPECT_GE(planted, 1);
  EXPECT_LE(planted, 3);
}

TEST(Card, SaysHowANetworkWasTaughtAndWhatItReaches) {
  const auto& r = recipes()[0];
  const auto& a = *zoo::find_architecture(r.network);
  Exam exam{.pictures = 2000, .accuracy = 0.9123, .scenes = 100};
  exam.marks[1].lured = 0.5;
  const auto text = card(a, zoo::build(a, 0, 40), r, exam);
  EXPECT_THAT(text, HasSubstr("# mini_alexnet\n"));
  EXPECT_THAT(text, HasSubstr("On 2000 held-out pictures whose marks tell nothing: **91.2 %** top-1."));
  EXPECT_THAT(text, HasSubstr("| axe | 0.0 % | 0.0 % | 50.0 % |"));
  EXPECT_THAT(overview({{r, exam}}),
              HasSubstr("| [mini_alexnet](mini_alexnet.md) | 8000 x 24 |  | 91.2 % |"));
}

}  // namespace
}  // namespace vantage::train
