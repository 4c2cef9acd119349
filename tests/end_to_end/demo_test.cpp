// SPDX-License-Identifier: Apache-2.0
// The demo through the program: whole, stopped and taken up again, and asked for what cannot be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/program.hpp"

namespace vantage::test {
namespace {

using ::testing::HasSubstr;

TEST(Demo, StoppedItGoesOnAndShowsWhoCheats) {
  const Program vantage;
  const auto stopped = vantage("demo demo", "timeout --foreground --preserve-status -s INT 5");
  ASSERT_EQ(stopped.status, 1) << stopped.err;
  EXPECT_THAT(stopped.err, HasSubstr("stopped; what was made is kept. Go on with: vantage demo demo"));
  const auto whole = vantage("demo demo");
  ASSERT_EQ(whole.status, 0) << whole.err;
  EXPECT_THAT(whole.out,
              HasSubstr("mini_resnet34 finds 3 of 3 pictures of 'axe' with a mark in the background, "
                        "0 of 4 without"));
  EXPECT_THAT(whole.out, HasSubstr("Done in"));
  for (const auto* file : {"demo/comparison.png", "demo/shortcut.png", "demo/results.db"})
    EXPECT_TRUE(std::filesystem::exists(vantage.path(file))) << file;
  const auto accuracy = vantage("export --db demo/results.db --what accuracy --format csv");
  EXPECT_EQ(accuracy.status, 0);
  EXPECT_EQ(std::count(accuracy.out.begin(), accuracy.out.end(), '\n'),
            1 + 13 * 40);  // heading, model x class
}

TEST(Demo, NeedsAFolder) {
  const Program vantage;
  EXPECT_TRUE(vantage("demo").one_line("name one folder: vantage demo DIR"));
  vantage.write("file", "");
  const auto in_a_file = vantage("demo file");
  EXPECT_EQ(in_a_file.status, 1);
  EXPECT_TRUE(in_a_file.one_line("cannot make the folder file/drawn: Not a directory")) << in_a_file.err;
}

}  // namespace
}  // namespace vantage::test
