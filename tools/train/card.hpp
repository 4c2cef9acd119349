// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tools/train/exam.hpp"
#include "tools/train/recipe.hpp"

namespace vantage::train {

/// A network's model card in Markdown: what it is, how it was taught, what it reaches.
std::string card(const zoo::Architecture&, const zoo::Graph&, const Recipe&, const Exam&, int64_t pictures);

}  // namespace vantage::train
