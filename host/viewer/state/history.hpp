// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "host/viewer/state/commands.hpp"

namespace vantage::viewer {

// The present state, and the ways back and forward. One thread.
class History {
 public:
  static constexpr size_t kSteps = 200;  // older ones are forgotten

  explicit History(AnalysisState present = {}) : present_(std::move(present)) {}

  const AnalysisState& present() const { return present_; }

  // A recorded command that changes nothing is no step; one that merges with the step before it becomes part
  // of that step. Any new step ends the way forward.
  void apply(const Command&);

  // The drag is over: the next command begins a step of its own.
  void seal() { sealed_ = true; }

  // Nothing happens where there is no way. Focus and look stay as they are: they are no part of a step.
  void undo();
  void redo();
  std::string undo_name() const { return back_.empty() ? "" : back_.back().name; }  // empty: no way
  std::string redo_name() const { return forward_.empty() ? "" : forward_.back().name; }

 private:
  struct Step {
    std::string name, merge;
    AnalysisState state;  // on the other side of the step
  };
  void cross(Step&);

  AnalysisState present_;
  std::deque<Step> back_;
  std::vector<Step> forward_;
  bool sealed_ = false;
};

}  // namespace vantage::viewer
