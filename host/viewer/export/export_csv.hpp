// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace vantage::viewer {

class MainWindow;

// The numbers of every chart and table that is shown, a file each, called after its id ("A1.csv"), into a
// folder, which is made if it is not there. The same database and session give the same bytes. Returns how
// many files it wrote. Throws core::Error and Error.
size_t export_csv(MainWindow&, const std::filesystem::path& folder);

}  // namespace vantage::viewer
