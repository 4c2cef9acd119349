// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/history.hpp"

#include <utility>

namespace vantage::viewer {

void History::apply(const Command& command) {
  AnalysisState next = command.apply(present_);
  if (!command.recorded) {
    present_ = std::move(next);
    return;
  }
  const bool merges =
      !sealed_ && !command.merge.empty() && !back_.empty() && back_.back().merge == command.merge;
  if (!merges && next == present_) return;
  sealed_ = false;
  forward_.clear();
  if (merges) {
    back_.back().name = command.name;
    present_ = std::move(next);
    if (back_.back().state == present_) back_.pop_back();  // dragged back to where it began
    return;
  }
  back_.push_back({command.name, command.merge, std::exchange(present_, std::move(next))});
  if (back_.size() > kSteps) back_.pop_front();
}

void History::undo() {
  if (back_.empty()) return;
  Step step = std::move(back_.back());
  back_.pop_back();
  cross(step);
  forward_.push_back(std::move(step));
}

void History::redo() {
  if (forward_.empty()) return;
  Step step = std::move(forward_.back());
  forward_.pop_back();
  cross(step);
  back_.push_back(std::move(step));
}

void History::cross(Step& step) {
  step.state.focus = present_.focus;
  step.state.look = present_.look;
  std::swap(present_, step.state);
  sealed_ = true;
}

}  // namespace vantage::viewer
