// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/support/test_host.hpp"

namespace vantage {
namespace {

using test::TestHost;

// The plugin's table, driven as a host drives it.
struct L1 : ::testing::Test {
  TestHost host;
  test::Plugin plugin{VANTAGE_L1_PLUGIN, host};
  const vtg_similarity_v1& table = plugin.table<vtg_similarity_v1>(VTG_SIMILARITY);
  vtg_similarity* handle = nullptr;
  void SetUp() override {
    detail::check([&](vtg_error* e) { return table.create("l1", host.c(), &handle, e); });
  }
  void TearDown() override { table.destroy(handle); }
  std::vector<double> compare(const Tensor& a, const Tensor& b) {
    std::vector<double> scores(static_cast<size_t>(a.view().size(0)), -1);
    test::TestJob job;
    detail::check([&](vtg_error* e) {
      return table.compare(handle, a.view().c(), b.view().c(), nullptr, 0, scores.data(), job.c(), e);
    });
    return scores;
  }
};

TEST_F(L1, IsTheMeanAbsoluteDifferenceOfEachPair) {
  const auto a = host.tensor({2, 1, 4}, {0, 0.25f, 0.5f, 1, 0, 0, 0, 0});
  const auto b = host.tensor({2, 1, 4}, {0, 0.75f, 0.5f, 0, 1, 1, 1, 1});
  EXPECT_EQ(compare(a, b), (std::vector<double>{0.375, 1.0}));
  EXPECT_EQ(compare(b, a), compare(a, b));
  EXPECT_EQ(compare(a, a), (std::vector<double>{0, 0}));
}

TEST_F(L1, SaysWhichEndIsWhich) {
  double best = -1, worst = -1;
  EXPECT_EQ(table.traits("l1", &best, &worst), uint64_t{VTG_SIM_SYMMETRIC});
  EXPECT_EQ(best, 0);
  EXPECT_EQ(worst, 1);
}

TEST_F(L1, RefusesMapsOfTwoShapes) {
  const auto a = host.tensor({1, 1, 4}, {0, 0, 0, 0}), b = host.tensor({1, 2, 2}, {0, 0, 0, 0});
  EXPECT_EQ(test::refusal([&] { compare(a, b); }), "two stacks of maps of one shape are needed, N x h x w");
}

}  // namespace
}  // namespace vantage
