// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QGroupBox>

#include "host/viewer/services/text.hpp"
#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

// One question of view C, in a box with its title.
class TaskPanel : public QGroupBox {
  Q_OBJECT
 public:
  TaskPanel(View& view, const QString& title);

  // Shows what has changed; all parts where plugins or data are other ones.
  virtual void update_parts(Parts) = 0;

 protected:
  View& view() const { return view_; }
  // Null until plugins are found.
  const engine::Registry* registry() const;

 private:
  View& view_;
};

}  // namespace vantage::viewer
