// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace vantage::viewer {

class MainWindow;

// All views that are shown as one PDF file, a page of its size each; lines and text stay lines and text. The
// same database, session and size give the same bytes, and so the file bears no date. Returns how many pages
// it wrote. Throws core::Error and Error.
size_t export_pdf(MainWindow&, const std::filesystem::path& file);

}  // namespace vantage::viewer
