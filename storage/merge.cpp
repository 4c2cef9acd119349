// SPDX-License-Identifier: Apache-2.0
#include "storage/merge.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "storage/merge_steps.hpp"
#include "storage/opening.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

// The other file under the name `other`, and the temporary tables of the merge, until the end of this
// object's life.
class Attached {
 public:
  Attached(Connection& connection, const std::filesystem::path& file) : sqlite_(connection.sqlite()) {
    SQLite::Statement attach(sqlite_, "ATTACH ?1 AS other");
    attach.bind(1, read_only_uri(file));
    attach.exec();
  }
  ~Attached() {
    std::string drop;
    try {
      SQLite::Statement query(sqlite_, "SELECT name FROM temp.sqlite_schema WHERE type = 'table'");
      while (query.executeStep()) drop += fmt::format("DROP TABLE temp.{};", query.getColumn(0).getString());
    } catch (const SQLite::Exception&) {
    }
    sqlite_.tryExec(drop);
    sqlite_.tryExec("DETACH other");
  }
  Attached(const Attached&) = delete;

 private:
  SQLite::Database& sqlite_;
};

// Opening refuses what is not ours, newer, older or changed; this finds the damage that copying would come
// upon, while it is clear whose it is.
void require_whole(const std::filesystem::path& from) {
  auto database = Database::create_or_open(from, {.read_only = true});
  auto& connection = database.connection();
  connection.guarded([&] {
    for (const char* check : {"PRAGMA quick_check(1)", "PRAGMA foreign_key_check"}) {
      SQLite::Statement query(connection.sqlite(), check);
      if (query.executeStep() && query.getColumn(0).getString() != "ok")
        throw Error(
            fmt::format("database {} is damaged: its pages or rows contradict each other; restore a copy, or "
                        "rescue what is left with 'sqlite3 FILE .recover'",
                        quoted(from)));
    }
  });
}

}  // namespace

MergeReport merge(Database& into, const std::filesystem::path& from) {
  auto& connection = into.connection();
  if (connection.in_transaction()) throw std::logic_error("merge() was called inside a transaction");
  std::error_code ignored;
  if (std::filesystem::equivalent(from, connection.file(), ignored))
    throw Error(fmt::format("database {} cannot be merged into itself; name another file", quoted(from)));
  require_whole(from);
  return connection.guarded([&] {
    const Attached attached(connection, from);
    Scope transaction(connection);
    const Before before{connection.number("SELECT coalesce(max(id), 0) FROM main.predictions"),
                        connection.number("SELECT coalesce(max(id), 0) FROM main.explanations")};
    MergeReport report;
    merge_results(connection, before, report);
    merge_counts(into, from, report);
    merge_similarities(connection, before, report);
    merge_failures(connection, before, report);
    transaction.commit();
    return report;
  });
}

}  // namespace vantage::storage
