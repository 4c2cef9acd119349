// SPDX-License-Identifier: Apache-2.0
#include "storage/repositories.hpp"

#include <gmock/gmock.h>

#include "storage/connection.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {

void StorageTest::sql(const fs::path& path, const std::string& text) {
  SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(text);
}

namespace {

using testing::HasSubstr;

class Repositories : public StorageTest {};

TEST_F(Repositories, AModelComesBack) {
  auto db = open();
  const auto id = ModelRepository(db).upsert(resnet());
  const auto m = *ModelRepository(db).find(id);
  EXPECT_EQ(m.name, "mine");
  EXPECT_EQ(m.architecture, "resnet18");
  EXPECT_EQ(m.source, "resnet18.pth");
  EXPECT_EQ(m.weights_sha256, std::string(64, 'a'));
  EXPECT_EQ(m.loader + m.loader_version + m.parameters, "zoo1.0precision=fp32");
  EXPECT_EQ(m.classes, 1000);
  EXPECT_EQ(m.input_channels, 3);
  EXPECT_EQ(m.input_height, 224);
  EXPECT_EQ(m.resize, 256);
  EXPECT_EQ(m.mean, (std::array<float, 3>{0.485f, 0.456f, 0.406f}));
  EXPECT_EQ(m.std, (std::array<float, 3>{0.229f, 0.224f, 0.225f}));
  EXPECT_EQ(m.parameter_count, 11689512);
  EXPECT_EQ(m.macs, 1814073344);
  EXPECT_EQ(m.default_layer, "layer4.1");
  EXPECT_FALSE(ModelRepository(db).find(99));
}

TEST_F(Repositories, PeopleReadTheMeanAsItWasWritten) {
  auto db = open();
  ModelRepository(db).upsert(resnet());
  EXPECT_EQ(db.connection().sqlite().execAndGet("SELECT mean_r FROM models").getString(), "0.485");
}

TEST_F(Repositories, ARenamedModelIsTheSameModel) {
  auto db = open();
  auto m = resnet();
  const auto id = ModelRepository(db).upsert(m);
  m.name = "theirs";
  EXPECT_EQ(ModelRepository(db).upsert(m), id);
  ASSERT_EQ(ModelRepository(db).all().size(), 1u);
  EXPECT_EQ(ModelRepository(db).all()[0].name, "theirs");
  m.weights_sha256[0] = 'b';
  EXPECT_NE(ModelRepository(db).upsert(m), id);
}

TEST_F(Repositories, AMovedImageIsTheSameImage) {
  auto db = open();
  auto image = dog();
  const auto id = ImageRepository(db).upsert(image);
  image.path = "elsewhere/dog.jpg";
  EXPECT_EQ(ImageRepository(db).upsert(image), id);
  EXPECT_EQ(ImageRepository(db).find(id)->path, "elsewhere/dog.jpg");
  EXPECT_EQ(ImageRepository(db).find(id)->width, 640);
}

TEST_F(Repositories, NamesMayHoldQuotesAndAnyLetter) {
  auto db = open();
  auto image = dog();
  image.path = "l'été/狗 \"o\"; DROP TABLE images; --.jpg";
  ImageRepository(db).upsert(image);
  EXPECT_EQ(ImageRepository(db).all()[0].path, image.path);
}

TEST_F(Repositories, RunsAndFailuresComeBack) {
  auto db = open();
  auto run = a_run();
  run.seed = 0xffffffffffffffff;
  const auto id = RunRepository(db).add(run);
  FailureRepository(db).put(Failure{0, id, "dog.jpg", "mine", "grad-cam", "the layer has no gradient"});
  EXPECT_EQ(RunRepository(db).all()[0].seed, 0xffffffffffffffff);
  EXPECT_EQ(RunRepository(db).all()[0].started_utc, "2026-11-24T00:42:30Z");
  EXPECT_EQ(RunRepository(db).all()[0].device, "cpu");
  EXPECT_EQ(FailureRepository(db).all()[0].run, id);
  EXPECT_EQ(FailureRepository(db).all()[0].reason, "the layer has no gradient");
}

TEST_F(Repositories, AFailureIsWhatStandsInTheWayNow) {
  auto db = open();
  FailureRepository failures(db);
  const auto first = RunRepository(db).add(a_run()), second = RunRepository(db).add(a_run());
  const auto id = failures.put({0, first, "dog.jpg", "mine", "grad-cam", "no gradient"});
  failures.put({0, first, "dog.jpg", "mine", "", "cut short"});
  EXPECT_EQ(failures.put({0, second, "dog.jpg", "mine", "grad-cam", "no layer"}), id);
  ASSERT_EQ(failures.all().size(), 2u);
  EXPECT_EQ(failures.all()[0].reason, "no layer");
  EXPECT_EQ(failures.all()[0].run, second);
  failures.resolve("dog.jpg", "mine", "grad-cam");
  failures.resolve("dog.jpg", "mine", "score-cam");
  ASSERT_EQ(failures.all().size(), 1u);
  EXPECT_EQ(failures.all()[0].method, "");
}

TEST_F(Repositories, ATimeThatIsNotIso8601IsRefused) {
  auto db = open();
  auto run = a_run();
  run.started_utc = "yesterday";
  EXPECT_THAT(error_of([&] { RunRepository(db).add(run); }), HasSubstr("refused a row"));
}

TEST_F(Repositories, ARepeatedPredictionReplacesItsClasses) {
  auto db = open();
  const auto e = grad_cam(db);
  Prediction p{0, e.run, e.model, e.image, "fp32", 0.5, {{207, 0.75}, {208, 0.125}}};
  const auto id = PredictionRepository(db).put(p);
  p.top5 = {{9, 0.5}};
  EXPECT_EQ(PredictionRepository(db).put(p), id);
  p.precision = "bf16";
  EXPECT_NE(PredictionRepository(db).put(p), id);
  const auto back = *PredictionRepository(db).find(e.model, e.image, "fp32");
  EXPECT_EQ(back.id, id);
  EXPECT_EQ(back.seconds, 0.5);
  EXPECT_EQ(back.top5, (std::vector<std::pair<int, double>>{{9, 0.5}}));
  int count = 0;
  PredictionRepository(db).for_each([&](const Prediction&) { ++count; });
  EXPECT_EQ(count, 2);
}

TEST_F(Repositories, APredictionHasOneToFiveClasses) {
  auto db = open();
  Prediction p;
  EXPECT_THAT(error_of([&] { PredictionRepository(db).put(p); }), HasSubstr("0 classes; 1 to 5"));
  p.top5.assign(6, {0, 0.1});
  EXPECT_THAT(error_of([&] { PredictionRepository(db).put(p); }), HasSubstr("6 classes"));
}

TEST_F(Repositories, AnExplanationComesBack) {
  auto db = open();
  const auto e = grad_cam(db);
  const auto id = ExplanationRepository(db).put(e);
  const auto back = *ExplanationRepository(db).find(e);
  EXPECT_EQ(back.id, id);
  EXPECT_EQ(back.run, e.run);
  EXPECT_EQ(back.method + " " + back.version, "grad-cam 1.0");
  EXPECT_EQ(back.parameters, "relu=true");
  EXPECT_EQ(back.profile + " " + back.layer, "paper layer4.1");
  EXPECT_EQ(back.cls, 207);
  EXPECT_EQ(back.logit, 12.5);
  EXPECT_EQ(back.probability, 0.75);
  EXPECT_FALSE(back.no_attention);
  EXPECT_EQ(back.seconds, 0.25);
  EXPECT_EQ(back.height, 2);
  EXPECT_EQ(back.width, 3);
  EXPECT_EQ(back.map, e.map);
}

TEST_F(Repositories, ARepeatedExplanationIsOneRow) {
  auto db = open();
  auto e = grad_cam(db);
  ExplanationRepository all(db);
  const auto id = all.put(e);
  e.seconds = 9;
  EXPECT_EQ(all.put(e), id);
  EXPECT_EQ(all.count(), 1);
  EXPECT_EQ(all.find(e)->seconds, 9);
}

TEST_F(Repositories, EveryPartOfTheKeyMakesAnotherRow) {
  auto db = open();
  ExplanationRepository all(db);
  const auto first = grad_cam(db);
  all.put(first);
  const auto other = [&](auto&& change) {
    auto e = first;
    change(e);
    EXPECT_FALSE(all.contains(e));
    all.put(e);
    EXPECT_TRUE(all.contains(e));
  };
  other([](auto& e) { e.method = "score-cam"; });
  other([](auto& e) { e.version = "1.1"; });
  other([](auto& e) { e.parameters = "relu=false"; });
  other([](auto& e) { e.profile = "captum"; });
  other([](auto& e) { e.layer = "layer3.1"; });
  other([](auto& e) { e.cls = 208; });
  other([](auto& e) { e.precision = "bf16"; });
  other([](auto& e) { e.seed = 1; });
  EXPECT_EQ(all.count(), 9);
}

TEST_F(Repositories, WhatIsExplainedNeedNotBeExplainedAgain) {
  auto db = open();
  ExplanationRepository all(db);
  auto e = grad_cam(db);
  all.put(e);
  e.cls = 3;
  all.put(e);
  const auto settings = static_cast<MethodSettings>(e);
  e.method = "score-cam";
  all.put(e);
  EXPECT_THAT(all.done(e.model, settings, "fp32", 0),
              testing::ElementsAre(std::pair{e.image, 3}, std::pair{e.image, 207}));
  EXPECT_TRUE(all.done(e.model, settings, "bf16", 0).empty());
  EXPECT_TRUE(all.done(e.model, settings, "fp32", 1).empty());
  e.layer = "elsewhere";
  EXPECT_TRUE(all.done(e.model, e, "fp32", 0).empty());
}

TEST_F(Repositories, AMethodIsItsSettings) {
  auto db = open();
  MethodRepository methods(db);
  MethodSettings settings{"grad-cam", "1.0", "relu=true", "paper", ""};
  const auto id = methods.upsert(settings);
  EXPECT_EQ(methods.upsert(settings), id);
  settings.layer = "layer4";
  EXPECT_NE(methods.upsert(settings), id);
  ASSERT_EQ(methods.all().size(), 2u);
  EXPECT_EQ(methods.all()[1].layer, "layer4");
}

TEST_F(Repositories, TheFilterPicksRows) {
  auto db = open();
  ExplanationRepository all(db);
  auto e = grad_cam(db);
  all.put(e);
  e.method = "score-cam";
  e.cls = 1;
  all.put(e);
  std::vector<std::string> seen;
  const auto note = [&](const Explanation& x) { seen.push_back(x.method + std::to_string(x.map.size())); };
  all.for_each({}, note);
  ExplanationFilter f;
  f.method = "score-cam";
  f.model = e.model;
  f.cls = 1;
  f.with_map = false;
  all.for_each(f, note);
  f.cls = 2;
  all.for_each(f, note);
  EXPECT_THAT(seen, testing::ElementsAre("grad-cam6", "score-cam6", "score-cam0"));
}

TEST_F(Repositories, ACallbackMayReadAndItsExceptionsPass) {
  auto db = open();
  ExplanationRepository all(db);
  const auto e = grad_cam(db);
  all.put(e);
  all.for_each({}, [&](const Explanation& x) { EXPECT_TRUE(all.find(x)); });
  EXPECT_THROW(all.for_each({}, [](const Explanation&) { throw std::out_of_range("mine"); }),
               std::out_of_range);
  all.put(e);  // the statement that was left is closed
}

TEST_F(Repositories, AnUnknownModelIsRefused) {
  auto db = open();
  auto e = grad_cam(db);
  e.model = 99;
  EXPECT_THAT(error_of([&] { ExplanationRepository(db).put(e); }), HasSubstr("FOREIGN KEY"));
  EXPECT_EQ(db.connection().number("SELECT count(*) FROM methods"), 0);  // nothing is half written
}

TEST_F(Repositories, ADamagedMapIsNamed) {
  {
    auto db = open();
    ExplanationRepository(db).put(grad_cam(db));
  }
  const auto message_after = [&](const std::string& change) {
    sql(file, "UPDATE explanations SET " + change);
    auto db = open();
    return error_of([&] { ExplanationRepository(db).for_each({}, [](const Explanation&) {}); });
  };
  EXPECT_THAT(message_after("map = x'00'"), HasSubstr("damaged at explanation 1: its map has 1 bytes"));
  EXPECT_THAT(message_after("map = zeroblob(24), height = 2000000000"), HasSubstr("out of range"));
  EXPECT_THAT(message_after("height = 2, format = 1"), HasSubstr("no zstd frame"));
  EXPECT_THAT(message_after("format = 7"), HasSubstr("format 7"));
}

TEST_F(Repositories, ATransactionIsAllOrNothing) {
  auto db = open();
  auto e = grad_cam(db);
  ExplanationRepository all(db);
  {
    auto batch = db.begin();
    all.put(e);
  }
  EXPECT_EQ(all.count(), 0);
  auto batch = db.begin();
  all.put(e);
  Prediction bad{0, e.run, 99, e.image, "fp32", 0, {{1, 0.5}}};
  EXPECT_NE(error_of([&] { PredictionRepository(db).put(bad); }), "(no error)");  // undoes itself alone
  batch.commit();
  EXPECT_EQ(all.count(), 1);
}

TEST_F(Repositories, TheViewsNameThings) {
  auto db = open();
  const auto e = grad_cam(db);
  ExplanationRepository(db).put(e);
  PredictionRepository(db).put({0, e.run, e.model, e.image, "fp32", 0.5, {{207, 0.75}, {208, 0.125}}});
  auto& s = db.connection().sqlite();
  EXPECT_EQ(s.execAndGet("SELECT model||image||method||class||width FROM v_explanations").getString(),
            "minedog.jpggrad-cam2073");
  EXPECT_EQ(s.execAndGet("SELECT model||image||class||probability FROM v_predictions").getString(),
            "minedog.jpg2070.75");
}

}  // namespace
}  // namespace vantage::storage
