// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/dataset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/core.hpp>

#include "core/files.hpp"
#include "core/image.hpp"
#include "core/synthetic/draw.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/pattern.hpp"

namespace vantage::core::synthetic {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using vantage::testing::error_of;
using vantage::testing::pixel_hash;

class WrittenDataset : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(::testing::TempDir()) /
        (std::string("vantage-synth-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string table(const char* name) const { return read_file(folder_ / name, 1 << 20); }

  fs::path folder_;
};

TEST_F(WrittenDataset, HoldsPicturesMasksAndTables) {
  const DatasetOptions options{.seed = 9, .pixels = 32, .train_per_class = 1, .test_per_class = 2};
  int last = 0;
  EXPECT_TRUE(write_dataset(folder_, options, [&](int done, int total) {
    EXPECT_EQ(total, 120);
    last = done;
    return true;
  }));
  EXPECT_EQ(last, 120);

  const auto images = table("images.csv"), taxonomy = table("taxonomy.csv");
  EXPECT_EQ(std::ranges::count(images, '\n'), 121);
  EXPECT_EQ(std::ranges::count(taxonomy, '\n'), 41);
  EXPECT_THAT(taxonomy, HasSubstr("class_index,wnid,label,root\n0,s00000101,robin,bird\n"));

  const auto truth = draw(scene_of(options, Split::test, 27, 1), 32);  // a fire engine
  const auto& b = truth.box;
  const auto row = "test/fire-engine-00001.png,27,fire engine,vehicle,test," + std::to_string(b.x) + "," +
                   std::to_string(b.y) + "," + std::to_string(b.x + b.width) + "," +
                   std::to_string(b.y + b.height) + ",test/fire-engine-00001.mask.png\n";
  EXPECT_THAT(images, HasSubstr(row));
  EXPECT_EQ(pixel_hash(load_image(folder_ / "test/fire-engine-00001.png").rgb), pixel_hash(truth.rgb));
  cv::Mat mask;
  cv::extractChannel(load_image(folder_ / "test/fire-engine-00001.mask.png").rgb, mask, 0);
  EXPECT_EQ(pixel_hash(mask), pixel_hash(truth.mask));
  EXPECT_THAT(table("marks.csv"), HasSubstr("train/axe-00000.png,1,"));
}

TEST_F(WrittenDataset, GrowsWithoutChangingWhatIsThere) {
  const DatasetOptions small{.seed = 4, .pixels = 32, .test_per_class = 1};
  DatasetOptions large = small;
  large.test_per_class = 3;
  large.train_per_class = 2;
  const auto a = draw(scene_of(small, Split::test, 17, 0), 32),
             b = draw(scene_of(large, Split::test, 17, 0), 32);
  EXPECT_EQ(pixel_hash(a.rgb), pixel_hash(b.rgb));
  EXPECT_NE(pixel_hash(a.rgb), pixel_hash(draw(scene_of(large, Split::train, 17, 0), 32).rgb));
}

TEST_F(WrittenDataset, IsNotWholeWhenStopped) {
  const DatasetOptions options{.pixels = 32, .test_per_class = 1};
  EXPECT_FALSE(write_dataset(folder_, options, [](int done, int) { return done < 3; }));
  EXPECT_FALSE(fs::exists(folder_ / "images.csv"));
}

TEST_F(WrittenDataset, SaysWhatItCannotWrite) {
  EXPECT_THAT(error_of([&] { write_dataset(folder_, {.test_per_class = -1}); }),
              HasSubstr("cannot draw -1 pictures"));
  EXPECT_FALSE(fs::exists(folder_));
  write_atomically(folder_, "a file");
  EXPECT_THAT(error_of([&] { write_dataset(folder_, {.pixels = 32, .test_per_class = 1}); }),
              HasSubstr(folder_.string()));
}

}  // namespace
}  // namespace vantage::core::synthetic
