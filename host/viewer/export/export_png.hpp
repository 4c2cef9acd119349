// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace vantage::viewer {

class MainWindow;

// Draws the window (window.png) and each open view (A.png, ...) into a folder, which is made if it is not
// there. The same database, session and size give the same bytes. Returns how many pictures it wrote. Throws
// core::Error and Error.
size_t export_png(MainWindow&, const std::filesystem::path& folder);

}  // namespace vantage::viewer
