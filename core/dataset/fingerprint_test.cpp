// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/fingerprint.hpp"

#include <gmock/gmock.h>

#include "core/files.hpp"
#include "core/image.hpp"
#include "core/testing/pattern.hpp"
#include "core/testing/shared_data.hpp"
#include "core/testing/turned_file.hpp"

namespace vantage::core {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(Fingerprints, AgreeWithLoadImage) {
  const testing::TemporaryFolder folder;
  std::vector<std::filesystem::path> files;
  for (const auto* extension : {".jpg", ".png", ".webp", ".tiff"}) {
    for (uint32_t orientation = 1; orientation <= 8; ++orientation) {
      files.push_back(folder / (std::to_string(orientation) + extension));
      write_atomically(files.back(), testing::turned_file(extension, orientation));
    }
  }
  files.push_back(folder / "a.bmp");
  write_atomically(files.back(), testing::encoded(".bmp", testing::pattern(7, 5)));
  const auto found = fingerprints(files);
  ASSERT_EQ(found.size(), files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    const Image image = load_image(files[i]);
    EXPECT_EQ(found[i].error, "");
    EXPECT_EQ(found[i].sha256, image.sha256);
    EXPECT_EQ(cv::Size(found[i].width, found[i].height), image.rgb.size()) << files[i];
  }
}

TEST(Fingerprints, AFileThatCannotBeReadHasItsReason) {
  const testing::TemporaryFolder folder;
  const std::string jpeg = testing::encoded(".jpg", testing::pattern(16, 16));
  write_atomically(folder / "whole.jpg", jpeg);
  write_atomically(folder / "cut.jpg", jpeg.substr(0, jpeg.size() / 2));
  write_atomically(folder / "cut.png", testing::encoded(".png", testing::pattern(16, 16)).substr(0, 60));
  write_atomically(folder / "text.jpg", "no picture");
  const auto found = fingerprints({folder / "none.jpg", folder / "whole.jpg", folder / "cut.jpg",
                                   folder / "cut.png", folder / "text.jpg", folder.path()});
  EXPECT_THAT(found[0].error, EndsWith("none.jpg: no such file; check the path"));
  EXPECT_EQ(found[1].error, "");
  EXPECT_EQ(found[1].sha256, sha256_hex(jpeg));
  EXPECT_THAT(found[2].error, HasSubstr("cut.jpg: the picture is cut short"));
  EXPECT_THAT(found[3].error, HasSubstr("cut.png: the picture is cut short"));
  EXPECT_THAT(found[4].error, HasSubstr("text.jpg: is not a picture that can be read"));
  EXPECT_THAT(found[5].error, HasSubstr("is a folder"));
  EXPECT_EQ(found[2].sha256, "");
}

TEST(Fingerprints, NoFilesNoFingerprints) {
  EXPECT_TRUE(fingerprints({}).empty());
}

}  // namespace
}  // namespace vantage::core
