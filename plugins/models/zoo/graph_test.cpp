// SPDX-License-Identifier: Apache-2.0
// Shapes, counts and separators of small graphs, worked out by hand.
#include "plugins/models/zoo/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vantage::zoo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

Shape conv_of(int64_t size, const ConvSpec& c) {
  Builder b(3, size, size);
  return b.shape(b.conv("c", 0, c));
}

int64_t pooled(int64_t size, int64_t kernel, int64_t stride, int64_t padding, bool ceil_mode) {
  Builder b(1, size, size);
  return b.shape(b.max_pool("p", 0, kernel, stride, padding, ceil_mode))[1];
}

TEST(Shapes, OfConvolutions) {
  EXPECT_EQ(conv_of(224, {.out = 64, .kernel = 7, .stride = 2, .padding = 3}), (Shape{64, 112, 112}));
  EXPECT_EQ(conv_of(224, {.out = 64, .kernel = 11, .stride = 4, .padding = 2}), (Shape{64, 55, 55}));
  EXPECT_EQ(conv_of(7, {.out = 4, .kernel = 3, .dilation = 2}), (Shape{4, 3, 3}));
  EXPECT_EQ(conv_of(3, {.out = 9, .kernel = 3, .groups = 3}), (Shape{9, 1, 1}));
}

TEST(Shapes, OfPools) {
  EXPECT_EQ(pooled(112, 3, 2, 0, false), 55);
  EXPECT_EQ(pooled(112, 3, 2, 0, true), 56);  // the last window hangs over the edge
  EXPECT_EQ(pooled(13, 3, 2, 0, true), 6);    // it comes out even: nothing to round
  EXPECT_EQ(pooled(112, 3, 2, 1, false), 56);
  EXPECT_EQ(pooled(2, 3, 2, 0, true), 1);  // a window larger than what is there
  EXPECT_EQ(pooled(3, 2, 2, 1, true), 2);  // a third window would start in the padding: left out
  EXPECT_EQ(pooled(2, 1, 3, 0, true), 1);  // ... or past the end
}

TEST(Shapes, HeightAndWidthAreApart) {
  Builder b(3, 10, 6);
  const int x = b.conv("c", 0, {.out = 2, .kernel = 3, .stride = 2, .padding = 1});
  EXPECT_EQ(b.shape(x), (Shape{2, 5, 3}));
  EXPECT_EQ(b.shape(b.avg_pool("p", x, 2, 2)), (Shape{2, 2, 1}));
  EXPECT_EQ(b.shape(b.adaptive_avg_pool("a", x, 7)), (Shape{2, 7, 7}));
  EXPECT_EQ(b.shape(b.flatten("f", x)), Shape{30});
}

TEST(Shapes, WhereChannelsMove) {
  Builder b(8, 5, 5);
  const int left = b.slice("left", 0, 0, 3), right = b.slice("right", 0, 3, 5);
  EXPECT_EQ(b.shape(right), (Shape{5, 5, 5}));
  const int both = b.concat("both", {right, left});
  EXPECT_EQ(b.shape(both), (Shape{8, 5, 5}));
  EXPECT_EQ(b.shape(b.shuffle("shuffled", both, 2)), (Shape{8, 5, 5}));
  EXPECT_EQ(b.shape(b.multiply("scaled", b.adaptive_avg_pool("means", both, 1), both)), (Shape{8, 5, 5}));
}

// conv 3 -> 4, 3 x 3 on 5 x 5; batch norm; ReLU; global mean; linear 4 -> 2.
Graph small_net() {
  Builder b(3, 5, 5);
  const int x = b.relu("relu", b.batch_norm("bn", b.conv("conv", 0, {.out = 4, .kernel = 3, .padding = 1})));
  b.alias("features", x);
  b.linear("fc", b.flatten("flatten", b.adaptive_avg_pool("pool", x, 1)), 2);
  return b.take();
}

