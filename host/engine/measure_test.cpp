// SPDX-License-Identifier: Apache-2.0
#include "host/engine/measure.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <future>
#include <limits>

#include "core/testing/shared_data.hpp"
#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::Le;

const char* const kMeasures[] = {"emd", "hash", "iou", "l1", "mse", "pearson", "spearman", "ssim"};

// The project's measures and the test's own, in a folder without all the other plugins.
struct MeasureTest : ::testing::Test {
  MeasureTest() {
    for (const std::string id : kMeasures)
      fs::create_symlink(fs::path(VANTAGE_PLUGINS) / (id + ".vplugin"), folder / (id + ".vplugin"));
    fs::create_symlink(RATIO_PLUGIN, folder / "ratio.vplugin");
    RegistryOptions options;
    options.plugin_dirs = {folder.path()};
    options.probe_program = PROBE_PROGRAM;
    options.use_environment = false;
    registry = std::make_unique<Registry>(options);
  }
  std::unique_ptr<Measure> open(const std::string& text) { return Measure::open(*registry, text); }
  std::string refusal(const std::function<void()>& call) {
    try {
      call();
    } catch (const Error& e) {
      return e.what();
    }
    return "(no error)";
  }

  vantage::testing::TemporaryFolder folder;
  std::unique_ptr<Registry> registry;
};

const core::Map kLeft{2, 2, {1, 0.4f, 0.8f, 0}}, kRight{2, 2, {0.2f, 0.4f, 0.8f, 1}};

// A square with soft edges, 24 x 32.
core::Map square(int top, int left) {
  core::Map map{24, 32, std::vector<float>(768, 0.125f)};
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x) map.at(top + y, left + x) = y % 7 && x % 7 ? 1 : 0.5f;
  return map;
}

TEST_F(MeasureTest, CanonicalTextHasEveryParameter) {
  EXPECT_EQ(open("l1")->canonical(), "l1");
  EXPECT_EQ(open("iou")->canonical(), "iou:threshold=0.5");
  EXPECT_EQ(open("iou:threshold=0.30")->canonical(), "iou:threshold=0.3");
  EXPECT_EQ(open("ssim:sigma=2")->canonical(), "ssim:window=11,sigma=2,k1=0.01,k2=0.03");
  EXPECT_EQ(open("ratio")->canonical(), "org.example.ratio");
}

TEST_F(MeasureTest, RefusesWhatThereIsNotAndSaysWhatThereIs) {
  EXPECT_EQ(refusal([&] { open("sim"); }),
            "no measure is called 'sim' (did you mean 'ssim'?); 'vantage plugins list' shows them all");
  EXPECT_EQ(refusal([&] { open(""); }), "an empty text names no measure; write ID or ID:key=value,...");
  EXPECT_EQ(refusal([&] { open("iou:treshold=0.3"); }),
            "iou has no parameter 'treshold'; did you mean 'threshold'?");
  EXPECT_EQ(refusal([&] { open("iou:threshold=2"); }), "iou: threshold=2 is out of range, choose 0 to 1");
  EXPECT_EQ(refusal([&] { open("l1:window=3"); }), "l1 has no parameter 'window'; it has none, leave it out");
}

TEST_F(MeasureTest, ComparesWithItsParameters) {
  EXPECT_NEAR(open("l1")->compare(kLeft, kRight), 0.45, 1e-7);
  EXPECT_EQ(open("iou")->compare(kLeft, kRight), 1.0 / 3);
  EXPECT_EQ(open("iou:threshold=0.4")->compare(kLeft, kRight), 2.0 / 4);
}

TEST_F(MeasureTest, KnowsItsScale) {
  EXPECT_EQ(open("ssim")->best(), 1);
  EXPECT_EQ(open("ssim")->worst(), -1);
  EXPECT_TRUE(open("ssim")->symmetric());
  EXPECT_EQ(open("ratio")->worst(), std::numeric_limits<double>::infinity());
  EXPECT_FALSE(open("ratio")->symmetric());
}

TEST_F(MeasureTest, RefusesMapsThatCannotBeCompared) {
  const auto l1 = open("l1");
  EXPECT_EQ(refusal([&] { l1->compare(kLeft, square(0, 0)); }),
            "measure 'l1': a map of 2 x 2 and one of 24 x 32 cannot be compared; bring them to one size");
  EXPECT_EQ(refusal([&] { l1->compare({}, {}); }), "measure 'l1': a map of 0 x 0 cannot hold 0 values");
  EXPECT_EQ(refusal([&] {
              l1->compare(kLeft, {2, 2, {0, 1, 1}});
            }),
            "measure 'l1': a map of 2 x 2 cannot hold 3 values");
  EXPECT_EQ(refusal([&] {
              l1->compare(kLeft, {2, 2, {0, 1, std::nanf(""), 0}});
            }),
            "measure 'l1': a map is not a number at row 1, column 0, which compares with nothing");
  EXPECT_EQ(
      refusal([&] { open("ssim")->compare(kLeft, kRight); }),
      "measure 'ssim': maps of 2 x 2 have no room for a window of 11 x 11; compare larger maps or choose a "
      "smaller window");
}

TEST_F(MeasureTest, AScoreIsANumberOrAnError) {
  const core::Map zero{1, 1, {0}}, one{1, 1, {1}};
  EXPECT_EQ(open("ratio")->compare(zero, one), 0);
  EXPECT_EQ(
      refusal([&] { open("ratio")->compare(one, zero); }),
      "measure 'org.example.ratio': returned inf for two maps of 1 x 1; its author has to put that right");
}

// Every measure of the project: on its scale, best for a map and itself, symmetric, and the same bits from
// two instances at once.
TEST_F(MeasureTest, OfTheProjectKeepTheirPromises) {
  const auto a = square(2, 3), b = square(10, 20);
  for (const std::string id : kMeasures) {
    SCOPED_TRACE(id);
    const auto first = open(id), second = open(first->canonical());
    EXPECT_TRUE(first->symmetric());
    EXPECT_EQ(first->compare(a, a), first->best());
    EXPECT_EQ((first->plugin().traits & VTG_SIM_HIGHER_IS_CLOSER) != 0, first->best() > first->worst());
    const auto many = [&](const Measure& m) {
      std::vector<double> scores(20);
      for (size_t i = 0; i < scores.size(); ++i) scores[i] = i % 2 ? m.compare(a, b) : m.compare(b, a);
      return scores;
    };
    auto beside = std::async(std::launch::async, [&] { return many(*second); });
    const auto scores = many(*first);
    EXPECT_EQ(beside.get(), scores);
    EXPECT_THAT(scores, Each(scores[0]));
    EXPECT_NE(scores[0], first->best());
    EXPECT_THAT(scores[0], AllOf(Ge(std::min(first->best(), first->worst())),
                                 Le(std::max(first->best(), first->worst()))));
  }
}

}  // namespace
}  // namespace vantage::engine
