// SPDX-License-Identifier: Apache-2.0
// The hash shrinks a map to 32 x 32, takes its cosine transform, keeps the 8 x 8 lowest frequencies without
// the constant one, and sets the bits of those above their mean.
#include <cmath>
#include <set>

#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;
using Frequency = std::pair<int, int>;  // of a wave, down and across

struct Hash : ::testing::Test {
  Similarity hash{VANTAGE_PLUGIN};
};

double cosine(int frequency, int i) {
  return std::cos(frequency * (i + 0.5) * std::acos(-1.0) / 32);
}

// 32 x 32: grey with one wave of the transform, which is then alone above (or below) the mean of all 64.
Rows wave(Frequency f, double height) {
  Rows map(32, std::vector<float>(32));
  for (int y = 0; y < 32; ++y)
    for (int x = 0; x < 32; ++x)
      map[static_cast<size_t>(y)][static_cast<size_t>(x)] =
          static_cast<float>(0.5 + height * cosine(f.first, y) * cosine(f.second, x));
  return map;
}

// The bits that are set, from the definition: the transform as four nested sums, in double.
std::set<Frequency> bits(const Rows& map) {
  std::vector<double> c;
  for (int v = 0; v < 8; ++v)
    for (int u = 0; u < 8; ++u) {
      double sum = 0;
      for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x)
          sum += std::nearbyint(255 * map[static_cast<size_t>(y)][static_cast<size_t>(x)]) * cosine(v, y) *
                 cosine(u, x);
      c.push_back(u + v ? sum * (v ? std::sqrt(2.0) : 1) * (u ? std::sqrt(2.0) : 1) / 32 : 0);
    }
  double mean = 0;
  for (const double x : c) mean += x / 64;
  std::set<Frequency> set;
  for (int i = 0; i < 64; ++i)
    if (c[static_cast<size_t>(i)] > mean) set.insert({i / 8, i % 8});
  return set;
}

double share_of_differing_bits(const Rows& a, const Rows& b) {
  const auto x = bits(a), y = bits(b);
  std::vector<Frequency> differing;
  std::set_symmetric_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(differing));
  return static_cast<double>(differing.size()) / 64;
}

TEST_F(Hash, OneWaveIsOneBit) {
  EXPECT_EQ(hash.compare(wave({1, 2}, 0.25), wave({3, 4}, 0.25)), 2.0 / 64);
  EXPECT_EQ(hash.compare(wave({1, 2}, 0.25), wave({1, 2}, 0.5)), 0);
  EXPECT_EQ(hash.compare(wave({1, 2}, 0.25), wave({9, 9}, 0)), 1.0 / 64);
}

// Upside down, the wave's bit goes out and the 63 others, now above the mean, come on.
TEST_F(Hash, AllBitsDifferForAWaveUpsideDown) {
  EXPECT_EQ(hash.compare(wave({1, 2}, 0.25), wave({1, 2}, -0.25)), hash.worst());
}

TEST_F(Hash, AgreesWithTheDefinition) {
  const auto a = hill(32, 32, 9, 20, 16), b = hill(32, 32, 14, 12, 8), c = scatter(32, 32);
  EXPECT_EQ(hash.compare(a, b), share_of_differing_bits(a, b));
  EXPECT_EQ(hash.compare(a, c), share_of_differing_bits(a, c));
  EXPECT_EQ(hash.compare(b, c), share_of_differing_bits(b, c));
  EXPECT_GT(share_of_differing_bits(a, b), 0.1);
}

TEST_F(Hash, IsSymmetricAndOfAnySize) {
  expect_symmetric_measure(hash, hill(24, 37, 10, 12, 8), scatter(24, 37));
  expect_symmetric_measure(hash, {{0, 1}, {0, 0}}, {{1, 0}, {0, 0}});
  EXPECT_EQ(hash.traits(), uint64_t{VTG_SIM_SYMMETRIC});
  EXPECT_EQ(hash.best(), 0);
}

// Whatever lies outside [0,1] counts as its nearer end, and no flat map has a bit set.
TEST_F(Hash, ClampsAndTakesFlatMaps) {
  EXPECT_EQ(hash.compare({{-5, 1e30f}, {0, 0}}, {{0, 1}, {0, 0}}), 0);
  EXPECT_EQ(hash.compare({{0, 0}, {0, 0}}, {{0.7f, 0.7f}, {0.7f, 0.7f}}), 0);
}

}  // namespace
}  // namespace vantage
