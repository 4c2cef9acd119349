// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/plugins.hpp"

namespace vantage::viewer {

std::shared_ptr<engine::Registry> Plugins::registry() {
  if (!asked_) {
    asked_ = true;
    const auto found = std::make_shared<std::shared_ptr<engine::Registry>>();
    jobs_.submit(
        tr("Looking for plugins"), "plugins",
        [found, options = options_](JobControl&) { *found = std::make_shared<engine::Registry>(options); },
        this,
        [this, found] {
          registry_ = *found;
          emit ready();
        });
  }
  return registry_;
}

}  // namespace vantage::viewer
