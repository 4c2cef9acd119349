// SPDX-License-Identifier: Apache-2.0
// The main job, from the command line to files and database, on a picture and networks of the project's own.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/files.hpp"
#include "core/npy.hpp"
#include "core/overlay.hpp"
#include "core/sample_image.hpp"
#include "tests/end_to_end/program.hpp"

namespace vantage {
namespace {

namespace fs = std::filesystem;
using test::Program;

class Explain : public ::testing::Test {
 protected:
  void SetUp() override {
    core::write_atomically(vantage.path("balloon.png"),
                           core::encode_png(core::draw_sample_image(1, 300, 240)));
  }
  std::vector<std::string> files(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& e : fs::directory_iterator(vantage.path(folder))) names.push_back(e.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  Program vantage;
  const std::string job =
      "explain --model linear-gap --model small=resnet18,seed=1,input=64,classes=5 --method grad-cam "
      "--method random-cam --image balloon.png ";
};

TEST_F(Explain, WritesMapsOverlaysDatabaseAndJson) {
  const auto done = vantage(job + "--out out --db results.db --json");
  ASSERT_EQ(done.status, 0) << done.err;
  const auto results = done.json().at("results");
  ASSERT_EQ(results.size(), 4u);
  EXPECT_TRUE(done.json().at("failed").empty());
  const auto& first = results[0];
  EXPECT_EQ(first.at("model").get<std::string>(), "linear-gap");
  EXPECT_EQ(first.at("method").get<std::string>(), "grad-cam");
  EXPECT_EQ(first.at("parameters").get<std::string>(), "layer=relu,relu=true");
  EXPECT_EQ(first.at("top5").size(), 3u);
  EXPECT_EQ(results[2].at("model").get<std::string>(), "small");
  EXPECT_EQ(results[2].at("weights_sha256").get<std::string>(), "seed:1");

  EXPECT_EQ(files("out").size(), 12u);
  EXPECT_TRUE(fs::exists(vantage.path("out/balloon.small.grad-cam.png")));
  const auto map = core::read_npy(Program::read(vantage.path("out/balloon.small.grad-cam.npy")), "map");
  EXPECT_EQ(map.shape, (std::vector<int64_t>{64, 64}));
  EXPECT_EQ(*std::max_element(map.values.begin(), map.values.end()), 1.0f);
  const auto raw = core::read_npy(Program::read(vantage.path("out/balloon.small.grad-cam.raw.npy")), "raw");
  EXPECT_EQ(raw.shape, (std::vector<int64_t>{2, 2}));

  const auto table =
      vantage("export --db results.db --what explanations --format json").json().at("explanations");
  ASSERT_EQ(table.size(), 4u);
  EXPECT_EQ(table[0].at("model").get<std::string>(), "linear-gap");
  EXPECT_EQ(table[0].at("image_sha256").get<std::string>(), core::sha256_file(vantage.path("balloon.png")));
}

TEST_F(Explain, SeveralClassesAndLayersAreFilesAndRowsOfTheirOwn) {
  const auto done = vantage(
      "explain --model linear-gap --method grad-cam --method grad-cam:layer=conv+relu,fuse=max --image "
      "balloon.png "
      "--class 0 --class 2 --out out --sheet sheet.png --db results.db --json");
  ASSERT_EQ(done.status, 0) << done.err;
  const auto results = done.json().at("results");
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0].at("class").get<int>(), 0);
  EXPECT_EQ(results[1].at("class").get<int>(), 2);
  EXPECT_EQ(results[2].at("layer").get<std::string>(), "conv+relu");
  EXPECT_EQ(results[2].at("parameters").get<std::string>(), "layer=conv+relu,relu=true,fuse=max");
  EXPECT_TRUE(fs::exists(vantage.path("out/balloon.linear-gap.grad-cam.0.png")));
  EXPECT_TRUE(fs::exists(vantage.path("out/balloon.linear-gap.grad-cam.2-2.npy")));
  EXPECT_TRUE(fs::exists(vantage.path("sheet.png")));
  EXPECT_EQ(
      vantage("export --db results.db --what explanations --format json").json().at("explanations").size(),
      4u);
}

TEST_F(Explain, ABatchIsItsImagesOneByOne) {
  core::write_atomically(vantage.path("other.png"), core::encode_png(core::draw_sample_image(2, 200, 260)));
  ASSERT_EQ(vantage(job + "other.png --out together --quiet").status, 0);
  ASSERT_EQ(vantage(job + "other.png --batch 1 --out alone --quiet").status, 0);
  ASSERT_EQ(files("together"), files("alone"));
  for (const auto& f : files("together"))
    if (f.find(".npy") != std::string::npos) {
      const auto a = core::read_npy(Program::read(vantage.path("together/" + f)), f);
      const auto b = core::read_npy(Program::read(vantage.path("alone/" + f)), f);
      ASSERT_EQ(a.shape, b.shape);
      for (size_t i = 0; i < a.values.size(); ++i) ASSERT_NEAR(a.values[i], b.values[i], 1e-4) << f;
    }
}

TEST_F(Explain, ABrokenImageCostsNoOtherInItsBatch) {
  vantage.write("broken.png", "no picture\n");
  const auto done = vantage(job + "broken.png --out out --json");
  EXPECT_EQ(done.status, 1);
  EXPECT_EQ(done.json().at("results").size(), 4u);
  EXPECT_EQ(done.json().at("failed").size(), 2u);  // one a model
}

TEST_F(Explain, AgainIsTheSameBytesAndTheSameRows) {
  ASSERT_EQ(vantage(job + "--out a --db results.db --seed 9 --quiet").status, 0);
  ASSERT_EQ(vantage(job + "--out b --db results.db --seed 9 --quiet").status, 0);
  ASSERT_EQ(files("a"), files("b"));
  for (const auto& f : files("a"))
    EXPECT_EQ(core::sha256_file(vantage.path("a/" + f)), core::sha256_file(vantage.path("b/" + f))) << f;
  EXPECT_EQ(
      vantage("export --db results.db --what explanations --format json").json().at("explanations").size(),
      4u);
}

TEST_F(Explain, AnotherSeedIsAnotherRandomMapAndAnotherRow) {
  const std::string one =
      "explain --model linear-gap --method random-cam --image balloon.png --db results.db ";
  ASSERT_EQ(vantage(one + "--out a --seed 1").status, 0);
  ASSERT_EQ(vantage(one + "--out b --seed 2").status, 0);
  EXPECT_NE(core::sha256_file(vantage.path("a/balloon.linear-gap.random-cam.raw.npy")),
            core::sha256_file(vantage.path("b/balloon.linear-gap.random-cam.raw.npy")));
  EXPECT_EQ(
      vantage("export --db results.db --what explanations --format json").json().at("explanations").size(),
      2u);
}

// Small maps are stored as they are; those above 4,096 values as float16, to three digits (docs/database.md).
TEST_F(Explain, MapsExportedFromTheDatabaseAreThoseWritten) {
  const std::string small =
      "explain --model small=resnet18,seed=1,input=64,classes=5 --method grad-cam "
      "--method random-cam --image balloon.png ";
  ASSERT_EQ(vantage(small + "--out a --db results.db").status, 0);
  ASSERT_EQ(vantage("export --db results.db --what maps --format npy --out b").status, 0);
  ASSERT_EQ(vantage("export --db results.db --what maps --format png --out b").status, 0);
  ASSERT_EQ(files("a"), files("b"));
  for (const auto& f : files("a"))
    EXPECT_EQ(core::sha256_file(vantage.path("a/" + f)), core::sha256_file(vantage.path("b/" + f))) << f;
}

TEST_F(Explain, DeliversWhatItCanAndListsTheRest) {
  const auto done =
      vantage("explain --model linear-gap --method grad-cam --image balloon.png nowhere.png --json");
  EXPECT_EQ(done.status, 1);
  EXPECT_EQ(done.json().at("results").size(), 1u);
  ASSERT_EQ(done.json().at("failed").size(), 1u);
  EXPECT_EQ(done.json().at("failed")[0].at("image").get<std::string>(), "nowhere.png");
}

TEST_F(Explain, AClassBySynonymNumberOrNone) {
  const auto by = [&](const std::string& c) {
    return vantage("explain --model linear-gap --method grad-cam --image balloon.png --json --class " + c)
        .json()
        .at("results")[0];
  };
  EXPECT_EQ(by("2").at("label").get<std::string>(), "blue");
  EXPECT_EQ(by("Blue").at("class").get<int>(), 2);
}

TEST_F(Explain, TheJobOfTheReadmeOnRealNetworks) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const auto models = (shared / "data/models/").string();
  const auto photograph = (shared / "data/images/n01443537/n01443537_4691_goldfish.jpg").string();
  const auto done =
      vantage("explain --model resnet18:" + models + "resnet18.pth --model squeezenet1_1:" + models +
              "squeezenet1_1.pth --method grad-cam --method random-cam --image " + photograph +
              " --out out --db results.db --json");
  ASSERT_EQ(done.status, 0) << done.err;
  const auto results = done.json().at("results");
  ASSERT_EQ(results.size(), 4u);
  for (const auto& r : results) {
    EXPECT_EQ(r.at("label").get<std::string>(), "goldfish, Carassius auratus");
    EXPECT_TRUE(fs::exists(vantage.path(r.at("overlay").get<std::string>())));
    EXPECT_EQ(r.at("weights_sha256").get<std::string>().size(), 64u);
  }
}

}  // namespace
}  // namespace vantage
