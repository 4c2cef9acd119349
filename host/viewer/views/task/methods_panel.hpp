// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/viewer/models/choice_model.hpp"
#include "host/viewer/views/task/choice_box.hpp"
#include "host/viewer/views/task/parameter_form.hpp"
#include "host/viewer/views/task/task_panel.hpp"

class QLabel;
class QToolButton;

namespace vantage::viewer {

// Which methods explain, and with which parameters. Views show the first that was chosen.
class MethodsPanel : public TaskPanel {
  Q_OBJECT
 public:
  explicit MethodsPanel(View&);
  void update_parts(Parts) override;

 private:
  void choose(const std::vector<std::string>& ids, bool chosen);
  void put_first(const std::string& id);
  void show_parameters();
  const MethodChoice* shown_choice() const;  // whose parameters are shown; null: none is chosen

  ChoiceModel* methods_;
  ChoiceBox* box_;
  QLabel* title_;
  QToolButton* first_;
  ParameterForm* form_;
};

}  // namespace vantage::viewer
