// SPDX-License-Identifier: Apache-2.0
#include "core/image.hpp"

#include <gmock/gmock.h>

#include "core/files.hpp"
#include "core/image_header.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/pattern.hpp"
#include "core/testing/shared_data.hpp"
#include "core/testing/turned_file.hpp"

namespace vantage::core {
namespace {

using namespace std::literals;
using ::testing::AnyOf;
using testing::encoded;
using ::testing::EndsWith;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::pattern;

class LoadImage : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& bytes) {
    write_atomically(folder_ / name, bytes);
    return folder_ / name;
  }
  Image load(const std::string& bytes) { return load_image(file("picture", bytes)); }
  std::string error(const std::string& bytes) {
    return error_of([&] { load(bytes); });
  }
  testing::TemporaryFolder folder_;
};

TEST_F(LoadImage, GivesRedGreenBlueInEveryFormat) {
  const cv::Mat bgr(8, 12, CV_8UC3, cv::Scalar(10, 120, 240));
  for (const auto* extension : {".png", ".jpg", ".webp", ".tiff", ".bmp"}) {
    const Image image = load(encoded(extension, bgr));
    ASSERT_EQ(image.rgb.type(), CV_8UC3) << extension;
    EXPECT_EQ(image.rgb.size(), cv::Size(12, 8)) << extension;
    const auto pixel = image.rgb.at<cv::Vec3b>(4, 5);
    EXPECT_NEAR(pixel[0], 240, 4) << extension;
    EXPECT_NEAR(pixel[1], 120, 4) << extension;
    EXPECT_NEAR(pixel[2], 10, 4) << extension;
  }
}

TEST_F(LoadImage, HashesTheFile) {
  const std::string bytes = encoded(".png", pattern(3, 3));
  EXPECT_EQ(load(bytes).sha256, sha256_hex(bytes));
}

TEST_F(LoadImage, GreyBecomesRgbAndAlphaIsDropped) {
  EXPECT_EQ(load(encoded(".png", cv::Mat(1, 1, CV_8UC1, cv::Scalar(77)))).rgb.at<cv::Vec3b>(0),
            cv::Vec3b(77, 77, 77));
  for (const auto* extension : {".png", ".webp", ".tiff"}) {
    const Image image = load(encoded(extension, cv::Mat(4, 4, CV_8UC4, cv::Scalar(10, 20, 30, 128))));
    EXPECT_LE(cv::norm(cv::Vec3i(image.rgb.at<cv::Vec3b>(2, 2)) - cv::Vec3i(30, 20, 10), cv::NORM_INF), 4)
        << extension;
  }
}

TEST_F(LoadImage, SixteenBitsBecomeEight) {
  const Image image = load(encoded(".png", cv::Mat(2, 2, CV_16UC3, cv::Scalar(0x1234, 0xabcd, 0xff00))));
  EXPECT_EQ(image.rgb.at<cv::Vec3b>(1, 1), cv::Vec3b(0xff, 0xab, 0x12));
}

TEST_F(LoadImage, TurnsAsExifSays) {
  const auto white = [](const cv::Mat& rgb) {  // the corner that is: left or right, top or bottom
    for (int y : {4, rgb.rows - 5}) {
      for (int x : {4, rgb.cols - 5}) {
        if (rgb.at<cv::Vec3b>(y, x)[0] > 128)
          return std::string(y == 4 ? "top " : "bottom ") + (x == 4 ? "left" : "right");
      }
    }
    return "none"s;
  };
  const std::vector<std::string> expected{"top left", "top right", "bottom right", "bottom left",
                                          "top left", "top right", "bottom right", "bottom left"};
  for (const auto* extension : {".jpg", ".png", ".webp", ".tiff"}) {
    for (uint32_t orientation = 1; orientation <= 8; ++orientation) {
      const cv::Mat rgb = load(testing::turned_file(extension, orientation)).rgb;
      EXPECT_EQ(rgb.size(), orientation < 5 ? cv::Size(30, 20) : cv::Size(20, 30))
          << extension << orientation;
      EXPECT_EQ(white(rgb), expected[orientation - 1]) << extension << orientation;
    }
  }
}

TEST_F(LoadImage, TiffAlphaIsDroppedNotMultiplied) {
  const auto entry = [](char tag, char tag_high, char type, char count, char value) {
    return ""s + tag + tag_high + type + "\0"s + count + "\0\0\0"s + value + "\0\0\0"s;
  };
  const std::string directory = entry(0, 1, 3, 1, 1) + entry(1, 1, 3, 1, 1) + entry(2, 1, 3, 4, 126) +
                                entry(6, 1, 3, 1, 2) + entry(17, 1, 4, 1, 122) + entry(21, 1, 3, 1, 4) +
                                entry(23, 1, 4, 1, 4) + entry(0x52, 1, 3, 1, 2);
  const std::string bytes = "II*\0\x08\0\0\0\x08\0"s + directory + "\0\0\0\0"s + std::string(12, '\0') +
                            "\xc8\x64\x32\x80"s + "\x08\0\x08\0\x08\0\x08\0"s;
  EXPECT_EQ(load(bytes).rgb.at<cv::Vec3b>(0), cv::Vec3b(200, 100, 50));
}

