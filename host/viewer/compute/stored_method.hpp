// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "host/engine/registry.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// How well stored parameters agree with what was chosen: not at all, in what was chosen explicitly, in all.
enum class Fit { none, chosen, all };

// A chosen method, ready to be looked for among stored results. Where the plugin is not installed its
// defaults are not known, and nothing fits in all. Throws engine::Error where the choice does not fit the
// plugin.
class WantedMethod {
 public:
  WantedMethod(const engine::Registry&, const MethodChoice&);

  const std::string& id() const { return chosen_.id; }
  // `parameters`: canonical, as stored. A layer does not count: its name is each model's own.
  Fit fit(const std::string& parameters) const;

 private:
  MethodChoice chosen_;
  std::map<std::string, std::string> complete_;
};

}  // namespace vantage::viewer
