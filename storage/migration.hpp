// SPDX-License-Identifier: Apache-2.0
// Schemas: which one a file has, taking it to the newest, and proving that it is what it says. Internal.
#pragma once

#include "storage/connection.hpp"
#include "storage/schema.hpp"

namespace vantage::storage {

int schema_version_of(Connection&);

// Throws Error unless the file is ours or holds nothing at all, and not newer than `steps`.
void require_ours(Connection&, const Steps& steps);
[[noreturn]] void refuse_foreign(const std::filesystem::path&);
[[noreturn]] void refuse_newer(const std::filesystem::path&, int64_t version, size_t known);

// Takes the file to schema steps.size() in one transaction, after a backup copy beside it unless it is empty.
// Throws Error or SQLite::Exception; then the file is as before.
void migrate(Connection&, const Steps& steps);

// Throws Error where a table, index or view of ours is missing or is not what `steps` make it: a file from
// elsewhere could otherwise make our statements do something else.
void require_intact(Connection&, const Steps& steps);

}  // namespace vantage::storage
