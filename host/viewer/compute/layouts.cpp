// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/layouts.hpp"

#include "host/engine/analysis/layouts.hpp"

namespace vantage::viewer {
namespace {

struct Cancelled {};

}  // namespace

void compute_layouts(const LayoutRequest& request, JobControl& control) try {
  auto db = storage::Database::create_or_open(request.database);
  const auto all = static_cast<double>(request.models.size());
  for (size_t m = 0; m < request.models.size(); ++m) {
    const auto& model = request.models[m];
    core::TsneOptions options;
    options.progress = [&](int done) {
      if (control.cancelled()) throw Cancelled();
      control.report((static_cast<double>(m) + static_cast<double>(done) / options.iterations) / all,
                     QString::fromStdString(model.name));
    };
    options.progress(0);  // before the sums are read, which takes a moment
    engine::update_layout(db, request.dataset, model.id, request.precision, options);
  }
} catch (const Cancelled&) {
}

}  // namespace vantage::viewer
