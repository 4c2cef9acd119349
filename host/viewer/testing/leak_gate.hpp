// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace vantage::viewer {

// Runs all tests; each that leaves behind a running thread, a timer or a window fails. Call it with an
// application.
int run_all_tests();

}  // namespace vantage::viewer
