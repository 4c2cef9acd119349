// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/engine/plugin_info.hpp"

class QFormLayout;
class QLabel;
class QToolButton;

namespace vantage::viewer {

// A plugin's parameters, a line each, made from the plugin's own table. What the plugin would not take is
// refused with one line that says what it takes, and is not passed on.
class ParameterForm : public QWidget {
  Q_OBJECT
 public:
  explicit ParameterForm(QWidget* parent = nullptr);

  // `left_out`: keys that are asked for elsewhere.
  void set_plugin(const engine::PluginInfo*, const std::vector<std::string>& left_out = {});
  void set_values(const std::map<std::string, std::string>& given);  // what differs from the defaults

  QWidget* control(const std::string& key) const;  // null: there is none
  QString refusal() const;                         // empty: nothing is refused

 signals:
  // `text` as results record it; none: the default.
  void edited(const std::string& key, const std::optional<std::string>& text);
  void reset_asked();

 private:
  struct Row {
    engine::ParamInfo info;
    QWidget* control = nullptr;
    std::function<void(const std::string&)> show;
  };
  Row make_row(const engine::ParamInfo&);
  Row make_flag(const engine::ParamInfo&);
  Row make_choice(const engine::ParamInfo&);
  Row make_number(const engine::ParamInfo&);
  Row make_text(const engine::ParamInfo&);
  void enter(const engine::ParamInfo&, const std::string& text);
  void refuse(const QString& line);

  std::string id_;
  std::vector<Row> rows_;
  std::map<std::string, std::string> given_;
  QFormLayout* form_;
  QLabel* refusal_;
  QToolButton* reset_;
};

}  // namespace vantage::viewer
