// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/registry.hpp"

#include "host/viewer/views/distribution/distribution_view.hpp"
#include "host/viewer/views/explanation/explanation_view.hpp"
#include "host/viewer/views/overall/overall_view.hpp"
#include "host/viewer/views/supplement/supplement_view.hpp"
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
      {"A", "Overall information", make<OverallView>}, {"B", "Distribution graph", make<DistributionView>},
      {"C", "Task selection", make<TaskView>},         {"D", "Visual explanation", make<ExplanationView>},
      {"E", "Supplemental", make<SupplementView>},
  };
  return kEntries;
}

}  // namespace vantage::viewer
