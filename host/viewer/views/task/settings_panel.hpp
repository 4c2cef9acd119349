// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "host/viewer/views/task/task_panel.hpp"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;
class QSpinBox;

namespace vantage::viewer {

// What holds for every method: what is explained, how many images, how maps are finished and compared.
class SettingsPanel : public TaskPanel {
  Q_OBJECT
 public:
  explicit SettingsPanel(View&);
  void update_parts(Parts) override;

 private:
  void make_target();
  void make_layer();
  void make_threshold();
  void ask_for_layers();
  void show_plugins();
  void show_request();
  void enter_target(const QString& text);
  std::optional<std::string> target_of(const QString& text) const;  // none: there is no such class
  QString text_of(const std::string& target) const;

  QComboBox *target_, *layer_, *profile_, *measure_;
  QSpinBox* images_;
  QSlider* slider_;
  QDoubleSpinBox* threshold_;
  QLabel* refusal_;
};

}  // namespace vantage::viewer
