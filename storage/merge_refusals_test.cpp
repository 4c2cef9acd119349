// SPDX-License-Identifier: Apache-2.0
// What can go wrong when two databases become one: this file is as before, and one line says why.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "storage/merge_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::HasSubstr;

class MergeRefusals : public MergeTest {};

TEST_F(MergeRefusals, AKillBeforeTheEndChangesNothing) {
  shard("whole.db", {"a", "b"}, {0, 1, 2, 3, 4});
  shard("into.db", {"a", "b"}, {1, 3});
  shard("from.db", {"a", "b"}, {0, 2, 4});
  const auto before = contents("into.db");
  Child merging([&](auto&& ready) {
    auto db = open_at("into.db");
    const std::function<void()> tell = ready;
    // Everything is written by then, but for the commit itself.
    sqlite3_commit_hook(
        db.connection().sqlite().getHandle(),
        [](void* context) {
          (*static_cast<const std::function<void()>*>(context))();
          return ::pause();
        },
        const_cast<std::function<void()>*>(&tell));
    merge(db, path("from.db"));
  });
  ASSERT_TRUE(merging.ready());
  merging.kill();
  EXPECT_EQ(contents("into.db"), before);
  merge_at("into.db", "from.db");
  EXPECT_EQ(contents("into.db"), contents("whole.db"));
}

TEST_F(MergeRefusals, AFullDiskChangesNothing) {
  shard("into.db", {"a"}, {0});
  shard("from.db", {"a", "b"}, {1, 2, 3, 4});
  {
    auto other = open_at("from.db");
    other.connection().sqlite().exec("UPDATE runs SET platform = hex(zeroblob(1000000))");
  }
  const auto before = contents("into.db");
  {
    auto db = open_at("into.db");
    db.connection().sqlite().exec("PRAGMA max_page_count = 100");
    EXPECT_THAT(error_of([&] { merge(db, path("from.db")); }), HasSubstr("the disk is full"));
    EXPECT_EQ(ModelRepository(db).all().size(), 1u);
    EXPECT_THAT(error_of([&] { merge(db, path("from.db")); }),
                HasSubstr("the disk is full"));  // and is usable
  }
  EXPECT_EQ(contents("into.db"), before);
}

TEST_F(MergeRefusals, WhatIsNoWholeDatabaseOfThisSchemaIsRefused) {
  shard("into.db", {"a"}, {0});
  shard("from.db", {"a"}, {1, 3});
  const auto before = contents("into.db");
  EXPECT_THAT(refusal("nowhere.db"), HasSubstr("there is no database"));
  EXPECT_THAT(refusal("into.db"), HasSubstr("cannot be merged into itself"));
  write(path("text.db"), std::string(5000, 'x'));
  EXPECT_THAT(refusal("text.db"), HasSubstr("is no SQLite database"));
  sql(path("foreign.db"), "CREATE TABLE bookmarks (url)");
  EXPECT_THAT(refusal("foreign.db"), HasSubstr("database of another program"));
  Database::create_or_open(path("old.db"), {}, {schema_steps()[0]});
  EXPECT_THAT(refusal("old.db"), HasSubstr("has the older schema 1"));
  fs::copy_file(path("from.db"), path("new.db"));
  sql(path("new.db"), "PRAGMA user_version = 7");
  EXPECT_THAT(refusal("new.db"), HasSubstr("newer Vantage (schema 7"));
  fs::copy_file(path("from.db"), path("orphans.db"));
  sql(path("orphans.db"), "PRAGMA foreign_keys = OFF; DELETE FROM images");
  EXPECT_THAT(refusal("orphans.db"), HasSubstr("orphans.db' is damaged"));
  fs::copy_file(path("from.db"), path("sums.db"));
  sql(path("sums.db"), "UPDATE class_sums SET sums = x'00'");
  EXPECT_THAT(refusal("sums.db"), HasSubstr("sums.db' is damaged"));
  EXPECT_EQ(contents("into.db"), before);
}

TEST_F(MergeRefusals, AnyDamageOfTheOtherLeavesThisOneWhole) {
  shard("from.db", {"a"}, {1, 3});
  const auto good = bytes_of(path("from.db"));
  int refused = 0;
  for (uint32_t n = 0; n < 30; ++n) {
    auto bytes = good;
    const size_t at = 100 + n * 2654435761u % (bytes.size() - 200);
    for (size_t i = at; i < at + 1 + n; ++i) bytes[i] ^= static_cast<char>(1 + n * i % 255);
    write(path("from.db"), bytes);
    fs::remove(path("into.db"));
    refused += refusal("from.db") != "(no error)";
    EXPECT_EQ(open_at("into.db").connection().sqlite().execAndGet("PRAGMA integrity_check").getString(),
              "ok");
  }
  EXPECT_GT(refused, 0);  // most bytes of small tables are free space
}

TEST_F(MergeRefusals, AnotherDataSetOfTheSameNameIsRefused) {
  shard("into.db", {"a"}, {0});
  {
    auto db = open_at("from.db");
    auto entries = five_entries(db);
    entries[0].cls = 1;
    DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), entries);
  }
  EXPECT_THAT(refusal("from.db"), HasSubstr("the data set 'small' is not the same in the two databases"));
}

TEST_F(MergeRefusals, TheOtherFileStaysAsItIs) {
  shard("from.db", {"a"}, {0, 3});
  const auto before = bytes_of(path("from.db"));
  fs::permissions(path("from.db"), fs::perms(0444));
  merge_at("into.db", "from.db");
  EXPECT_EQ(bytes_of(path("from.db")), before);
}

}  // namespace
}  // namespace vantage::storage
