// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_csv.hpp"

#include "core/files.hpp"
#include "host/viewer/export/view_pictures.hpp"
#include "host/viewer/views/chart_panel.hpp"

namespace vantage::viewer {

size_t export_csv(MainWindow& window, const std::filesystem::path& folder) {
  make_folder(folder);
  size_t files = 0;
  for (const auto& open : visible_views(window))
    for (const ChartPanel* panel : visible_panels(*open.view)) {
      core::write_atomically(folder / (panel->id().toStdString() + ".csv"),
                             to_csv(panel->table()).toStdString());
      ++files;
    }
  return files;
}

}  // namespace vantage::viewer
