// SPDX-License-Identifier: Apache-2.0
// The reference is skimage.metrics.structural_similarity of scikit-image 0.19.3, on the same numbers in
// float64, with gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=1. It cuts the
// Gaussian off at 3.5 sigma, which is 5 pixels, and leaves a border of 5 pixels out of the mean: the windows
// that lie wholly inside, as here.
#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

// Both compute in double; sums of a hundred products differ in their order alone.
constexpr double kTolerance = 1e-12;

struct Ssim : ::testing::Test {
  Similarity ssim{VANTAGE_PLUGIN};
  const Rows a = hill(24, 32, 10, 12, 8);
};

TEST_F(Ssim, AgreesWithScikitImage) {
  EXPECT_NEAR(ssim.compare(a, hill(24, 32, 12, 17, 16)), 0.2338575612797676, kTolerance);
  EXPECT_NEAR(ssim.compare(a, scatter(24, 32)), 0.004701235315114478, kTolerance);
  EXPECT_NEAR(ssim.compare(scatter(24, 32), scaled(scatter(24, 32), -1, 1)), -0.9718480316619149, kTolerance);
  EXPECT_NEAR(ssim.compare(hill(224, 224, 100, 100, 64), hill(224, 224, 110, 120, 64)), 0.8039545493179291,
              kTolerance);
}

// sigma=1, K1=0.02, K2=0.05: scikit-image then takes a window of 9 x 9.
TEST_F(Ssim, AgreesWithScikitImageForOtherParameters) {
  EXPECT_NEAR(
      ssim.compare(a, hill(24, 32, 12, 17, 16), {{"window", 9}, {"sigma", 1}, {"k1", 0.02}, {"k2", 0.05}}),
      0.21876165665505928, kTolerance);
}

// Flat maps have no variance: (2 * 0.5 * 1 + C1) / (0.25 + 1 + C1) with C1 = 0.0001.
TEST_F(Ssim, OfFlatMapsIsTheirBrightnessTerm) {
  const Rows grey(11, std::vector<float>(11, 0.5f)), white(11, std::vector<float>(11, 1));
  EXPECT_NEAR(ssim.compare(grey, white), 1.0001 / 1.2501, kTolerance);
}

TEST_F(Ssim, IsSymmetric) {
  expect_symmetric_measure(ssim, a, scatter(24, 32));
  EXPECT_EQ(ssim.traits(), uint64_t{VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER});
  EXPECT_EQ(ssim.best(), 1);
  EXPECT_EQ(ssim.worst(), -1);
}

TEST_F(Ssim, RefusesAWindowThatDoesNotFit) {
  const Rows small(7, std::vector<float>(20));
  EXPECT_EQ(
      refusal([&] { ssim.compare(small, small); }),
      "maps of 7 x 20 have no room for a window of 11 x 11; compare larger maps or choose a smaller window");
  EXPECT_EQ(ssim.compare(small, small, {{"window", 7}}), 1);
  EXPECT_EQ(refusal([&] {
              ssim.compare(a, a, {{"window", 8}});
            }),
            "a window of 8 x 8 has no middle; choose an odd side");
}

}  // namespace
}  // namespace vantage
