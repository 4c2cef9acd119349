// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/parameter_form.hpp"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>
#include <algorithm>
#include <cmath>
#include <limits>

#include "host/viewer/compute/parameter_text.hpp"
#include "host/viewer/services/text.hpp"
#include "vantage/abi.h"

namespace vantage::viewer {
namespace {

bool fits_spin_box(const engine::ParamInfo& p) {
  return p.type == VTG_INT && p.min >= std::numeric_limits<int>::min() &&
         p.max <= std::numeric_limits<int>::max();
}

QString help_of(const engine::ParamInfo& p) {
  QString help = qt(p.help);
  if (!help.isEmpty()) help += '\n';
  const std::string normal = default_text(p);
  help += ParameterForm::tr("Takes %1.").arg(qt(allowed_text(p)));
  return help + (normal.empty() ? QString() : ParameterForm::tr(" Default: %1.").arg(qt(normal)));
}

}  // namespace

ParameterForm::ParameterForm(QWidget* parent)
    : QWidget(parent),
      form_(new QFormLayout(this)),
      refusal_(new QLabel(this)),
      reset_(new QToolButton(this)) {
  form_->setContentsMargins(0, 0, 0, 0);
  form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form_->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  refusal_->setWordWrap(true);
  refusal_->setAccessibleName(tr("Refused value"));
  refusal_->hide();
  reset_->setText(tr("Reset to defaults"));
  reset_->setAccessibleName(reset_->text());
  reset_->setToolTip(tr("Give every parameter of this method its default"));
  connect(reset_, &QToolButton::clicked, this, &ParameterForm::reset_asked);
  form_->addRow(refusal_);
  form_->addRow(reset_);
}

void ParameterForm::set_plugin(const engine::PluginInfo* plugin, const std::vector<std::string>& left_out) {
  const std::string id = plugin ? plugin->id : "";
  if (id == id_) return;
  id_ = id;
  for (const Row& row : rows_) form_->removeRow(row.control);
  rows_.clear();
  refuse({});
  if (!plugin) return;
  for (const auto& p : plugin->params) {
    if (std::find(left_out.begin(), left_out.end(), p.key) != left_out.end()) continue;
    Row row = make_row(p);
    const QString name = p.label.empty() ? qt(p.key) : qt(p.label);
    row.control->setToolTip(help_of(p));
    row.control->setAccessibleName(name);
    row.control->setAccessibleDescription(help_of(p));
    row.control->setMinimumWidth(60);
    form_->insertRow(static_cast<int>(rows_.size()), name, row.control);
    form_->labelForField(row.control)->setToolTip(help_of(p));
    rows_.push_back(std::move(row));
  }
}

void ParameterForm::set_values(const std::map<std::string, std::string>& given) {
  given_ = given;
  for (const Row& row : rows_) {
    const auto it = given.find(row.info.key);
    const QSignalBlocker blocker(row.control);
    row.show(it == given.end() ? default_text(row.info) : it->second);
  }
  reset_->setEnabled(!given.empty());
  reset_->setVisible(!rows_.empty());
}

QWidget* ParameterForm::control(const std::string& key) const {
  for (const Row& row : rows_)
    if (row.info.key == key) return row.control;
  return nullptr;
}

QString ParameterForm::refusal() const {
  return refusal_->isHidden() ? QString() : refusal_->text();
}

void ParameterForm::refuse(const QString& line) {
  refusal_->setText(line);
  refusal_->setVisible(!line.isEmpty());
}

void ParameterForm::enter(const engine::ParamInfo& p, const std::string& text) {
  const auto accepted = accepted_text(p, text);
  if (!accepted) {
    refuse(tr("%1 must be %2").arg(p.label.empty() ? qt(p.key) : qt(p.label), qt(allowed_text(p))));
    return;
  }
  refuse({});
  if (*accepted == default_text(p))
    emit edited(p.key, std::nullopt);
  else
    emit edited(p.key, *accepted);
}

ParameterForm::Row ParameterForm::make_row(const engine::ParamInfo& p) {
  if (p.type == VTG_BOOL) return make_flag(p);
  if (p.type == VTG_ENUM) return make_choice(p);
  return fits_spin_box(p) ? make_number(p) : make_text(p);
}

ParameterForm::Row ParameterForm::make_flag(const engine::ParamInfo& p) {
  auto* box = new QCheckBox(this);
  connect(box, &QCheckBox::toggled, this, [this, p](bool on) { enter(p, on ? "true" : "false"); });
  return {p, box, [box](const std::string& text) { box->setChecked(text == "true" || text == "1"); }};
}

ParameterForm::Row ParameterForm::make_choice(const engine::ParamInfo& p) {
  auto* box = new QComboBox(this);
  for (const auto& c : p.choices) box->addItem(qt(c));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(6);
  connect(box, &QComboBox::currentTextChanged, this,
          [this, p](const QString& text) { enter(p, text.toStdString()); });
  return {p, box, [box](const std::string& text) { box->setCurrentText(qt(text)); }};
}

ParameterForm::Row ParameterForm::make_number(const engine::ParamInfo& p) {
  auto* box = new QSpinBox(this);
  box->setRange(static_cast<int>(p.min), static_cast<int>(p.max));
  box->setSingleStep(std::max(1, static_cast<int>(p.step)));
  connect(box, &QSpinBox::valueChanged, this, [this, p](int value) { enter(p, std::to_string(value)); });
  return {p, box, [box](const std::string& text) { box->setValue(std::atoi(text.c_str())); }};
}

// What is being typed stays as it was typed while it means what is known; what was refused goes when the
// person goes on.
ParameterForm::Row ParameterForm::make_text(const engine::ParamInfo& p) {
  auto* line = new QLineEdit(this);
  line->setPlaceholderText(p.type == VTG_LAYER ? tr("each model's default") : QString());
  connect(line, &QLineEdit::textEdited, this,
          [this, p](const QString& text) { enter(p, text.trimmed().toStdString()); });
  connect(line, &QLineEdit::editingFinished, this, [this, p, line] {
    if (accepted_text(p, line->text().trimmed().toStdString())) return;
    refuse({});
    set_values(given_);
  });
  return {p, line, [p, line](const std::string& text) {
            if (accepted_text(p, line->text().trimmed().toStdString()) != text || text.empty())
              line->setText(qt(text));
          }};
}

}  // namespace vantage::viewer
