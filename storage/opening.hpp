// SPDX-License-Identifier: Apache-2.0
// From a path to a connection that is safe to use. Internal: Database::create_or_open().
#pragma once

#include <memory>
#include <string>

#include "storage/connection.hpp"
#include "storage/database.hpp"

namespace vantage::storage {

std::unique_ptr<Connection> open_connection(const std::filesystem::path&, const Options&, const Steps&);

// For sqlite3_open_v2 and ATTACH: reads the file and changes nothing.
std::string read_only_uri(const std::filesystem::path&);

}  // namespace vantage::storage
