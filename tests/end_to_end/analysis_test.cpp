// SPDX-License-Identifier: Apache-2.0
// What results say, through the program: two bundled networks on a drawn picture of each class.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "tests/end_to_end/program.hpp"

namespace vantage::test {
namespace {

using ::testing::HasSubstr;

long lines(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

// The numbers of an NPY file of float32: its header says how long it is.
std::vector<float> numbers(const std::string& file) {
  const auto bytes = Program::read(file);
  if (bytes.size() < 10) return {};
  const size_t start = 10 + static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]);
  std::vector<float> all((bytes.size() - start) / sizeof(float));
  std::memcpy(all.data(), bytes.data() + start, all.size() * sizeof(float));
  return all;
}

struct Analysis : ::testing::Test {
  void SetUp() override {
    vantage.write("experiment.yaml",
                  "dataset: drawn\nmodels: [mini_resnet10, mini_resnet18]\nmethods: [grad-cam, random-cam]\n"
                  "classes: [label]\n");
    ASSERT_EQ(vantage("dataset synth drawn --test 1").status, 0);
    ASSERT_EQ(
        vantage("dataset add drawn/images.csv --taxonomy drawn/taxonomy.csv --name drawn --db r.db").status,
        0);
    ASSERT_EQ(vantage("run experiment.yaml --db r.db").status, 0);
  }
  Program vantage;
};

TEST_F(Analysis, SaysWhatTheResultsSay) {
  const auto analysed = vantage("analyze --db r.db --measure l1 --measure ssim --json");
  ASSERT_EQ(analysed.status, 0) << analysed.err;
  const auto all = analysed.json()["datasets"][0];
  ASSERT_EQ(all["models"].size(), 2u);
  for (const auto& model : all["models"]) {
    const auto accuracy = model["accuracy"];
    EXPECT_EQ(accuracy["images"], 40);
    EXPECT_GE(accuracy["top1"], 0.85);  // the cards say 94.7 and 96.8 %, and these are forty pictures
    EXPECT_LT(accuracy["top1_interval"][0], accuracy["top1"]);
    EXPECT_GE(accuracy["top5"], accuracy["top1"]);
  }
  ASSERT_EQ(all["mcnemar"].size(), 1u);
  EXPECT_EQ(all["layouts"].size(), 2u);
  EXPECT_EQ(all["layouts"][0]["classes"], 40);
  std::map<std::pair<std::string, std::string>, double> inside;
  for (const auto& m : all["attention"]["methods"]) {
    EXPECT_EQ(m["maps"], 40);
    EXPECT_LE(m["located"], m["maps"]);  // chance may mark nothing at all
    inside[{m["model"], m["method"]}] = m["mass_inside"];
  }
  for (const auto* model : {"mini_resnet10", "mini_resnet18"})
    EXPECT_GT(inside.at({model, "grad-cam"}), 2 * inside.at({model, "random-cam"})) << model;
  for (const auto& s : all["similarities"]) {
    EXPECT_EQ(s["scores"][0][1], s["scores"][1][0]);
    EXPECT_EQ(s["scores"][0][0], s["best"]);
  }

  const auto people = vantage("analyze --db r.db");
  EXPECT_EQ(people.status, 0);
  for (const auto* heading : {"top-1 accuracy by root class", "classes on which models differ most",
                              "where the maps are 0.5 or more", "l1 of grad-cam maps"})
    EXPECT_THAT(people.out, HasSubstr(heading));

  EXPECT_EQ(lines(vantage("export --db r.db --what layouts --format csv").out), 1 + 2 * 40);
  EXPECT_EQ(lines(vantage("export --db r.db --what distances --format csv").out), 1 + 2 * 40 * 39 / 2);
  EXPECT_EQ(lines(vantage("export --db r.db --what attention --format csv").out), 1 + 2 * 2 * 40);
  const auto rows = vantage("export --db r.db --what histograms --bins 8 --format json").json()["histograms"];
  double shares = 0;  // of one map's red: they add up to one
  for (const auto& r : rows)
    if (r["explanation_id"] == rows[0]["explanation_id"] && r["channel"] == "red")
      shares += r["share"].get<double>();
  EXPECT_NEAR(shares, 1, 1e-9);
}

// A picture whose class is named, so that both commands explain the same.
TEST_F(Analysis, ComparesAsTheExportedMapsSay) {
  ASSERT_EQ(vantage("export --db r.db --what maps --format npy --out maps").status, 0);
  const auto a = numbers(vantage.path("maps/robin-00000.mini_resnet10.grad-cam.npy"));
  const auto b = numbers(vantage.path("maps/robin-00000.mini_resnet18.grad-cam.npy"));
  ASSERT_EQ(a.size(), 96u * 96u);
  ASSERT_EQ(b.size(), a.size());
  double l1 = 0, squares = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    l1 += std::abs(a[i] - b[i]) / static_cast<double>(a.size());
    squares += std::pow(a[i] - b[i], 2) / static_cast<double>(a.size());
  }
  const auto compared = vantage(
      "compare --model mini_resnet10 --model mini_resnet18 --method grad-cam --class robin "
      "--image drawn/test/robin-00000.png --measure l1 --measure mse --json");
  ASSERT_EQ(compared.status, 0) << compared.err;
  const auto results = compared.json()["results"];
  ASSERT_EQ(results.size(), 2u);
  // Maps in the database are float16 or float32 of another batch: 1e-3 of the range [0,1].
  EXPECT_NEAR(results[0]["scores"][0][1], l1, 1e-3);
  EXPECT_NEAR(results[1]["scores"][0][1], squares, 1e-3);
  EXPECT_EQ(results[0]["scores"][0][0], 0);
}

TEST_F(Analysis, WrongInputIsALine) {
  EXPECT_TRUE(vantage("analyze --db r.db --dataset drwan").one_line("drawn"));
  EXPECT_TRUE(vantage("analyze --db r.db --measure l2").one_line("l2"));
  EXPECT_TRUE(vantage("analyze --db none.db").one_line("does not exist"));
  EXPECT_TRUE(vantage("export --db r.db --what layout").one_line("did you mean 'layouts'?"));
  EXPECT_TRUE(vantage("export --db r.db --what histograms --bins 7").one_line("--bins must divide 256"));
  EXPECT_TRUE(vantage("compare --model mini_resnet10 --method grad-cam --image drawn/test/robin-00000.png")
                  .one_line("two models"));
}

}  // namespace
}  // namespace vantage::test
