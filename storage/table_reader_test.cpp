// SPDX-License-Identifier: Apache-2.0
#include "storage/table_reader.hpp"

#include <gmock/gmock.h>

#include "storage/merge_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class Tables : public MergeTest {};

TEST_F(Tables, EachHasRowsUnderItsColumnsAndNoBlobs) {
  shard("from.db", {"a", "b"}, {0, 3});
  auto db = open_at("from.db");
  SimilarityRepository(db).put({{1, 1, "l1", "fp32", 0, "label"}, -1, 1, 2, 3, 0.5});
  FailureRepository(db).put({0, 1, "gone.jpg", "a", "", "it is missing"});
  for (const auto& name : table_names()) {
    std::vector<std::string> columns;
    size_t rows = 0;
    read_table(db, name,
               {[&](const auto& all) { columns = all; },
                [&](const auto& cells) {
                  ++rows;
                  EXPECT_EQ(cells.size(), columns.size());
                  for (const auto& cell : cells)
                    EXPECT_FALSE(std::holds_alternative<std::monostate>(cell)) << name;
                }});
    EXPECT_GT(rows, 0u) << name;
    for (const char* blob : {"map", "sums", "points", "probabilities"})
      EXPECT_THAT(columns, Not(Contains(blob)));
  }
}

TEST_F(Tables, RowsNameThings) {
  shard("from.db", {"a"}, {0, 1, 3});
  auto db = open_at("from.db");
  std::vector<std::vector<Cell>> rows;
  read_table(db, "accuracy", {[](const auto&) {}, [&](const auto& cells) { rows.push_back(cells); }});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], (std::vector<Cell>{"small", "a", "a", "fp32", int64_t{0}, "tench", "animal", int64_t{2},
                                        int64_t{1}, int64_t{2}, 0.5}));
}

TEST_F(Tables, AnUnknownOneIsNamedWithTheOthers) {
  auto db = open();
  EXPECT_THAT(error_of([&] { read_table(db, "sqlite_schema", {}); }),
              HasSubstr("there is no table 'sqlite_schema'; choose one of models, images"));
}

}  // namespace
}  // namespace vantage::storage
