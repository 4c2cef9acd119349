// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/methods_panel.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>
#include <algorithm>

namespace vantage::viewer {
namespace {

std::vector<ChoiceModel::Item> items_of(const engine::Registry& registry) {
  std::vector<ChoiceModel::Item> items;
  for (const engine::PluginInfo* p : registry.of_kind(VTG_EXPLAINER))
    items.push_back(
        {qt(p->id), {qt(p->name), qt(p->summary)}, qt(p->name + ": " + p->summary + "\n" + p->reference)});
  std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
    const int order = a.texts[0].compare(b.texts[0], Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a.id < b.id;
  });
  return items;
}

}  // namespace

MethodsPanel::MethodsPanel(View& view)
    : TaskPanel(view, tr("Methods")),
      methods_(new ChoiceModel({tr("Method"), tr("What it does")}, Qt::AlignLeft, this)),
      box_(new ChoiceBox(tr("methods"), methods_, Qt::ToolTipRole, this)),
      title_(new QLabel(this)),
      first_(new QToolButton(this)),
      form_(new ParameterForm(this)) {
  auto* column = new QVBoxLayout(this);
  column->addWidget(box_);
  auto* row = new QHBoxLayout;
  row->addWidget(title_, 1);
  row->addWidget(first_);
  column->addLayout(row);
  column->addWidget(form_);
  title_->setWordWrap(true);
  first_->setText(tr("Show first"));
  first_->setAccessibleName(first_->text());
  first_->setToolTip(tr("Make this the method that views show"));
  box_->list()->setRootIsDecorated(false);
  box_->list()->header()->setSectionResizeMode(0, QHeaderView::Interactive);
  box_->list()->header()->resizeSection(0, fontMetrics().horizontalAdvance("Smooth Grad-CAM++ ") + 40);
  box_->list()->header()->setStretchLastSection(true);
  box_->list()->setFixedHeight(8 * (fontMetrics().height() + 4));

  // A click on a box leaves the current row where it is: the parameters must follow nevertheless.
  connect(methods_, &ChoiceModel::toggled, this, [this](const QString& id, bool chosen) {
    const auto found = methods_->match(methods_->index(0, 0), ChoiceModel::kIdRole, id, 1, Qt::MatchExactly);
    if (!found.isEmpty()) box_->set_current(found.front());
    choose({id.toStdString()}, chosen);
  });
  connect(box_, &ChoiceBox::all_asked, this, [this] {
    std::vector<std::string> all;
    for (const QModelIndex& at : box_->shown())
      all.push_back(at.data(ChoiceModel::kIdRole).toString().toStdString());
    choose(all, true);
  });
  connect(box_, &ChoiceBox::none_asked, this, [this] { this->view().send(set_methods({})); });
  connect(box_, &ChoiceBox::current_changed, this, &MethodsPanel::show_parameters);
  connect(first_, &QToolButton::clicked, this, [this] {
    if (const MethodChoice* choice = shown_choice()) put_first(choice->id);
  });
  connect(form_, &ParameterForm::edited, this,
          [this](const std::string& key, const std::optional<std::string>& text) {
            if (const MethodChoice* choice = shown_choice())
              this->view().send(set_parameter(choice->id, key, text));
          });
  connect(form_, &ParameterForm::reset_asked, this, [this] {
    const MethodChoice* choice = shown_choice();
    if (!choice) return;
    auto methods = this->view().state().request.methods;
    for (auto& m : methods)
      if (m.id == choice->id) m.parameters.clear();
    Command reset = set_methods(std::move(methods));
    reset.name = "reset " + choice->id;
    this->view().send(reset);
  });
}

void MethodsPanel::choose(const std::vector<std::string>& ids, bool chosen) {
  auto methods = view().state().request.methods;
  for (const auto& id : ids) {
    const auto there =
        std::find_if(methods.begin(), methods.end(), [&](const MethodChoice& m) { return m.id == id; });
    if (!chosen && there != methods.end()) methods.erase(there);
    if (chosen && there == methods.end()) methods.push_back({id, {}});
  }
  view().send(set_methods(std::move(methods)));
}

void MethodsPanel::put_first(const std::string& id) {
  auto methods = view().state().request.methods;
  std::stable_partition(methods.begin(), methods.end(), [&](const MethodChoice& m) { return m.id == id; });
  Command c = set_methods(std::move(methods));
  c.name = "show " + id + " first";
  view().send(c);
}

const MethodChoice* MethodsPanel::shown_choice() const {
  const auto& methods = view().state().request.methods;
  const std::string current = box_->current().data(ChoiceModel::kIdRole).toString().toStdString();
  const auto found =
      std::find_if(methods.begin(), methods.end(), [&](const MethodChoice& m) { return m.id == current; });
  if (found != methods.end()) return &*found;
  return methods.empty() ? nullptr : &methods.front();
}

void MethodsPanel::show_parameters() {
  const MethodChoice* choice = shown_choice();
  const engine::PluginInfo* plugin =
      choice && registry() ? registry()->find(VTG_EXPLAINER, choice->id) : nullptr;
  title_->setVisible(plugin != nullptr);
  form_->setVisible(plugin != nullptr);
  first_->setVisible(plugin && choice != &view().state().request.methods.front());
  form_->set_plugin(plugin, {"layer"});
  if (!plugin) return;
  const bool none = std::all_of(plugin->params.begin(), plugin->params.end(),
                                [](const auto& p) { return p.key == "layer"; });
  title_->setText(tr(none ? "<b>%1</b> has no parameters" : "Parameters of <b>%1</b>")
                      .arg(qt(plugin->name).toHtmlEscaped()));
  form_->set_values(choice->parameters);
}

void MethodsPanel::update_parts(Parts parts) {
  if (!parts.has(Part::source | Part::request)) return;
  if (parts.has(Part::source))
    methods_->set_items(registry() ? items_of(*registry()) : std::vector<ChoiceModel::Item>());
  std::vector<QString> chosen;
  for (const MethodChoice& m : view().state().request.methods) chosen.push_back(qt(m.id));
  methods_->set_chosen(chosen);
  methods_->set_marks(chosen.empty() ? QString() : chosen.front(), {});
  setTitle(!registry()      ? tr("Methods: looking for plugins")
           : chosen.empty() ? tr("Methods")
                            : tr("Methods: %1 chosen").arg(chosen.size()));
  show_parameters();
}

}  // namespace vantage::viewer