TEST(Graph, NamesItsWeights) {
  std::vector<std::string> names;
  for (const auto& w : small_net().weights()) names.push_back(w.name);
  EXPECT_THAT(names, ElementsAre("conv.weight", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var",
                                 "fc.weight", "fc.bias"));
  EXPECT_EQ(small_net().weights()[0].shape, (Shape{4, 3, 3, 3}));
  EXPECT_EQ(small_net().weights()[5].shape, (Shape{2, 4}));
}

TEST(Graph, GroupsShareTheWeights) {
  Builder b(6, 4, 4);
  b.conv("c", 0, {.out = 12, .kernel = 3, .padding = 1, .groups = 3, .bias = true});
  const auto g = b.take();
  EXPECT_EQ(g.weights()[0].shape, (Shape{12, 2, 3, 3}));
  EXPECT_EQ(g.parameter_count(), 12 * 2 * 9 + 12);
  EXPECT_EQ(g.macs(), 4 * 4 * 12 * 2 * 9);
}

TEST(Graph, CountsParametersAndMultiplyAdds) {
  EXPECT_EQ(small_net().parameter_count(), 4 * 27 + 8 + (8 + 2));  // running statistics are not learned
  EXPECT_EQ(small_net().macs(), 25 * 4 * 27 + 8);
}

TEST(Graph, FindsLayersByEveryName) {
  const auto g = small_net();
  EXPECT_EQ(g.layers[static_cast<size_t>(g.find_layer("features"))].second, 3);
  EXPECT_EQ(g.layers[static_cast<size_t>(g.find_layer("relu"))].second, 3);
  EXPECT_EQ(g.find_layer("layer4"), -1);
  EXPECT_EQ(g.nodes[static_cast<size_t>(g.logits())].name, "fc");
}

// input - a - (b | c) - sum - d: everything runs through a, sum and d, not through b or c alone.
TEST(Graph, KnowsWhatSeparates) {
  Builder b(1, 2, 2);
  const int a = b.relu("a", 0);
  const int sum = b.add("sum", b.relu("b", a), b.relu("c", a));
  b.relu("d", sum);
  const auto g = b.take();
  EXPECT_THAT(g.separators(), ElementsAre(true, true, false, false, true, true));
  EXPECT_THAT(g.consumers()[1], ElementsAre(2, 3));
  EXPECT_TRUE(g.consumers()[5].empty());
}

TEST(Graph, ShortcutHidesWhatItSkips) {  // a residual block without anything on the shortcut
  Builder b(1, 2, 2);
  b.add("sum", b.relu("b", b.relu("a", 0)), 0);
  EXPECT_THAT(b.take().separators(), ElementsAre(true, false, false, true));
}

TEST(BuildErrors, NameTheLayerAndTheInput) {
  EXPECT_THAT(
      [] { conv_of(4, {.out = 1, .kernel = 5}); },
      ThrowsMessage<BuildError>(HasSubstr("an input of 4 x 4 is too small: nothing is left of it at 'c'")));
  EXPECT_THAT([] { pooled(1, 3, 2, 0, true); }, ThrowsMessage<BuildError>(HasSubstr("too small")));
  EXPECT_THAT([] { conv_of(4, {.out = 4, .groups = 2}); }, ThrowsMessage<BuildError>(HasSubstr("'c'")));
}

TEST(BuildErrors, ShapesThatDoNotFit) {
  Builder b(4, 6, 6);
  const int half = b.max_pool("half", 0, 2, 2), two = b.slice("two", 0, 0, 2);
  EXPECT_THROW(b.add("sum", 0, half), BuildError);
  EXPECT_THROW(b.concat("joined", {0, half}), BuildError);
  EXPECT_THROW(b.multiply("scaled", 0, two), BuildError);
  EXPECT_THROW(b.slice("part", 0, 3, 2), BuildError);
  EXPECT_THROW(b.shuffle("shuffled", 0, 3), BuildError);
  EXPECT_THROW(b.linear("fc", half, 10), BuildError);
  EXPECT_THAT([&] { b.alias("half", 0); }, ThrowsMessage<BuildError>("two layers are called 'half'"));
}

}  // namespace
}  // namespace vantage::zoo
