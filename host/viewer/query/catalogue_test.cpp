// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/catalogue.hpp"

#include <gmock/gmock.h>

#include "host/viewer/testing/small_database.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

TEST(Catalogue, HasWhatTheDatabaseHolds) {
  const SmallDatabase small;
  auto db = small.open();
  const auto c = load_catalogue(db, {});
  EXPECT_THAT(c->datasets, ElementsAre("small"));
  EXPECT_EQ(c->dataset, "small");
  EXPECT_THAT(c->precisions, ElementsAre("fp32"));
  EXPECT_THAT(c->roots, ElementsAre("animal", "building", "plant"));
  ASSERT_EQ(c->models.size(), 3u);
  EXPECT_EQ(c->models[1].name, "resnet18");
  EXPECT_EQ(c->models[1].parameters, 20000000);
  EXPECT_EQ(c->models[1].images, 24);
  ASSERT_EQ(c->classes.size(), 6u);
  EXPECT_EQ(c->classes[2].name, "church");
  EXPECT_EQ(c->classes[2].label, "church, church building");
  EXPECT_EQ(c->classes[2].root, 1u);
  EXPECT_EQ(c->classes[2].images, 4);
}

TEST(Catalogue, AddsUpWhoWasRight) {
  const SmallDatabase small;
  auto db = small.open();
  const auto c = load_catalogue(db, {});
  for (const auto& [name, right] : kRight) {
    const size_t model = c->model_index(name);
    for (size_t k = 0; k < right.size(); ++k) EXPECT_EQ(c->at(model, k).top1, right[k]) << name << " " << k;
  }
  const size_t resnet = c->model_index("resnet18");
  EXPECT_EQ(c->accuracy(resnet).top1, 18.0 / 24);
  EXPECT_EQ(c->accuracy(resnet, c->root_index("animal")).top1, 8.0 / 8);
  EXPECT_EQ(c->accuracy(resnet, c->root_index("plant")).top1, 5.0 / 8);
  EXPECT_TRUE(c->has_accuracies());
}

TEST(Catalogue, FindsByName) {
  const SmallDatabase small;
  auto db = small.open();
  const auto c = load_catalogue(db, {});
  EXPECT_EQ(c->class_index(5), 5u);
  EXPECT_EQ(c->class_index(6), Catalogue::kNone);
  EXPECT_EQ(c->class_index(-1), Catalogue::kNone);
  EXPECT_EQ(c->model_index(""), Catalogue::kNone);
  EXPECT_EQ(c->root_index("animal"), 0u);
}

TEST(Catalogue, WhatIsAskedForAndNotThereIsReplacedByTheFirst) {
  const SmallDatabase small;
  auto db = small.open();
  const auto c = load_catalogue(db, {"huge", "bf16"});
  EXPECT_EQ(c->dataset, "small");
  EXPECT_EQ(c->precision, "fp32");
}

TEST(Catalogue, EqualNamesAreToldApart) {
  const SmallDatabase small;
  auto db = small.open();
  storage::Model m = storage::ModelRepository(db).all().front();
  m.weights_sha256 = std::string(64, 'c');
  storage::ModelRepository(db).upsert(m);
  storage::DatasetRepository(db).extend({0, "cranes", "", ""},
                                        {{134, "", "crane", "animal"}, {517, "", "crane", "machine"}}, {});
  const auto c = load_catalogue(db, {"cranes", ""});
  EXPECT_EQ(c->models[3].name, "alexnet (2)");
  EXPECT_EQ(c->models[3].images, 0);
  EXPECT_EQ(c->classes[0].name, "crane #134");
  EXPECT_EQ(c->classes[1].name, "crane #517");
  EXPECT_FALSE(c->has_accuracies());
}

TEST(Catalogue, ShortNamesLackWhatAllNamesBeginWith) {
  const SmallDatabase small;
  const auto short_names = [&] {
    auto db = small.open();
    std::vector<std::string> names;
    for (const auto& m : load_catalogue(db, {})->models) names.push_back(m.short_name);
    return names;
  };
  const auto rename_all = [&](const std::vector<std::string>& names) {
    auto db = small.open();
    auto models = storage::ModelRepository(db).all();
    for (size_t i = 0; i < models.size(); ++i) {
      models[i].name = names[i];
      storage::ModelRepository(db).upsert(models[i]);
    }
  };
  EXPECT_THAT(short_names(), ElementsAre("alexnet", "resnet18", "vgg16"));
  rename_all({"mini_resnet18", "mini_resnet34", "mini_shufflenet_v2"});
  EXPECT_THAT(short_names(), ElementsAre("resnet18", "resnet34", "shufflenet_v2"));
  rename_all({"our_net_a", "our_net_b", "our_net_c"});
  EXPECT_THAT(short_names(), ElementsAre("a", "b", "c"));
  rename_all({"net_", "net_1", "net_2"});
  EXPECT_THAT(short_names(), ElementsAre("net_", "net_1", "net_2")) << "nothing would be left of the first";
}

TEST(Catalogue, AFileWithoutDataSetsHasNone) {
  const vantage::testing::TemporaryFolder folder;
  auto db = storage::Database::create_or_open(folder / "empty.db");
  const auto c = load_catalogue(db, {});
  EXPECT_EQ(c->dataset, "");
  EXPECT_TRUE(c->classes.empty());
  EXPECT_FALSE(c->has_accuracies());
}

}  // namespace
}  // namespace vantage::viewer
