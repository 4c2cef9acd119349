// SPDX-License-Identifier: Apache-2.0
// An experiment's file: what it says, and every way to get it wrong.
#include "tests/experiment/experiment_fixture.hpp"

namespace vantage::engine {
namespace {

using ReadExperiment = ExperimentTest;

constexpr char kModels[] = "models: [\"squeezenet1_1,seed=1\"]\n";

TEST_F(ReadExperiment, ShortForms) {
  const auto e = read(
      "dataset: drawn\n"
      "models: [\"a=squeezenet1_1,seed=1\", \"resnet18,seed=2\"]\n"
      "methods: [grad-cam, \"score-cam:max_channels=8\"]\n");
  EXPECT_EQ(e.name, "experiment");
  EXPECT_EQ(e.dataset, "drawn");
  ASSERT_EQ(e.models.size(), 2u);
  EXPECT_EQ(e.models[0].name, "a");
  EXPECT_EQ(e.models[1].name, "resnet18");
  EXPECT_EQ(e.models[1].params.at("seed"), "2");
  ASSERT_EQ(e.methods.size(), 2u);
  EXPECT_EQ(e.methods[1].id, "score-cam");
  EXPECT_EQ(e.methods[1].params.at("max_channels"), "8");
  EXPECT_EQ(e.options.classes, std::vector<std::string>{"predicted"});
  EXPECT_EQ(e.options.profile, "paper");
  EXPECT_EQ(e.batch, 16u);
  EXPECT_FALSE(e.keep_confidences);
}

TEST_F(ReadExperiment, LongForms) {
  const auto e = read(
      "dataset: {name: drawn, classes: [2, tench], positions: [7], split: val, per_class: 5, limit: 100}\n"
      "models:\n"
      "  - {name: b, source: \"squeezenet1_1,seed=1\", precision: bf16, parameters: {input: 64}}\n"
      "methods:\n"
      "  - id: bbmp\n"
      "    parameters: {iterations: 10}\n"
      "classes: [label, predicted, 207]\n"
      "profile: torch-cam\nlayer: [features.12, features.9]\nseed: 7\nbatch: 4\nkeep: [confidences]\n");
  EXPECT_EQ(e.choice.classes, (std::vector<std::string>{"2", "tench"}));
  EXPECT_EQ(e.choice.positions, std::vector<int64_t>{7});
  EXPECT_EQ(e.choice.split, "val");
  EXPECT_EQ(e.choice.per_class, 5);
  EXPECT_EQ(e.choice.limit, 100);
  EXPECT_EQ(e.models[0].name, "b");
  EXPECT_EQ(e.models[0].params.at("precision"), "bf16");
  EXPECT_EQ(e.models[0].params.at("input"), "64");
  EXPECT_EQ(e.methods[0].params.at("iterations"), "10");
  EXPECT_EQ(e.options.classes, (std::vector<std::string>{"label", "predicted", "207"}));
  EXPECT_EQ(e.options.profile, "torch-cam");
  EXPECT_EQ(e.options.layers, "features.12+features.9");
  EXPECT_EQ(e.options.seed, 7u);
  EXPECT_EQ(e.batch, 4u);
  EXPECT_TRUE(e.keep_confidences);
}

TEST_F(ReadExperiment, PathsAreRelativeToTheFile) {
  write("weights.pth", "no network");
  const auto e = read("images: [a.png, sub/b.png]\nmodels: [\"resnet18:weights.pth\"]\n");
  EXPECT_EQ(e.images[0], (folder.path() / "a.png").string());
  EXPECT_EQ(e.images[1], (folder.path() / "sub/b.png").string());
  EXPECT_EQ(e.models[0].source, "resnet18:" + (folder.path() / "weights.pth").string());
  EXPECT_EQ(e.models[0].name, "resnet18");
}

TEST_F(ReadExperiment, MistakesHaveAPlace) {
  const std::string start = std::string("dataset: drawn\n") + kModels;
  EXPECT_EQ(
      error(start + "methid: grad-cam\n"),
      "3:1: there is no key 'methid' (did you mean 'methods'?); there are: dataset, images, models, methods, "
      "classes, profile, layer, precision, seed, batch, keep");
  EXPECT_EQ(
      error(start + "methods:\n  - grad-cam\n  - gradcam\n"),
      "5:5: no method is called 'gradcam' (did you mean 'grad-cam'?); 'vantage plugins list' shows them all");
  EXPECT_EQ(error(start + "methods: [\"grad-cam:relo=true\"]\n").substr(0, 5), "3:11:");
  EXPECT_EQ(error(start + "methods: [{id: grad-cam, parameters: {relu: perhaps}}]\n").substr(0, 5), "3:11:");
  EXPECT_EQ(error(start + "profile: papr\n"),
            "3:10: 'papr' is not known here (did you mean 'paper'?); there are: paper, pytorch-grad-cam, "
            "torch-cam, "
            "captum");
  EXPECT_EQ(error(start + "batch: many\n"), "3:8: 'many' is no whole number from 1 to 1024");
  EXPECT_EQ(error(start + "batch: 0\n"), "3:8: '0' is no whole number from 1 to 1024");
  EXPECT_EQ(error(start + "batch: 4\nbatch: 5\n").substr(0, 4), "4:1:");
  EXPECT_EQ(error("dataset: drawn\nmodels: [resnet19:x.pth]\n").substr(0, 5), "2:10:");
  EXPECT_NE(error("dataset: drawn\nmodels: [\"resnet18:gone.pth\"]\n").find("gone.pth does not exist"),
            std::string::npos);
  EXPECT_EQ(error("dataset: drawn\nmodels: [\"resnet18,seed=1\", \"resnet18,seed=2\"]\n"),
            "2:29: two models are called 'resnet18'; name them: NAME=SOURCE");
  EXPECT_EQ(error(start + "images: [a.png]\n"), "3:9: images and dataset exclude each other; keep one");
  EXPECT_EQ(error(kModels), "1:1: name a dataset of the database, or list images");
  EXPECT_EQ(error("dataset: drawn\n"), "1:1: the key 'models' is missing");
}

TEST_F(ReadExperiment, WhatIsNoYaml) {
  EXPECT_EQ(error("dataset: [a\nmodels: b\n").substr(0, 2), "2:");
  EXPECT_NE(error("").find("is empty"), std::string::npos);
  EXPECT_NE(error("a: 1\n---\nb: 2\n").find("several documents"), std::string::npos);
  EXPECT_EQ(error("just text\n").substr(0, 4), "1:1:");
  EXPECT_EQ(error("? [a, b]\n: c\n").substr(0, 2), "1:");
}

}  // namespace
}  // namespace vantage::engine
