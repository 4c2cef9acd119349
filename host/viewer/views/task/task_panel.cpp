// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/task_panel.hpp"

namespace vantage::viewer {

TaskPanel::TaskPanel(View& view, const QString& title) : QGroupBox(title), view_(view) {
  setAccessibleName(title);
}

const engine::Registry* TaskPanel::registry() const {
  return view_.context().plugins.registry().get();
}

}  // namespace vantage::viewer
