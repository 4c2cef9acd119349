// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a file, its folder and its neighbours; each is one line and changes nothing.
#include "storage/database.hpp"

#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "storage/connection.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class DatabaseFile : public StorageTest {
 protected:
  std::string refusal(const Options& options = {}) {
    return error_of([&] { Database::create_or_open(file, options); });
  }
};

TEST_F(DatabaseFile, ANewOneIsWholeAndHasItsSettings) {
  {
    auto db = open();
    EXPECT_EQ(db.schema_version(), 2);
    auto& c = db.connection();
    EXPECT_EQ(c.number("PRAGMA application_id"), 0x564E5447);
    EXPECT_EQ(c.number("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(c.number("PRAGMA synchronous"), 1);
    EXPECT_EQ(c.sqlite().execAndGet("PRAGMA journal_mode").getString(), "wal");
    EXPECT_EQ(c.sqlite().execAndGet("PRAGMA integrity_check").getString(), "ok");
  }
  EXPECT_EQ(files(), 1u);  // neither temporary files nor a log stay
  EXPECT_EQ(open().schema_version(), 2);
}

TEST_F(DatabaseFile, AnEmptyFileBecomesADatabase) {
  write(file, "");
  EXPECT_EQ(open().schema_version(), 2);
  EXPECT_EQ(files(), 1u);
}

// Regression: a database that was deleted without its log came back in parts in the next one of its name.
TEST_F(DatabaseFile, TheLogOfADeletedOneIsNotPlayedIntoANewOne) {
  write(file.string() + "-wal", "anything");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("-wal' is left of it"), HasSubstr("delete what is left")));
  EXPECT_EQ(files(), 1u);
}

TEST_F(DatabaseFile, AMissingFolder) {
  file = folder / "no" / "results.db";
  EXPECT_THAT(refusal(), AllOf(HasSubstr("there is no folder"), HasSubstr("create it first")));
}

TEST_F(DatabaseFile, AFolderInsteadOfAFile) {
  file = folder;
  EXPECT_THAT(refusal(), HasSubstr("is a folder"));
}

TEST_F(DatabaseFile, APipe) {
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  EXPECT_THAT(refusal(), HasSubstr("no regular file"));
}

TEST_F(DatabaseFile, ReadingDoesNotCreate) {
  EXPECT_THAT(refusal({.read_only = true}), HasSubstr("there is no database"));
  EXPECT_EQ(files(), 0u);
}

TEST_F(DatabaseFile, ReadingAnEmptyFileSaysWhatToDo) {
  write(file, "");
  EXPECT_THAT(refusal({.read_only = true}), HasSubstr("is empty; fill it with 'vantage dataset add'"));
}

TEST_F(DatabaseFile, NoDatabaseAtAll) {
  for (const std::string& bytes : {std::string("PK"), std::string(5000, 'x'), std::string(100, '\0')}) {
    write(file, bytes);
    EXPECT_THAT(refusal(), HasSubstr("is no SQLite database"));
    EXPECT_EQ(bytes_of(file), bytes);
  }
  EXPECT_EQ(files(), 1u);
}