TEST_F(LoadImage, SaysWhatIsWrong) {
  EXPECT_THAT(error_of([&] { load_image(folder_ / "none.jpg"); }),
              EndsWith("none.jpg: no such file; check the path"));
  EXPECT_THAT(error_of([&] { load_image(folder_.path()); }), HasSubstr("is a folder"));
  EXPECT_THAT(error(""), HasSubstr("is empty (0 bytes)"));
  EXPECT_THAT(error("To whom it may concern"), HasSubstr("is not a picture that can be read"));
  EXPECT_THAT(error("BMW is a maker of motor cars"), HasSubstr("is not a picture that can be read"));
}

TEST_F(LoadImage, RefusesAHugePictureFromItsHeader) {
  const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x02\0\0\0crc!"s +
                          "\0\0\0\0IEND\xae\x42\x60\x82"s;
  EXPECT_THAT(error(png), HasSubstr("has 20000 x 20000 pixels, more than the limit of 268435456 (2^28)"));
  EXPECT_THAT(error(png.substr(0, 8) + "\0\0\0\x08tEXt\0\0\0\1\0\0\0\1crc!"s + png.substr(8)),
              HasSubstr("damaged PNG"));
  std::string jpeg = encoded(".jpg", pattern(16, 16));
  const size_t frame = jpeg.find("\xff\xc0"s);
  jpeg.replace(frame + 5, 4, "\x4e\x20\x4e\x20"s);
  EXPECT_THAT(error(jpeg), HasSubstr("has 20000 x 20000 pixels"));
  std::string bmp = encoded(".bmp", pattern(4, 4));
  bmp.replace(18, 8, "\x20\x4e\0\0\x20\x4e\0\0"s);
  EXPECT_THAT(error(bmp), Not(HasSubstr("no error")));
}

TEST_F(LoadImage, APictureCutShortIsNeverShown) {
  for (const auto* extension : {".png", ".jpg", ".webp", ".tiff", ".bmp"}) {
    const std::string whole = encoded(extension, pattern(40, 30));
    ::testing::internal::CaptureStderr();
    for (size_t length = 1; length < whole.size(); length += length < 64 ? 1 : 1 + whole.size() / 97) {
      EXPECT_THAT(error(whole.substr(0, length)), AnyOf(HasSubstr("cut short"), HasSubstr("not a picture")))
          << extension << " of " << length << " bytes";
    }
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "") << extension;
  }
}

TEST_F(LoadImage, AThumbnailsEndIsNotThePicturesEnd) {
  std::string bytes = encoded(".jpg", pattern(40, 30));
  const std::string thumbnail = encoded(".jpg", pattern(8, 8));
  const size_t length = thumbnail.size() + 2;
  bytes.insert(2, "\xff\xe2"s + static_cast<char>(length >> 8) + static_cast<char>(length & 255) + thumbnail);
  EXPECT_EQ(load(bytes).rgb.size(), cv::Size(40, 30));
  EXPECT_THAT(error(bytes.substr(0, bytes.size() - 2)), HasSubstr("cut short"));
}

TEST_F(LoadImage, PngChunksThatMakeNoPixelsAreNotReadAndChecksumsAre) {
  std::string bytes = encoded(".png", pattern(5, 5));
  const size_t data = bytes.find("IDAT") - 4;
  std::string noted = bytes;
  noted.insert(data, "\0\0\0\3tEXthi!no check"s);
  noted.erase(data + 15, 4);
  EXPECT_EQ(load(noted).rgb.size(), cv::Size(5, 5));
  bytes[data + 12] = static_cast<char>(bytes[data + 12] ^ 1);
  ::testing::internal::CaptureStderr();
  EXPECT_THAT(error(bytes), HasSubstr("is a damaged PNG file"));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

// Not one of these files may crash or hang: each is a picture or has its one line. (Run with sanitizers.)
TEST_F(LoadImage, DamagedBytesAreAPictureOrAnError) {
  uint32_t random = 1;
  ::testing::internal::CaptureStderr();
  for (const auto* extension : {".png", ".jpg", ".webp", ".tiff", ".bmp"}) {
    const std::string whole = encoded(extension, pattern(21, 17));
    for (int round = 0; round < 120; ++round) {
      std::string bytes = whole;
      for (int flip = 0; flip < 4; ++flip) {
        random = random * 1664525u + 1013904223u;
        const size_t reach = round % 2 ? bytes.size() : std::min<size_t>(bytes.size(), 64);
        bytes[random / 256 % reach] = static_cast<char>(random >> 24);
      }
      EXPECT_THAT(error(bytes), Not(HasSubstr("\n"))) << extension;
    }
  }
  ::testing::internal::GetCapturedStderr();
}

TEST_F(LoadImage, RealPhotographsAreWhole) {
  VANTAGE_SHARED_OR_SKIP(shared);
  int photographs = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / "data" / "images")) {
    if (!entry.is_regular_file() || entry.path().extension() == ".txt") continue;
    EXPECT_NO_THROW(read_image_header(read_file(entry.path(), 1 << 26))) << entry.path();
    ++photographs;
  }
  EXPECT_EQ(photographs, 1403);
}

}  // namespace
}  // namespace vantage::core
