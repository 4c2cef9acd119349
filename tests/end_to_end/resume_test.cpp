// SPDX-License-Identifier: Apache-2.0
// Runs that are killed at any moment and taken up again.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/sample_image.hpp"
#include "tests/end_to_end/program.hpp"
#include "tests/support/database_contents.hpp"

namespace vantage::test {
namespace {

// Twelve drawn pictures of two classes as data set "drawn" in whole.db and killed.db.
struct Resume : ::testing::Test {
  void SetUp() override {
    for (int i = 0; i < 12; ++i) {
      const std::filesystem::path file =
          vantage.path(fmt::format("pictures/{}/{}.png", i % 2 ? "odd" : "even", i));
      std::filesystem::create_directories(file.parent_path());
      core::write_atomically(file,
                             core::encode_png(core::draw_sample_image(static_cast<uint64_t>(i), 72, 64)));
    }
    vantage.write("experiment.yaml",
                  "dataset: drawn\n"
                  "models: [\"a=squeezenet1_1,seed=1,input=64,classes=2\", "
                  "\"b=mobilenet_v3_small,seed=2,input=64,classes=2\"]\n"
                  "methods: [grad-cam, random-cam, \"score-cam:max_channels=32\"]\n"
                  "classes: [label]\nbatch: 4\n");
    for (const auto* db : {"whole.db", "killed.db"})
      ASSERT_EQ(vantage(fmt::format("dataset add pictures --name drawn --db {}", db)).status, 0);
  }
  Program vantage;
};

TEST_F(Resume, TwentyKillsLeaveTheTablesOfAnUninterruptedRun) {
  ASSERT_EQ(vantage("run experiment.yaml --db whole.db").status, 0);
  std::mt19937_64 random(1);
  int kills = 0;
  for (int attempts = 0; kills < 20 && attempts < 200; ++attempts) {
    const auto milliseconds = 50 + random() % 900;
    const int status =
        vantage("run experiment.yaml --db killed.db", fmt::format("timeout -s KILL 0.{:03}", milliseconds))
            .status;
    if (status == 0) {  // it got through: begin again
      ASSERT_EQ(database_contents(vantage.path("killed.db")), database_contents(vantage.path("whole.db")));
      std::filesystem::remove(vantage.path("killed.db"));
      ASSERT_EQ(vantage("dataset add pictures --name drawn --db killed.db").status, 0);
      continue;
    }
    ASSERT_EQ(status, 137);
    ++kills;
  }
  EXPECT_EQ(kills, 20);
  ASSERT_EQ(vantage("run experiment.yaml --db killed.db").status, 0);
  EXPECT_EQ(database_contents(vantage.path("killed.db")), database_contents(vantage.path("whole.db")));
}

TEST_F(Resume, CtrlCEndsInGoodOrderAndSaysHowToGoOn) {
  // Later and later, each time from the beginning, until it falls into the work.
  bool told = false;
  for (int tenths = 2; tenths < 80 && !told; ++tenths) {
    std::filesystem::remove(vantage.path("killed.db"));
    ASSERT_EQ(vantage("dataset add pictures --name drawn --db killed.db").status, 0);
    const auto done = vantage("run experiment.yaml --db killed.db",
                              fmt::format("timeout --foreground -s INT {}.{}", tenths / 10, tenths % 10));
    told = done.err.find("Go on with: vantage run experiment.yaml --db killed.db") != std::string::npos;
  }
  EXPECT_TRUE(told);
  ASSERT_EQ(vantage("run experiment.yaml --db killed.db").status, 0);
  ASSERT_EQ(vantage("run experiment.yaml --db whole.db").status, 0);
  EXPECT_EQ(database_contents(vantage.path("killed.db")), database_contents(vantage.path("whole.db")));
}

}  // namespace
}  // namespace vantage::test
