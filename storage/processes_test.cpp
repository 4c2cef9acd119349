// SPDX-License-Identifier: Apache-2.0
// Several processes at one file: locks, readers beside a writer, a race to create, kill -9.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "storage/connection.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::HasSubstr;

class Processes : public StorageTest {};

TEST_F(Processes, AWriterElsewhereIsWaitedForAndThenNamed) {
  open();
  Child other([&](auto&& ready) {
    SQLite::Database db(file.string(), SQLite::OPEN_READWRITE);
    db.exec("BEGIN EXCLUSIVE");
    ready();
    ::pause();
  });
  ASSERT_TRUE(other.ready());
  auto db = open({.busy_ms = 200});  // opening and reading need not wait in WAL mode
  EXPECT_TRUE(ImageRepository(db).all().empty());
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(error_of([&] { ImageRepository(db).upsert(dog()); }),
              HasSubstr("locked by another process and stayed so for 0.2 s"));
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(150));
  EXPECT_THAT(error_of([&] { (void)db.begin(); }), HasSubstr("locked by another process"));
  other.kill();
  EXPECT_EQ(ImageRepository(db).upsert(dog()), 1);
}

TEST_F(Processes, AnExclusiveLockOnTheWholeFile) {
  open();
  sql(file, "PRAGMA journal_mode = DELETE");
  Child other([&](auto&& ready) {
    SQLite::Database db(file.string(), SQLite::OPEN_READWRITE);
    db.exec("BEGIN EXCLUSIVE");
    ready();
    ::pause();
  });
  ASSERT_TRUE(other.ready());
  EXPECT_THAT(error_of([&] { open({.busy_ms = 100}); }), HasSubstr("locked by another process"));
}

TEST_F(Processes, AReaderSeesWhatAnotherProcessCommits) {
  auto writer = open();
  auto reader = open({.read_only = true});
  auto batch = writer.begin();
  ImageRepository(writer).upsert(dog());
  EXPECT_TRUE(ImageRepository(reader).all().empty());
  batch.commit();
  EXPECT_EQ(ImageRepository(reader).all().size(), 1u);
  EXPECT_THAT(error_of([&] { ImageRepository(reader).upsert(dog()); }), HasSubstr("cannot be written"));
}

TEST_F(Processes, TwoProcessesMakeTheSameOne) {
  for (int round = 0; round < 5; ++round) {
    fs::remove(file);
    Child a([&](auto&& ready) {
      auto db = open();
      ImageRepository(db).upsert(dog());
      ready();
    });
    auto db = open();
    ImageRepository(db).upsert(dog());
    EXPECT_TRUE(a.ready());
    EXPECT_EQ(ImageRepository(db).all().size(), 1u);
  }
}

TEST_F(Processes, KillNineLosesAtMostTheOpenBatch) {
  open();
  Child writer([&](auto&& ready) {
    auto db = open();
    auto e = grad_cam(db);
    Prediction p{
        0, e.run, e.model, e.image, "fp32", 0.5, {{1, 0.5}, {2, 0.2}, {3, 0.1}, {4, 0.05}, {5, 0.01}}};
    for (e.cls = 0;; ++e.cls) {
      auto batch = db.begin();
      ExplanationRepository(db).put(e);
      p.precision = std::to_string(e.cls);
      PredictionRepository(db).put(p);
      batch.commit();
      if (e.cls == 20) ready();
    }
  });
  ASSERT_TRUE(writer.ready());
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  writer.kill();
  auto db = open();
  auto& c = db.connection();
  EXPECT_EQ(c.sqlite().execAndGet("PRAGMA integrity_check").getString(), "ok");
  const auto rows = c.number("SELECT count(*) FROM explanations");
  EXPECT_GE(rows, 21);
  EXPECT_EQ(c.number("SELECT count(*) FROM predictions"), rows);
  EXPECT_EQ(c.number("SELECT count(*) FROM prediction_top"), 5 * rows);
}

}  // namespace
}  // namespace vantage::storage
