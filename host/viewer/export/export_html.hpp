// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace vantage::viewer {

class MainWindow;

// A report that can be read on its own: what was analysed and how, where the results come from, every view
// that is shown with its tables. The same database, session and size give the same bytes. Throws core::Error,
// storage::Error and Error.
void export_html(MainWindow&, const std::filesystem::path& file);

}  // namespace vantage::viewer
