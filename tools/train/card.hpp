// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tools/train/exam.hpp"
#include "tools/train/recipe.hpp"

namespace vantage::train {

/// A network's model card in Markdown: what it is, how it was taught, what it reaches.
std::string card(const zoo::Architecture&, const zoo::Graph&, const Recipe&, const Exam&);

struct Taught {
  Recipe recipe;
  Exam exam;
};
/// The page in front of the cards: what the networks are, and one line for each.
std::string overview(const std::vector<Taught>&);

}  // namespace vantage::train
