// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/registry.hpp"

#include "host/viewer/views/overall/overall_view.hpp"
#include "host/viewer/views/task/task_view.hpp"

namespace vantage::viewer {
namespace {

template <typename T>
View* make(const ViewContext& context, QWidget* parent) {
  return new T(context, parent);
}

}  // namespace

const std::vector<ViewEntry>& view_entries() {
  static const std::vector<ViewEntry> kEntries = {
      {"A", "Overall information", Phase::overview, {"", Qt::Horizontal}, make<OverallView>},
      {"C", "Task selection", Phase::task, {"B", Qt::Horizontal}, make<TaskView>},
  };
  return kEntries;
}

}  // namespace vantage::viewer
