// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <vector>

#include "host/viewer/state/history.hpp"

namespace vantage::viewer {

// The one analysis state of a window. Views send it commands and are told what changed; the thread is the
// user interface's.
class StateStore : public QObject {
  Q_OBJECT
 public:
  explicit StateStore(AnalysisState state = {}, QObject* parent = nullptr);

  const AnalysisState& state() const { return history_.present(); }
  QString undo_name() const { return QString::fromStdString(history_.undo_name()); }  // empty: no way back
  QString redo_name() const { return QString::fromStdString(history_.redo_name()); }

  // Commands sent from within changed() are carried out when everyone has been told of the change before, so
  // that all see the same changes in the same order.
  void apply(const Command&);
  void undo();
  void redo();
  void end_drag() { history_.seal(); }  // what follows is a step of its own

  // Another analysis takes this one's place; the history is empty then.
  void reset(AnalysisState);

 signals:
  // `parts` is not empty. The states live as long as the signal lasts.
  void changed(const vantage::viewer::AnalysisState& now, vantage::viewer::Parts parts);
  void history_changed();

 private:
  template <typename Step>
  void carry_out(Step);

  History history_;
  std::vector<std::function<void()>> waiting_;
  bool telling_ = false;
};

}  // namespace vantage::viewer
