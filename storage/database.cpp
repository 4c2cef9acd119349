// SPDX-License-Identifier: Apache-2.0
#include "storage/database.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "storage/migration.hpp"
#include "storage/opening.hpp"

namespace vantage::storage {

Transaction::Transaction(Connection& connection) : connection_(&connection) {
  if (connection.in_transaction())
    throw std::logic_error("a transaction was begun inside another one");  // a mistake of the program
  connection.guarded([&] { connection.sqlite().exec("BEGIN IMMEDIATE"); });
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ && connection_->in_transaction()) connection_->sqlite().tryExec("ROLLBACK");
}

void Transaction::commit() {
  if (!connection_->in_transaction())
    throw Error(fmt::format("database {}: the open batch was undone by an earlier failure; write it again",
                            quoted(connection_->file())));
  connection_->guarded([&] { connection_->sqlite().exec("COMMIT"); });
  connection_ = nullptr;
}

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Database Database::create_or_open(const std::filesystem::path& file, const Options& options,
                                  const Steps& steps) {
  return Database(open_connection(file, options, steps));
}

int Database::schema_version() const {
  return connection_->guarded([&] { return schema_version_of(*connection_); });
}

int64_t Database::data_version() {
  return connection_->guarded([&] { return connection_->number("PRAGMA data_version"); });
}

Transaction Database::begin() {
  return Transaction(*connection_);
}

}  // namespace vantage::storage
