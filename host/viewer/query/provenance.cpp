// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/provenance.hpp"

#include "storage/repositories.hpp"

namespace vantage::viewer {

Provenance read_provenance(storage::Database& db) {
  return {db.schema_version(), storage::RunRepository(db).all(), storage::MethodRepository(db).all(),
          storage::ModelRepository(db).all()};
}

}  // namespace vantage::viewer
