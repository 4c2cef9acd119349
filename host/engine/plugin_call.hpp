// SPDX-License-Identifier: Apache-2.0
// The exception barrier between the host and a plugin.
#pragma once
#include <exception>
#include <string>

#include "host/engine/error.hpp"
#include "vantage/abi.h"

namespace vantage::engine {

/// Runs `call(vtg_error*)`, which returns a vtg_status. A bad status, and any exception that a plugin lets
/// escape in spite of the ABI's rule 4, becomes Error "WHO: WHY" (Cancelled for VTG_CANCELLED); `who` names
/// the plugin.
template <class F>
void call_plugin(const std::string& who, F&& call) {
  vtg_error error{};
  error.struct_size = sizeof error;
  vtg_status status = VTG_OK;
  try {
    status = call(&error);
  } catch (const std::exception& e) {
    throw Error(who + ": let an exception escape: " + one_line(e.what()));
  } catch (...) {
    throw Error(who + ": let an exception of an unknown type escape");
  }
  if (status == VTG_OK) return;
  error.message[sizeof error.message - 1] = '\0';
  const std::string why = error.message[0]
                              ? one_line(error.message, sizeof error.message)
                              : "failed with status " + std::to_string(status) + ", no reason given";
  if (status == VTG_CANCELLED) throw Cancelled(who + ": " + why);
  throw Error(who + ": " + why);
}

}  // namespace vantage::engine