TEST_F(DatabaseFile, AnotherProgramsDatabase) {
  sql(file, "CREATE TABLE bookmarks (url); PRAGMA journal_mode = WAL;");
  auto before = bytes_of(file);
  EXPECT_THAT(refusal(), HasSubstr("database of another program"));
  EXPECT_EQ(bytes_of(file), before);
  sql(file, "PRAGMA application_id = 1234");
  before = bytes_of(file);
  EXPECT_THAT(refusal(), HasSubstr("database of another program"));
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(DatabaseFile, ANewerSchema) {
  open();
  sql(file, "PRAGMA user_version = 7");
  const auto before = bytes_of(file);
  EXPECT_THAT(refusal(), HasSubstr("was made by a newer Vantage (schema 7, this program knows 2)"));
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(DatabaseFile, ATruncatedOne) {
  open();
  fs::resize_file(file, fs::file_size(file) / 2);
  const auto before = bytes_of(file);
  EXPECT_THAT(refusal(), HasSubstr("is damaged"));
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(DatabaseFile, PagesOfRubbish) {
  open();
  auto bytes = bytes_of(file);
  for (size_t i = 100; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 2654435761u >> 7);
  write(file, bytes);
  EXPECT_THAT(refusal(), HasSubstr("is damaged"));
}

// Whatever a damaged byte makes of the file, the answer is rows or one line: no crash, no other exception.
TEST_F(DatabaseFile, AnyDamagedByteIsRowsOrALine) {
  {
    auto db = open();
    const auto e = grad_cam(db);
    ExplanationRepository(db).put(e);
    PredictionRepository(db).put({0, e.run, e.model, e.image, "fp32", 0.5, {{207, 0.75}}});
  }
  const auto good = bytes_of(file);
  int refused = 0;
  for (uint32_t n = 0; n < 300; ++n) {
    auto bytes = good;
    bytes[n < 100 ? n : n * 2654435761u % bytes.size()] ^= static_cast<char>(1 + n % 255);
    for (const char* end : {"-wal", "-shm"}) fs::remove(file.string() + end);
    write(file, bytes);
    refused += error_of([&] {
                 auto db = open({.busy_ms = 0});
                 ModelRepository(db).all();
                 ImageRepository(db).upsert(dog());
                 FailureRepository(db).all();
                 PredictionRepository(db).for_each([](const Prediction&) {});
                 ExplanationRepository(db).for_each({}, [](const Explanation&) {});
               }) != "(no error)";
  }
  EXPECT_GT(refused, 20);
}

TEST_F(DatabaseFile, AMissingTable) {
  open();
  sql(file, "DROP VIEW v_explanations; DROP TABLE explanations");
  EXPECT_THAT(refusal(), HasSubstr("its 'explanations' is missing"));
}

// A table that looks right could compute without end while we write to it.
TEST_F(DatabaseFile, ATableThatWasReplaced) {
  open();
  sql(file, "DROP TABLE failures; CREATE TABLE failures (id, reason)");
  EXPECT_THAT(refusal(), HasSubstr("'failures' is not as Vantage made it"));
}

TEST_F(DatabaseFile, TriggersOfTheFileNeverRun) {
  open();
  sql(file, "CREATE TRIGGER evil AFTER INSERT ON images BEGIN DELETE FROM images; END");
  auto db = open();
  ImageRepository(db).upsert(dog());
  EXPECT_EQ(ImageRepository(db).all().size(), 1u);
}

TEST_F(DatabaseFile, ExtensionsAndTheSchemaStayLocked) {
  auto db = open();
  EXPECT_THROW(db.connection().sqlite().exec("SELECT load_extension('x')"), SQLite::Exception);
  db.connection().sqlite().exec("PRAGMA writable_schema = ON");
  EXPECT_THROW(db.connection().sqlite().exec("DELETE FROM sqlite_schema"), SQLite::Exception);
}

// Permissions do not bind the superuser, so the child becomes nobody first.
TEST_F(DatabaseFile, AReadOnlyFolder) {
  fs::permissions(folder, fs::perms(0555));
  Child nobody([&](auto&& ready) {
    if (::getuid() == 0 && ::setuid(65534) != 0) return;
    if (error_of([&] { open(); }).find("does not permit it") != std::string::npos) ready();
  });
  EXPECT_TRUE(nobody.ready());
  EXPECT_EQ(files(), 0u);
}

TEST_F(DatabaseFile, ReadingFromAReadOnlyFolder) {
  {
    auto db = open();
    ImageRepository(db).upsert(dog());
  }
  fs::permissions(folder, fs::perms(0555));
  fs::permissions(file, fs::perms(0444));
  Child nobody([&](auto&& ready) {
    if (::getuid() == 0 && ::setuid(65534) != 0) return;
    auto db = open({.read_only = true});
    if (ImageRepository(db).all().size() == 1) ready();
  });
  EXPECT_TRUE(nobody.ready());
  Child writer([&](auto&& ready) {
    if (::getuid() == 0 && ::setuid(65534) != 0) return;
    if (error_of([&] {
          auto db = open();
          ImageRepository(db).upsert(dog());
        }) != "(no error)")
      ready();
  });
  EXPECT_TRUE(writer.ready());
}

TEST_F(DatabaseFile, ADataVersionTellsOfTheWritingOfOthers) {
  auto db = open(), other = open(), reader = open({.read_only = true});
  const auto before = db.data_version(), read = reader.data_version();
  ModelRepository(db).upsert(resnet());
  EXPECT_EQ(db.data_version(), before);
  EXPECT_NE(reader.data_version(), read);
  ImageRepository(other).upsert(dog());
  EXPECT_NE(db.data_version(), before);
}

TEST_F(DatabaseFile, AFullDatabaseKeepsWhatItHad) {
  auto db = open();
  auto e = grad_cam(db);
  ExplanationRepository(db).put(e);
  db.connection().sqlite().exec("PRAGMA max_page_count = 40");
  e.height = e.width = 64;
  e.map.assign(4096, 1);
  auto batch = db.begin();
  EXPECT_THAT(error_of([&] {
                for (e.cls = 0; e.cls < 100; ++e.cls) ExplanationRepository(db).put(e);
                batch.commit();
              }),
              HasSubstr("the disk is full"));
}

TEST_F(DatabaseFile, AFullDiskLeavesNothing) {
  if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64k") != 0)
    GTEST_SKIP() << "mounting a small disk is not permitted here; the test above stands in";
  EXPECT_THAT(refusal(), HasSubstr("the disk is full"));
  EXPECT_EQ(files(), 0u);
  ::umount(folder.c_str());
}

}  // namespace
}  // namespace vantage::storage
