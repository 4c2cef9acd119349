// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/thumbnails.hpp"

#include <gmock/gmock.h>

#include <mutex>
#include <opencv2/imgproc.hpp>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/testing/pattern.hpp"
#include "core/testing/shared_data.hpp"
#include "host/viewer/testing/wait.hpp"

namespace vantage::viewer {
namespace {

using ::testing::HasSubstr;

// Grey squares, slow enough that requests queue up; remembers what it was asked for.
struct FauxDecoder {
  std::mutex mutex;
  std::vector<std::string> asked;
  bool open = false;

  Thumbnails::Decoder decoder() {
    return [this](const QString& path) {
      while (true) {
        std::lock_guard lock(mutex);
        if (!open) continue;
        asked.push_back(path.toStdString());
        break;
      }
      if (path == "missing") throw core::Error("missing cannot be read; check the name");
      QImage image(100, 100, QImage::Format_RGB32);
      image.fill(Qt::gray);
      return image;
    };
  }
  void let_go() {
    std::lock_guard lock(mutex);
    open = true;
  }
};

TEST(Thumbnails, ComeInLater) {
  FauxDecoder faux;
  Thumbnails thumbnails(1 << 20, faux.decoder());
  int told = 0;
  QObject::connect(&thumbnails, &Thumbnails::ready, [&] { ++told; });
  EXPECT_EQ(thumbnails.find("a"), nullptr);
  EXPECT_EQ(thumbnails.find("a"), nullptr);
  faux.let_go();
  ASSERT_TRUE(wait_until([&] { return thumbnails.idle(); }));
  EXPECT_EQ(told, 1);
  ASSERT_NE(thumbnails.find("a"), nullptr);
  EXPECT_EQ(thumbnails.find("a")->image.size(), QSize(100, 100));
  EXPECT_EQ(faux.asked.size(), 1u);
}

TEST(Thumbnails, AFileThatCannotBeReadSaysWhy) {
  FauxDecoder faux;
  Thumbnails thumbnails(1 << 20, faux.decoder());
  faux.let_go();
  thumbnails.find("missing");
  ASSERT_TRUE(wait_until([&] { return thumbnails.idle(); }));
  EXPECT_TRUE(thumbnails.find("missing")->image.isNull());
  EXPECT_THAT(thumbnails.find("missing")->error.toStdString(), HasSubstr("check the name"));
}

TEST(Thumbnails, StayWithinTheirBytes) {
  FauxDecoder faux;
  Thumbnails thumbnails(5 * (40000 + 256), faux.decoder());  // five of 100 x 100 x 4
  faux.let_go();
  for (int i = 0; i < 50; ++i) {
    thumbnails.find(QString::number(i));
    ASSERT_TRUE(wait_until([&] { return thumbnails.idle(); }));
    EXPECT_LE(thumbnails.bytes(), 5 * (40000 + 256));
  }
  EXPECT_NE(thumbnails.find("49"), nullptr);
  EXPECT_EQ(thumbnails.find("0"), nullptr) << "the oldest had to go";
  ASSERT_TRUE(wait_until([&] { return thumbnails.idle(); }));
}

TEST(Thumbnails, WhatHasScrolledAwayIsNotDecodedAndTheLastComesFirst) {
  FauxDecoder faux;
  Thumbnails thumbnails(1 << 20, faux.decoder());
  for (int i = 0; i < 40; ++i) thumbnails.find("old" + QString::number(i));
  thumbnails.next_generation();
  for (int i = 0; i < 3; ++i) thumbnails.find("new" + QString::number(i));
  faux.let_go();
  ASSERT_TRUE(wait_until([&] { return thumbnails.idle(); }));
  std::vector<std::string> fresh;
  for (const auto& path : faux.asked)
    if (path.starts_with("new")) fresh.push_back(path);
  EXPECT_EQ(fresh.size(), 3u);
  EXPECT_LT(faux.asked.size(), 3u + 40u) << "only those at work already were finished";
}

TEST(LoadThumbnail, IsAPictureOfTheFile) {
  const vantage::testing::TemporaryFolder folder;
  cv::Mat picture = vantage::testing::pattern(512, 256);
  picture(cv::Rect(0, 0, 256, 256)).setTo(cv::Scalar(200, 100, 50));
  core::write_atomically(folder / "a.png", core::encode_png(picture));
  const QImage image = load_thumbnail(QString::fromStdString((folder / "a.png").string()), 64);
  EXPECT_EQ(image.size(), QSize(64, 32));
  EXPECT_EQ(image.pixel(10, 10), qRgb(200, 100, 50));
  EXPECT_EQ(load_thumbnail(QString::fromStdString((folder / "a.png").string()), 4096).size(),
            QSize(512, 256));
}

}  // namespace
}  // namespace vantage::viewer
