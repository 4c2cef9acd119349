// SPDX-License-Identifier: Apache-2.0
// The steps of merge(). They run in one transaction of a connection that has the other file attached as
// `other`; for each table with ids, temp.map_TABLE says which row `new` of this file the other's row `old`
// is. Internal.
#pragma once

#include <initializer_list>
#include <string>

#include "storage/connection.hpp"
#include "storage/merge.hpp"

namespace vantage::storage {

// A column that refers to another table: its values are the other file's ids.
struct Reference {
  const char *column, *table;
};

struct Copy {
  const char* table;
  std::initializer_list<Reference> references;
  std::string where = "true";  // about `o`, the other's row, and `new_COLUMN`, the mapped id of a reference
};

// Inserts the other's rows that are not here by any unique key; returns how many.
int64_t copy_rows(Connection&, const Copy&);

// Makes temp.map_TABLE, matching rows by the columns of their identity.
void map_rows(Connection&, const Copy&, std::initializer_list<const char*> identity);

// From the largest ids before anything was copied: rows above are new.
struct Before {
  int64_t predictions = 0, explanations = 0;
};

void merge_results(Connection&, const Before&,
                   MergeReport&);  // runs to explanations, with what hangs on them
void merge_counts(Database& into, const std::filesystem::path& from,
                  MergeReport&);  // labels, sums, accuracies, layouts
void merge_similarities(Connection&, const Before&, const MergeReport&);
void merge_failures(Connection&, const Before&, MergeReport&);

}  // namespace vantage::storage
