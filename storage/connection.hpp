// SPDX-License-Identifier: Apache-2.0
// One SQLite connection as this folder uses it. Internal: the rest of the program sees Database.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "storage/sqlite_error.hpp"

namespace vantage::storage {

class Connection {
 public:
  // `flags` and a URI instead of the path as sqlite3_open_v2 has them. Sets what each connection needs and
  // the file does not remember. Throws SQLite::Exception.
  Connection(std::filesystem::path file, const std::string& name_or_uri, int flags, int busy_ms);

  SQLite::Database& sqlite() { return sqlite_; }
  const std::filesystem::path& file() const { return file_; }
  bool in_transaction();
  int64_t number(const std::string& sql);  // the first column of the first row

  // A prepared statement, kept for the next time.
  SQLite::Statement& cached(std::string_view sql);

  // Runs `body`, turning SQLite's exceptions into Error.
  template <typename Body>
  auto guarded(Body&& body) {
    try {
      return body();
    } catch (const SQLite::Exception& e) {
      rethrow(e, file_, busy_ms_);
    }
  }

 private:
  std::filesystem::path file_;
  int busy_ms_;
  SQLite::Database sqlite_;
  std::unordered_map<std::string_view, SQLite::Statement> statements_;  // keys are literals; closed first
};

// Makes what a repository's function does atomic: a transaction, or a savepoint inside the caller's.
class Scope {
 public:
  explicit Scope(Connection&);
  ~Scope();
  Scope(const Scope&) = delete;
  void commit();

 private:
  Connection& connection_;
  bool nested_, open_ = true;
};

}  // namespace vantage::storage
