// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/similarity.hpp"

#include <gmock/gmock.h>

#include "host/engine/error.hpp"
#include "host/viewer/compute/stored_method.hpp"
#include "host/viewer/testing/built_plugins.hpp"
#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/small_maps.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SimilarityTest : public ::testing::Test {
 protected:
  SimilarityTest() : db(small.open()) {
    registry = std::make_unique<engine::Registry>(built_plugins());
    request.dataset = storage::DatasetRepository(db).find("small")->id;
    for (const auto& m : storage::ModelRepository(db).all()) request.models.push_back(m.id);
    request.precision = "fp32";
    request.method.id = "grad-cam";
    request.profile = "paper";
    request.target = "label";
    request.measure = "l1";
  }
  storage::DatasetEntry entry(int64_t position) {
    return find_entry(db, {request.dataset, position, -1, {0, 1, 2, 3, 4, 5}}).at(0);
  }
  ImageSimilarity on_image(int64_t position) {
    return image_similarity(db, *registry, request, entry(position), [] { return false; });
  }

  const SmallDatabase small;
  storage::Database db;
  std::unique_ptr<engine::Registry> registry;
  SimilarityRequest request;
};

// By hand in testing/small_maps.hpp; the ramp's values are exact to float.
TEST_F(SimilarityTest, OfAnImageComesFromItsMaps) {
  add_small_maps(db);
  const auto result = on_image(0);
  const auto& s = result.matrix.scores;
  EXPECT_NEAR(s(0, 1), 0.75, 1e-6);
  EXPECT_NEAR(s(1, 2), 0.75, 1e-6);
  EXPECT_EQ(s(0, 2), 0);
  EXPECT_EQ(s(1, 1), 0);
  EXPECT_EQ(s(1, 0), s(0, 1));
  EXPECT_THAT(result.matrix.order, ElementsAre(1, 0, 2)) << "those that agree stand together";
  EXPECT_TRUE(result.matrix.known());
  EXPECT_EQ(result.maps[1].map.height, 224);
  EXPECT_EQ(result.maps[1].map.at(0, 0), 1);
  EXPECT_THAT(result.picture_error, HasSubstr("image0.png"));
}

TEST_F(SimilarityTest, ModelsWithoutAMapComeLast) {
  add_small_maps(db);
  storage::Model m = storage::ModelRepository(db).all().front();
  m.weights_sha256 = std::string(64, 'd');
  request.models.insert(request.models.begin(), storage::ModelRepository(db).upsert(m));
  const auto result = on_image(0);
  EXPECT_THAT(result.matrix.order, ElementsAre(2, 1, 3, 0));
  EXPECT_TRUE(std::isnan(result.matrix.scores(0, 1)));
  EXPECT_TRUE(result.maps[0].map.empty());
}

TEST_F(SimilarityTest, WhatIsNotThereIsNotKnown) {
  add_small_maps(db);
  EXPECT_FALSE(on_image(1).matrix.known());
  request.target = "5";
  EXPECT_FALSE(on_image(0).matrix.known());
  request.target = "label";
  request.profile = "captum";
  EXPECT_FALSE(on_image(0).matrix.known());
  request.measure = "l2";
  EXPECT_THROW(on_image(0), engine::Error);
}

TEST_F(SimilarityTest, OfAClassComesFromTheDatabase) {
  add_small_similarities(db);
  const auto matrix = stored_similarity(db, *registry, request, 0);
  EXPECT_EQ(matrix.scores(0, 1), 0.5);
  EXPECT_EQ(matrix.scores(2, 0), 0.1);
  EXPECT_EQ(matrix.scores(2, 2), 0);
  // alexnet and vgg16 are merged first; resnet18 stands on the side of vgg16, which is nearer to it.
  EXPECT_THAT(matrix.order, ElementsAre(0, 2, 1));
  EXPECT_EQ(matrix.fewest, 3);
  EXPECT_EQ(matrix.most, 4);
  EXPECT_FALSE(stored_similarity(db, *registry, request, 1).known());
  EXPECT_FALSE(stored_similarity(db, *registry, request, -1).known());
}

TEST_F(SimilarityTest, WhatIsLackingIsComputed) {
  add_small_maps(db);
  std::vector<double> shares;
  compute_similarities(small.file(), *registry, request, [&](double share) {
    shares.push_back(share);
    return false;
  });
  EXPECT_EQ(shares.size(), 24u);
  const auto matrix = stored_similarity(db, *registry, request, -1);
  EXPECT_NEAR(matrix.scores(0, 1), 0.75, 1e-6);
  EXPECT_EQ(matrix.most, 1);
}

TEST_F(SimilarityTest, OneThatIsStoppedWritesNothing) {
  add_small_maps(db);
  compute_similarities(small.file(), *registry, request, [](double) { return true; });
  EXPECT_FALSE(stored_similarity(db, *registry, request, -1).known());
}

TEST_F(SimilarityTest, AnEntryIsFoundByPositionOrClass) {
  EXPECT_EQ(entry(9).cls, 2);
  const auto first = find_entry(db, {request.dataset, -1, 3, {}});
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].position, 12);
  EXPECT_TRUE(find_entry(db, {request.dataset, 24, 3, {0, 1, 2, 3, 4, 5}}).empty());
  EXPECT_TRUE(find_entry(db, {request.dataset, -1, -1, {}}).empty());
}

// No plugin of that name is installed: only what was chosen counts.
TEST_F(SimilarityTest, ParametersFitWhatWasChosen) {
  const WantedMethod any(*registry, {"no-such-cam", {}}),
      few(*registry, {"no-such-cam", {{"max_channels", "32"}, {"layer", "conv5"}}});
  EXPECT_EQ(any.fit("max_channels=32,relu=true"), Fit::chosen);
  EXPECT_EQ(any.fit(""), Fit::all);
  EXPECT_EQ(few.fit("max_channels=32,relu=true"), Fit::chosen);
  EXPECT_EQ(few.fit("max_channels=64,relu=true"), Fit::none);
  EXPECT_EQ(few.fit("relu=true"), Fit::none);
}

}  // namespace
}  // namespace vantage::viewer
