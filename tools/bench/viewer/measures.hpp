// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of vantage-viewer-bench. Each prints its lines of the table.
#pragma once

#include <filesystem>

#include "tools/bench/viewer/probe.hpp"

namespace vantage::bench {

void print_head();
void opening(Probe&, const std::filesystem::path& database, int rounds);
void commands(Probe&, viewer::MainWindow&, int count);  // in each phase
void threshold(Probe&, viewer::MainWindow&, int count);
void large_table(Probe&, viewer::MainWindow&, int rounds, const std::filesystem::path& folder);
void exports(Probe&, viewer::MainWindow&, const std::filesystem::path& folder);

}  // namespace vantage::bench
