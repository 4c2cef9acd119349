// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "storage/error.hpp"
#include "storage/schema.hpp"

namespace vantage::storage {

class Connection;

struct Options {
  int busy_ms = 5000;      // how long to wait for another process that is writing, milliseconds
  bool read_only = false;  // never creates, migrates or writes; serves read-only media too
};

// Undoes everything since begin() unless commit() was reached. Must not outlive its Database.
class Transaction {
 public:
  explicit Transaction(Connection&);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // Throws Error; also when a failure inside has already undone the transaction (a full disk does that).
  void commit();

 private:
  Connection* connection_;
};

// One connection to one file. One thread at a time: give each thread its own Database. Any number of
// processes may read one file while one of them writes. Every function of this folder throws Error and
// nothing else of SQLite's; std::bad_alloc passes.
class Database {
 public:
  // Opens a file of ours, making it where it does not exist (whole or not at all) and migrating an older
  // schema after a backup copy beside it, "results.db.v1-backup". Changes nothing in what it refuses: another
  // program's database, another kind of file, a newer schema, a damaged or changed schema. `steps` is for
  // tests.
  static Database create_or_open(const std::filesystem::path&, const Options& = {},
                                 const Steps& steps = schema_steps());
  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;

  // Of this file; after opening always this program's own.
  int schema_version() const;

  // Another number whenever another connection has written to the file since; what this one writes does not
  // change it.
  int64_t data_version();

  // Takes the right to write at once, waiting up to busy_ms. One at a time. Without one, each call of a
  // repository is a transaction of its own.
  [[nodiscard]] Transaction begin();

  // For the repositories.
  Connection& connection() { return *connection_; }

 private:
  explicit Database(std::unique_ptr<Connection>);
  std::unique_ptr<Connection> connection_;
};

}  // namespace vantage::storage
