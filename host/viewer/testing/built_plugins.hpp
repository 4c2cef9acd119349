// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/engine/registry.hpp"

namespace vantage::viewer {

// The plugins of the build, which lie beside the program; what is installed here is no part of a test. They
// are probed once for all tests.
inline engine::RegistryOptions built_plugins() {
  engine::RegistryOptions options;
  options.probe_program = PROBE_PROGRAM;
  options.use_environment = false;
  options.cache_file = PLUGIN_CACHE;
  return options;
}

}  // namespace vantage::viewer
