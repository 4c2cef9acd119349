// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/error_line.hpp"

#include <new>

#include "core/error.hpp"
#include "host/engine/error.hpp"
#include "host/viewer/error.hpp"
#include "storage/error.hpp"

namespace vantage::viewer {

QString error_line(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const Error& e) {
    return QString::fromUtf8(e.what());
  } catch (const core::Error& e) {
    return QString::fromUtf8(e.what());
  } catch (const storage::Error& e) {
    return QString::fromUtf8(e.what());
  } catch (const engine::Error& e) {
    return QString::fromUtf8(e.what());
  } catch (const std::bad_alloc&) {
    return "there is not enough memory for this; close other programs or choose less";
  } catch (const std::exception& e) {
    return "this is a mistake in vantage itself, please report it: " +
           QString::fromUtf8(e.what()).simplified();
  } catch (...) {
    return "this is a mistake in vantage itself, please report it";
  }
}

}  // namespace vantage::viewer
