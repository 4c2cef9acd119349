// SPDX-License-Identifier: Apache-2.0
#include "storage/schema.hpp"

#include "storage/schema_1.hpp"
#include "storage/schema_2.hpp"

namespace vantage::storage {

const Steps& schema_steps() {
  static const Steps steps{kVersion1, kVersion2};
  return steps;
}

}  // namespace vantage::storage
