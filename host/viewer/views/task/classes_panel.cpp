// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/classes_panel.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTreeView>
#include <limits>

#include "host/viewer/services/format.hpp"

namespace vantage::viewer {

ClassesPanel::ClassesPanel(View& view)
    : TaskPanel(view, tr("Classes")),
      classes_(new ClassTreeModel(this)),
      box_(new ChoiceBox(tr("classes"), classes_, ClassTreeModel::kSearchRole, this)) {
  auto* column = new QVBoxLayout(this);
  column->addWidget(box_);
  box_->list()->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  box_->list()->header()->setSectionResizeMode(1, QHeaderView::Interactive);
  box_->list()->header()->resizeSection(1, fontMetrics().horizontalAdvance(tr("Accuracy")) + 24);
  box_->list()->setFixedHeight(10 * (fontMetrics().height() + 4));
  connect(classes_, &ClassTreeModel::toggled, this, &ClassesPanel::choose);
  connect(box_, &ChoiceBox::all_asked, this, [this] {
    std::vector<int> all;
    for (const QModelIndex& at : box_->shown())
      for (const int cls : classes_->classes_at(at)) all.push_back(cls);
    choose(all, true);
  });
  connect(box_, &ChoiceBox::none_asked, this, [this] {
    Command none = select_classes({});
    none.apply = [classes = none.apply](AnalysisState s) {
      s.selection.images.clear();  // they would stand in for classes
      return classes(std::move(s));
    };
    this->view().send(none);
  });
  connect(box_, &ChoiceBox::hovered, this, [this](const QModelIndex& at) {
    Focus focus;
    if (const auto of_row = classes_->classes_at(at); of_row.size() == 1) focus.cls = of_row[0];
    this->view().send(set_focus(focus));
  });
}

void ClassesPanel::choose(const std::vector<int>& classes, bool chosen) {
  if (classes.empty()) return;
  if (!chosen) return view().send(select_classes(classes, Combine::remove));
  if (one()) return view().send(select_classes({classes.front()}));
  view().send(select_classes(classes, Combine::add));
}

std::vector<ClassTreeModel::Root> ClassesPanel::roots(size_t model) const {
  const Catalogue& c = view().catalogue();
  const auto number = [](int64_t right, int64_t images) {
    return images == 0 ? QString() : percent(static_cast<double>(right) / static_cast<double>(images));
  };
  std::vector<ClassTreeModel::Root> roots(c.roots.size());
  std::vector<int64_t> right(roots.size()), images(roots.size());
  for (size_t k = 0; k < c.classes.size(); ++k) {
    const Catalogue::Class& cls = c.classes[k];
    int64_t of_class = 0, right_of_class = 0;
    for (size_t m = 0; m < c.models.size(); ++m) {
      if (model != Catalogue::kNone && m != model) continue;
      of_class += c.at(m, k).images;
      right_of_class += c.at(m, k).top1;
    }
    images[cls.root] += of_class;
    right[cls.root] += right_of_class;
    roots[cls.root].leaves.push_back(
        {cls.cls, qt(cls.name), qt(cls.label), number(right_of_class, of_class)});
  }
  for (size_t r = 0; r < roots.size(); ++r) {
    roots[r].name = c.roots[r].empty() ? tr("(no root class)") : qt(c.roots[r]);
    roots[r].number = number(right[r], images[r]);
  }
  return roots;
}

void ClassesPanel::update_parts(Parts parts) {
  const AnalysisState& state = view().state();
  if (parts.has(Part::source | Part::pin)) {
    const size_t model = view().catalogue().model_index(state.pin.model);
    classes_->set_roots(roots(model));
    if (classes_->rowCount() == 1) box_->list()->expandAll();
    const QString whose = model == Catalogue::kNone ? tr("mean over models") : qt(state.pin.model);
    classes_->set_header(tr("Accuracy"));
    box_->list()->setToolTip(tr("Accuracies: %1").arg(whose));
    box_->list()->setAccessibleDescription(tr("Accuracies: %1").arg(whose));
  }
  if (parts.has(Part::workflow)) box_->set_many(!one());
  if (parts.has(Part::pin | Part::focus)) classes_->set_marks(state.pin.cls, state.focus.cls);
  if (!parts.has(Part::selection)) return;
  classes_->set_chosen(state.selection.classes);
  const size_t classes = state.selection.classes.size(), images = state.selection.images.size();
  setTitle(images > 0    ? tr("Classes: %1 images are chosen instead").arg(images)
           : classes > 0 ? tr("Classes: %1 chosen").arg(classes)
                         : tr("Classes"));
}

}  // namespace vantage::viewer
