// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/models_panel.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeView>

#include "host/viewer/services/format.hpp"

namespace vantage::viewer {

ModelsPanel::ModelsPanel(View& view)
    : TaskPanel(view, tr("Models")),
      models_(new ChoiceModel({tr("Model"), tr("Accuracy")}, Qt::AlignRight, this)),
      box_(new ChoiceBox(tr("models"), models_, Qt::DisplayRole, this)) {
  auto* column = new QVBoxLayout(this);
  column->addWidget(box_);
  box_->list()->setRootIsDecorated(false);
  box_->list()->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  box_->list()->header()->setSectionResizeMode(1, QHeaderView::Fixed);
  box_->list()->header()->resizeSection(1, fontMetrics().horizontalAdvance(tr("Accuracy")) + 24);
  box_->list()->setFixedHeight(7 * (fontMetrics().height() + 4));
  connect(models_, &ChoiceModel::toggled, this, [this](const QString& id, bool chosen) {
    const Combine how = !chosen ? Combine::remove : one() ? Combine::replace : Combine::add;
    this->view().send(select_models({id.toStdString()}, how));
  });
  connect(box_, &ChoiceBox::all_asked, this, [this] {
    std::vector<std::string> all;
    for (const QModelIndex& at : box_->shown())
      all.push_back(at.data(ChoiceModel::kIdRole).toString().toStdString());
    this->view().send(select_models(all, Combine::add));
  });
  connect(box_, &ChoiceBox::hovered, this, [this](const QModelIndex& at) {
    Focus focus;
    focus.model = at.data(ChoiceModel::kIdRole).toString().toStdString();
    this->view().send(set_focus(focus));
  });
  connect(box_, &ChoiceBox::none_asked, this, [this] { this->view().send(select_models({})); });
}

std::vector<ChoiceModel::Item> ModelsPanel::items() const {
  const Catalogue& c = view().catalogue();
  std::vector<ChoiceModel::Item> items;
  for (size_t m = 0; m < c.models.size(); ++m) {
    const Catalogue::Model& model = c.models[m];
    const core::Accuracy a = c.accuracy(m);
    items.push_back({qt(model.name),
                     {qt(model.name), percent(a.top1)},
                     tr("%1, %2 parameters; %3 of %4 images right")
                         .arg(qt(model.architecture), compact(static_cast<double>(model.parameters)),
                              percent_interval(a.top1, a.top1_interval.low, a.top1_interval.high),
                              grouped(model.images))});
  }
  return items;
}

void ModelsPanel::update_parts(Parts parts) {
  if (parts.has(Part::source)) models_->set_items(items());
  if (parts.has(Part::workflow)) box_->set_many(!one());
  if (parts.has(Part::pin | Part::focus))
    models_->set_marks(qt(view().state().pin.model), qt(view().state().focus.model));
  if (!parts.has(Part::selection)) return;
  std::vector<QString> chosen;
  for (const auto& name : view().state().selection.models) chosen.push_back(qt(name));
  models_->set_chosen(chosen);
  const int known = static_cast<int>(chosen.size());
  setTitle(known == 0 ? tr("Models") : tr("Models: %1 chosen").arg(known));
}

}  // namespace vantage::viewer
