// SPDX-License-Identifier: Apache-2.0
#include "storage/connection.hpp"

#include <sqlite3.h>

namespace vantage::storage {
namespace {

// No text or map of ours is larger; a forged length is refused before memory is asked for.
constexpr int kLargestValue = 80 << 20;

}  // namespace

Connection::Connection(std::filesystem::path file, const std::string& name_or_uri, int flags, int busy_ms)
    : file_(std::move(file)), busy_ms_(busy_ms), sqlite_(name_or_uri, flags, busy_ms) {
  sqlite3* const handle = sqlite_.getHandle();
  // A file from elsewhere must not run anything of its own: no triggers, no functions that its schema names,
  // no loading of extensions, no rewriting of the schema behind SQLite's back.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLargestValue);
  sqlite_.exec("PRAGMA foreign_keys = ON");
  sqlite_.exec("PRAGMA synchronous = NORMAL");
  sqlite_.exec("PRAGMA cell_size_check = ON");
}

bool Connection::in_transaction() {
  return sqlite3_get_autocommit(sqlite_.getHandle()) == 0;
}

int64_t Connection::number(const std::string& sql) {
  return sqlite_.execAndGet(sql).getInt64();
}

SQLite::Statement& Connection::cached(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end())
    found = statements_.emplace(sql, SQLite::Statement(sqlite_, std::string(sql))).first;
  return found->second;
}

Scope::Scope(Connection& connection) : connection_(connection), nested_(connection.in_transaction()) {
  auto& begin = connection_.cached(nested_ ? "SAVEPOINT scope" : "BEGIN IMMEDIATE");
  begin.tryReset();
  begin.exec();
  begin.tryReset();
}

void Scope::commit() {
  auto& end = connection_.cached(nested_ ? "RELEASE scope" : "COMMIT");
  end.tryReset();
  end.exec();
  end.tryReset();
  open_ = false;
}

Scope::~Scope() {
  // A severe failure (a full disk) has undone everything already.
  if (!open_ || !connection_.in_transaction()) return;
  connection_.sqlite().tryExec(nested_ ? "ROLLBACK TO scope; RELEASE scope" : "ROLLBACK");
}

}  // namespace vantage::storage
