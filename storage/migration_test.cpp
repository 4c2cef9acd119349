// SPDX-License-Identifier: Apache-2.0
// Schemas that do not exist: three small steps stand for the years to come.
#include "storage/migration.hpp"

#include <gmock/gmock.h>

#include "core/files.hpp"
#include "storage/connection.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::HasSubstr;

const Steps kOne{"CREATE TABLE animal (name TEXT NOT NULL) STRICT"};
const Steps kTwo{kOne[0], "ALTER TABLE animal ADD COLUMN legs INTEGER NOT NULL DEFAULT 4"};

class Migration : public StorageTest {
 protected:
  Database with(const Steps& steps, const Options& options = {}) {
    return Database::create_or_open(file, options, steps);
  }
  void make_a_dog() { with(kOne).connection().sqlite().exec("INSERT INTO animal VALUES ('dog')"); }
};

TEST_F(Migration, AnEmptyDatabaseIsTakenFromNothing) {
  sql(file, "VACUUM");  // a database of nobody
  EXPECT_EQ(with(kTwo).schema_version(), 2);
  EXPECT_EQ(files(), 1u);  // nothing to keep a copy of
}

TEST_F(Migration, AnOlderOneIsTakenOnAfterACopy) {
  make_a_dog();
  auto db = with(kTwo);
  EXPECT_EQ(db.schema_version(), 2);
  EXPECT_EQ(db.connection().number("SELECT legs FROM animal WHERE name = 'dog'"), 4);
  EXPECT_EQ(db.connection().number("PRAGMA foreign_keys"), 1);
  SQLite::Database copy((folder / "results.db.v1-backup").string());
  EXPECT_EQ(copy.execAndGet("PRAGMA user_version").getInt(), 1);
  EXPECT_EQ(copy.execAndGet("SELECT name FROM animal").getString(), "dog");
}

TEST_F(Migration, AnEarlierCopyIsKept) {
  make_a_dog();
  write(folder / "results.db.v1-backup", "precious");
  with(kTwo);
  EXPECT_EQ(bytes_of(folder / "results.db.v1-backup"), "precious");
  EXPECT_TRUE(fs::exists(folder / "results.db.v1-backup-2"));
}

TEST_F(Migration, AStepThatFailsChangesNothing) {
  make_a_dog();
  const Steps broken{kOne[0], kTwo[1] + "; INSERT INTO nowhere VALUES (1)"};
  EXPECT_THAT(error_of([&] { with(broken); }), HasSubstr("no such table: nowhere"));
  auto db = with(kOne);
  EXPECT_EQ(db.schema_version(), 1);
  EXPECT_EQ(db.connection().number("SELECT count(*) FROM pragma_table_info('animal')"), 1);
}

TEST_F(Migration, AStepThatOrphansRowsChangesNothing) {
  make_a_dog();
  const Steps broken{kOne[0],
                     "CREATE TABLE leg (animal INTEGER REFERENCES animal (rowid)) STRICT;"
                     "CREATE UNIQUE INDEX u ON animal (name); DROP TABLE leg;"
                     "CREATE TABLE leg (animal TEXT REFERENCES animal (name)) STRICT;"
                     "INSERT INTO leg VALUES ('cat')"};
  EXPECT_THAT(error_of([&] { with(broken); }), HasSubstr("its table 'leg' refers to one that is missing"));
  EXPECT_EQ(with(kOne).schema_version(), 1);
}

TEST_F(Migration, ReadingAloneDoesNotMigrate) {
  make_a_dog();
  EXPECT_THAT(error_of([&] { with(kTwo, {.read_only = true}); }), HasSubstr("has the older schema 1"));
  EXPECT_EQ(with(kOne).schema_version(), 1);
}

TEST_F(Migration, AnOlderProgramRefusesANewerFile) {
  with(kTwo);
  EXPECT_THAT(error_of([&] { with(kOne); }), HasSubstr("newer Vantage (schema 2, this program knows 1)"));
}

// What has been released is not edited: files hold its text.
TEST_F(Migration, ReleasedStepsAreFrozen) {
  EXPECT_EQ(core::sha256_hex(schema_steps()[0]),
            "8f0d15f9247e86398670cef93ae3712ba0d28a919f09de0f3ff84e3013db73c5");
}

// Every table, index and view as text, and the rows of the failures.
TEST_F(Migration, AFileOfSchema1BecomesAsAFreshOne) {
  const auto schema_of = [](Database& db) {
    return db.connection()
        .sqlite()
        .execAndGet(
            "SELECT group_concat(type || name || coalesce(sql, ''), char(10)) FROM "
            "(SELECT * FROM sqlite_schema ORDER BY type, name)")
        .getString();
  };
  {
    auto old = with({schema_steps()[0]});
    auto& sqlite = old.connection().sqlite();
    sqlite.exec(
        "INSERT INTO runs VALUES (1, 'vantage', '0.1.0', '2026-11-24T00:42:30Z', 0, 2, '', '', 'cpu')");
    sqlite.exec(
        "INSERT INTO failures (run_id, image, model, method, reason) VALUES "
        "(1, 'dog', 'a', '', 'first'), (1, 'dog', 'b', '', 'other'), (1, 'dog', 'a', '', 'last')");
  }
  auto db = with(schema_steps());
  EXPECT_EQ(db.schema_version(), 2);
  EXPECT_TRUE(fs::exists(folder / "results.db.v1-backup"));
  ASSERT_EQ(FailureRepository(db).all().size(), 2u);  // each triple once, the newest
  EXPECT_EQ(FailureRepository(db).all()[0].reason, "other");
  EXPECT_EQ(FailureRepository(db).all()[1].reason, "last");
  file = folder / "fresh.db";
  auto fresh = with(schema_steps());
  EXPECT_EQ(schema_of(db), schema_of(fresh));
}

}  // namespace
}  // namespace vantage::storage
