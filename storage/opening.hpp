// SPDX-License-Identifier: Apache-2.0
// From a path to a connection that is safe to use. Internal: Database::create_or_open().
#pragma once

#include <memory>

#include "storage/connection.hpp"
#include "storage/database.hpp"

namespace vantage::storage {

std::unique_ptr<Connection> open_connection(const std::filesystem::path&, const Options&, const Steps&);

}  // namespace vantage::storage
