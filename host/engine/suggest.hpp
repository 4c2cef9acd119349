// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known names nearest to a mistyped one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vantage::engine {

/// Insertions, deletions, substitutions and swaps of neighbours that turn a into b.
size_t edit_distance(std::string_view a, std::string_view b);

/// At most `most` of the known names, nearest first: those within a third of the name's length, and those
/// whose last dotted component is. Empty where nothing is near.
std::vector<std::string> nearest(const std::string& name, const std::vector<std::string>& known,
                                 size_t most = 3);

/// " (did you mean 'grad-cam'?)", or nothing where no known name is near.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& known);

}  // namespace vantage::engine
