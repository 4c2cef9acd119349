// SPDX-License-Identifier: Apache-2.0
#include "host/engine/probe.hpp"

#include <new>

#include "host/engine/error.hpp"
#include "host/engine/plugin_library.hpp"
#include "host/engine/probe_check.hpp"
#include "host/engine/probe_read.hpp"

namespace vantage::engine {

Verdict probe_here(const std::filesystem::path& file) {
  Verdict verdict;
  verdict.file = file;
  try {
    const vtg_plugin_entry& entry = open_library(file);
    initialise(entry, file);
    read_descriptors(entry, verdict);
    check_plugins(verdict.plugins);
    return verdict;
  } catch (const Error& e) {
    verdict.reason = e.what();
  } catch (const std::filesystem::filesystem_error& e) {
    verdict.reason = "cannot be read: " + e.code().message();
  } catch (const std::bad_alloc&) {
    verdict.reason = "asked for more memory than there is";
  } catch (const std::exception& e) {
    verdict.reason = "let an exception escape: " + one_line(e.what());
  } catch (...) {
    verdict.reason = "let an exception of an unknown type escape";
  }
  verdict.plugins.clear();
  verdict.notes.clear();
  return verdict;
}

}  // namespace vantage::engine
