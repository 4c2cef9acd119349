// SPDX-License-Identifier: Apache-2.0
// docs/database.md is what people work from: its SQL must run, and it must name what there is.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <cctype>
#include <iterator>
#include <set>
#include <sstream>

#include "storage/connection.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {
namespace {

class Documentation : public StorageTest {
 protected:
  const std::string text = bytes_of(fs::path(VANTAGE_SOURCE_DIR) / "docs" / "database.md");
};

TEST_F(Documentation, EveryQueryRuns) {
  auto db = open();
  sqlite3* const handle = db.connection().sqlite().getHandle();
  int statements = 0;
  const std::string fence = "```sql\n";
  for (size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
    const size_t begin = at + fence.size();
    const std::string block = text.substr(begin, text.find("```", begin) - begin);
    for (const char* rest = block.c_str(); *rest;) {
      sqlite3_stmt* statement = nullptr;
      const char* const sql = rest;
      ASSERT_EQ(sqlite3_prepare_v2(handle, sql, -1, &statement, &rest), SQLITE_OK)
          << sqlite3_errmsg(handle) << "\n"
          << sql;
      if (!statement) break;  // blanks behind the last one
      ++statements;
      EXPECT_TRUE(sqlite3_stmt_readonly(statement)) << sql;
      int status = SQLITE_ROW;
      while (status == SQLITE_ROW) status = sqlite3_step(statement);
      EXPECT_EQ(status, SQLITE_DONE) << sqlite3_errmsg(handle) << "\n" << sql;
      sqlite3_finalize(statement);
    }
  }
  EXPECT_GE(statements, 14);
}

TEST_F(Documentation, EveryTableViewAndColumnIsNamed) {
  std::string blank = text;
  for (char& c : blank)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_') c = ' ';
  std::istringstream stream(blank);
  const std::set<std::string> words(std::istream_iterator<std::string>(stream), {});
  auto db = open();
  SQLite::Statement query(db.connection().sqlite(),
                          "SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c "
                          "WHERE s.type IN ('table', 'view')");
  while (query.executeStep())
    for (int i = 0; i < 2; ++i) {
      const auto name = query.getColumn(i).getString();
      EXPECT_TRUE(words.count(name)) << query.getColumn(0).getString() << "." << name;
    }
}

TEST_F(Documentation, ItIsAboutThisSchema) {
  EXPECT_NE(text.find("**schema " + std::to_string(open().schema_version()) + "**"), std::string::npos);
}

}  // namespace
}  // namespace vantage::storage
