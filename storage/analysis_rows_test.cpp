// SPDX-License-Identifier: Apache-2.0
// Layouts, similarities, attention and localisation come back as they were put.
#include <gmock/gmock.h>

#include "storage/connection.hpp"
#include "storage/dataset_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class AnalysisRows : public StorageTest {};

TEST_F(AnalysisRows, ALayoutComesBack) {
  auto db = open();
  const auto set = small_set(db);
  const auto model = ModelRepository(db).upsert(network("a"));
  LayoutRepository layouts(db);
  Layout l{set, model, "fp32", 30, 7, 0.25, {0, 1}, {1.5f, -2, 0, 1e-7f}};
  layouts.put(l);
  l.kl = 0.125;
  layouts.put(l);
  l.perplexity = 5;
  layouts.put(l);
  const auto back = layouts.of(set, model, "fp32");
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].perplexity, 5);
  EXPECT_EQ(back[1].kl, 0.125);
  EXPECT_EQ(back[1].seed, 7u);
  EXPECT_THAT(back[1].classes, ElementsAre(0, 1));
  EXPECT_THAT(back[1].points, ElementsAre(1.5f, -2, 0, 1e-7f));
}

// Its points would no longer be those of the sums.
TEST_F(AnalysisRows, ALayoutGoesWhenItsSumsGrow) {
  auto db = open();
  const auto set = small_set(db);
  const auto run = RunRepository(db).add(a_run());
  const auto a = ModelRepository(db).upsert(network("a")), b = ModelRepository(db).upsert(network("b"));
  for (const auto model : {a, b}) LayoutRepository(db).put({set, model, "fp32", 30, 7, 0.25, {0}, {1, 2}});
  count(db, run, a, entries_of(db, set)[0], {4, 3, 1});
  EXPECT_TRUE(LayoutRepository(db).of(set, a, "fp32").empty());
  EXPECT_EQ(LayoutRepository(db).of(set, b, "fp32").size(), 1u);
}

TEST_F(AnalysisRows, ALayoutHasTwoFiniteCoordinatesAClass) {
  auto db = open();
  const auto set = small_set(db);
  const auto model = ModelRepository(db).upsert(network("a"));
  LayoutRepository layouts(db);
  EXPECT_THAT(error_of([&] {
                layouts.put({set, model, "fp32", 30, 7, 0, {0, 1}, {1, 2, 3}});
              }),
              HasSubstr("2 classes and 3 coordinates"));
  EXPECT_THAT(error_of([&] {
                layouts.put({set, model, "fp32", 30, 7, 0, {0}, {1, HUGE_VALF}});
              }),
              HasSubstr("not finite"));
  layouts.put({set, model, "fp32", 30, 7, 0, {0}, {1, 2}});
  db.connection().sqlite().exec("UPDATE layouts SET points = zeroblob(20)");
  EXPECT_THAT(error_of([&] { layouts.of(set, model, "fp32"); }), HasSubstr("damaged at a layout of model 1"));
}

TEST_F(AnalysisRows, AMatrixHasEachPairOnceInEitherOrder) {
  auto db = open();
  const auto set = small_set(db);
  std::vector<int64_t> m;
  for (const char* name : {"a", "b", "c"}) m.push_back(ModelRepository(db).upsert(network(name)));
  const auto method = MethodRepository(db).upsert({"grad-cam", "1.0", "relu=true", "paper", ""});
  SimilarityRepository similarities(db);
  const SimilarityKey key{set, method, "l1", "fp32", 0, "label"};
  similarities.put({key, -1, m[2], m[0], 5, 0.5});
  similarities.put({key, -1, m[0], m[1], 5, 0.25});
  similarities.put({key, 1, m[0], m[1], 2, 0.75});
  similarities.put({key, -1, m[0], m[2], 5, 0.125});  // in the place of the first
  const auto matrix = similarities.matrix(key);
  ASSERT_EQ(matrix.size(), 2u);
  EXPECT_EQ(matrix[0].model_b, m[1]);
  EXPECT_EQ(matrix[1].model_a, m[0]);
  EXPECT_EQ(matrix[1].mean, 0.125);
  EXPECT_EQ(matrix[1].images, 5);
  EXPECT_EQ(similarities.matrix(key, 1).at(0).mean, 0.75);
  ASSERT_EQ(similarities.keys(set).size(), 1u);
  EXPECT_EQ(similarities.keys(set)[0].measure + similarities.keys(set)[0].target, "l1label");
  EXPECT_THAT(error_of([&] { similarities.put({key, -1, m[0], m[0], 5, 0}); }), HasSubstr("refused a row"));
}

TEST_F(AnalysisRows, AttentionAndLocalisationComeBackByThreshold) {
  auto db = open();
  const auto set = small_set(db);
  const auto entry = entries_of(db, set)[3];
  auto e = grad_cam(db);
  e.image = entry.image;
  const auto id = ExplanationRepository(db).put(e);
  AttentionRepository attention(db);
  attention.put(Attention{id, 0.5, 0.25, 2, 0.5, 0.75, 0.125, 1});
  attention.put(Attention{id, 0.9, 0, 0, -1, -1, 0.125, 1});
  attention.put(Localisation{id, entry.id, 0.5, 0.75, false, 0.25, 0.125});
  attention.put(Localisation{id, entry.id, 0.5, 0.75, true, 0.5, 0.125});
  const auto a = attention.attention(id);
  ASSERT_EQ(a.size(), 2u);
  EXPECT_EQ(a[0].area, 0.25);
  EXPECT_EQ(a[0].components, 2);
  EXPECT_EQ(a[0].centroid_y, 0.75);
  EXPECT_EQ(a[1].centroid_x, -1);
  EXPECT_EQ(a[1].peak_y, 1);
  const auto l = attention.localisation(id);
  ASSERT_EQ(l.size(), 1u);
  EXPECT_TRUE(l[0].pointing);
  EXPECT_EQ(l[0].mass_inside, 0.75);
  EXPECT_EQ(l[0].region_iou, 0.5);
  EXPECT_EQ(l[0].box_iou, 0.125);
  EXPECT_EQ(db.connection()
                .sqlite()
                .execAndGet("SELECT image || model || method || pointing FROM v_localisation")
                .getString(),
            "/set/p3.jpgminegrad-cam1");
}

}  // namespace
}  // namespace vantage::storage
