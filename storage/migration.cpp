// SPDX-License-Identifier: Apache-2.0
#include "storage/migration.hpp"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <map>
#include <system_error>

#include "storage/error.hpp"

namespace vantage::storage {
namespace {

namespace fs = std::filesystem;

void apply(SQLite::Database& sqlite, const Steps& steps, size_t from) {
  for (size_t i = from; i < steps.size(); ++i) sqlite.exec(steps[i]);
  sqlite.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  sqlite.exec(fmt::format("PRAGMA user_version = {}", steps.size()));
}

// What the file holds besides SQLite's own tables: name -> the SQL that made it.
std::map<std::string, std::string> objects_of(SQLite::Database& sqlite) {
  std::map<std::string, std::string> objects;
  SQLite::Statement query(sqlite,
                          "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'");
  while (query.executeStep()) objects.emplace(query.getColumn(0).getString(), query.getColumn(1).getString());
  return objects;
}

fs::path free_backup_name(const fs::path& file, int version) {
  fs::path name = file;
  name += fmt::format(".v{}-backup", version);
  const fs::path first = name;
  for (int n = 2; fs::exists(fs::symlink_status(name)); ++n) {
    name = first;
    name += fmt::format("-{}", n);
  }
  return name;
}

// The copy is written under another name first: a file called backup is a whole one.
void back_up(Connection& connection, int version) {
  const fs::path& file = connection.file();
  const fs::path copy = free_backup_name(file, version);
  const fs::path part = file.parent_path() / fmt::format(".{}.{}.tmp", copy.filename().string(), ::getpid());
  std::error_code failed;
  try {
    {
      SQLite::Database target(part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      // Through a second connection: SQLite copies nothing from one that is inside a write transaction.
      SQLite::Database source(file.string());
      SQLite::Backup backup(target, source);
      if (backup.executeStep(-1) != SQLITE_DONE) failed = std::make_error_code(std::errc::io_error);
    }
    if (!failed) fs::rename(part, copy, failed);
  } catch (const SQLite::Exception&) {
    failed = std::make_error_code(std::errc::io_error);
  }
  if (!failed) return;
  std::error_code ignored;
  fs::remove(part, ignored);
  throw Error(
      fmt::format("database {} has schema {} and must be migrated, but its backup copy {} could not be "
                  "written; make room "
                  "or make the folder writable, then try again (nothing was changed)",
                  quoted(file), version, quoted(copy)));
}

// Steps that rebuild a table need foreign keys off, and that can only be switched outside a transaction.
class ForeignKeysOff {
 public:
  explicit ForeignKeysOff(SQLite::Database& sqlite) : sqlite_(sqlite) {
    sqlite_.exec("PRAGMA foreign_keys = OFF");
  }
  ~ForeignKeysOff() { sqlite_.tryExec("PRAGMA foreign_keys = ON"); }
  ForeignKeysOff(const ForeignKeysOff&) = delete;

 private:
  SQLite::Database& sqlite_;
};

}  // namespace

int schema_version_of(Connection& connection) {
  return static_cast<int>(connection.number("PRAGMA user_version"));
}

void refuse_foreign(const fs::path& file) {
  throw Error(fmt::format("{} is a database of another program; name another file", quoted(file)));
}

void refuse_newer(const fs::path& file, int64_t version, size_t known) {
  throw Error(fmt::format(
      "database {} was made by a newer Vantage (schema {}, this program knows {}); use that Vantage or name "
      "another file",
      quoted(file), version, known));
}

void require_ours(Connection& connection, const Steps& steps) {
  const int64_t id = connection.number("PRAGMA application_id"), version = schema_version_of(connection);
  const bool empty = connection.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (id != kApplicationId && !(id == 0 && version == 0 && empty)) refuse_foreign(connection.file());
  if (version < 0 || version > static_cast<int64_t>(steps.size()))
    refuse_newer(connection.file(), version, steps.size());
}

void migrate(Connection& connection, const Steps& steps) {
  const ForeignKeysOff off(connection.sqlite());
  Scope transaction(connection);
  require_ours(connection, steps);  // another process may have been here while this one waited
  const int version = schema_version_of(connection);
  if (version == static_cast<int>(steps.size())) return;
  if (connection.number("SELECT count(*) FROM sqlite_schema") > 0) back_up(connection, version);
  apply(connection.sqlite(), steps, static_cast<size_t>(version));
  SQLite::Statement orphans(connection.sqlite(), "PRAGMA foreign_key_check");
  if (orphans.executeStep())
    throw Error(fmt::format(
        "database {} could not be migrated: a row of its table '{}' refers to one that is missing; restore a "
        "copy (nothing was changed)",
        quoted(connection.file()), orphans.getColumn(0).getString()));
  orphans.reset();
  transaction.commit();
}

void require_intact(Connection& connection, const Steps& steps) {
  SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  apply(model, steps, 0);
  const auto actual = objects_of(connection.sqlite());
  for (const auto& [name, sql] : objects_of(model)) {
    const auto found = actual.find(name);
    if (found == actual.end() || found->second != sql)
      throw Error(fmt::format(
          "database {} is damaged or was changed: its '{}' is {}; restore a copy or name "
          "another file",
          quoted(connection.file()), name, found == actual.end() ? "missing" : "not as Vantage made it"));
  }
}

}  // namespace vantage::storage
