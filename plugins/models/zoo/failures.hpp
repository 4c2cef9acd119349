// SPDX-License-Identifier: Apache-2.0
// LibTorch's exceptions carry stacks and file names of its own; a user gets their first line.
#pragma once
#include <c10/util/Exception.h>

#include <new>
#include <string>

#include "vantage/core.hpp"

namespace vantage::zoo {

template <class F>
auto translate_failures(const char* what, F&& body) {
  try {
    return body();
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    const auto* c10 = dynamic_cast<const c10::Error*>(&e);
    std::string text = c10 ? c10->what_without_backtrace() : e.what();
    text = text.substr(0, text.find('\n'));
    const bool memory = text.find("alloc") != std::string::npos || text.find("memory") != std::string::npos;
    throw Error(memory ? VTG_NO_MEMORY : VTG_FAILED,
                memory ? std::string(what) + " needs more memory than there is; use smaller batches"
                       : std::string(what) + " failed in LibTorch: " + text);
  }
}

}  // namespace vantage::zoo
