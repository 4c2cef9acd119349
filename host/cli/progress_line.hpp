// SPDX-License-Identifier: Apache-2.0
// How far an experiment is, in a line.
#pragma once
#include <string>

#include "host/engine/experiment/runner.hpp"

namespace vantage::cli {

std::string duration(double seconds);  ///< "4 min 55 s"
std::string progress_line(const engine::RunProgress&);

}  // namespace vantage::cli
