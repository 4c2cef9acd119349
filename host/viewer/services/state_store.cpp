// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/state_store.hpp"

#include <utility>

namespace vantage::viewer {

StateStore::StateStore(AnalysisState state, QObject* parent) : QObject(parent), history_(std::move(state)) {}

template <typename Step>
void StateStore::carry_out(Step step) {
  waiting_.push_back(std::move(step));
  if (telling_) return;
  telling_ = true;
  for (size_t i = 0; i < waiting_.size(); ++i) {  // grows while it is walked through
    const AnalysisState before = state();
    std::exchange(waiting_[i], {})();
    const Parts parts = difference(before, state());
    emit history_changed();
    if (!parts.empty()) emit changed(state(), parts);
  }
  waiting_.clear();
  telling_ = false;
}

void StateStore::apply(const Command& command) {
  carry_out([this, command] { history_.apply(command); });
}
void StateStore::undo() {
  carry_out([this] { history_.undo(); });
}
void StateStore::redo() {
  carry_out([this] { history_.redo(); });
}
void StateStore::reset(AnalysisState state) {
  carry_out([this, state = std::move(state)] { history_ = History(state); });
}

}  // namespace vantage::viewer
