// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/engine/registry.hpp"
#include "host/engine/spec.hpp"
#include "storage/records.hpp"

namespace vantage::viewer {

// How a model of the database is opened again, so that its results stay its own: a network that comes with
// the program by its name, any other from the checkpoint that it was read from. Reads that file to see that
// it is still the same. Throws Error where it is gone, has changed or no installed loader knows it.
engine::ModelSpec spec_of(const engine::Registry&, const storage::Model&);

}  // namespace vantage::viewer
