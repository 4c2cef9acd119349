// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/supplement_view.hpp"

#include <QtWidgets/QBoxLayout>
#include <utility>

#include "host/viewer/views/flow_grid.hpp"
#include "host/viewer/views/supplement/comparison_panels.hpp"
#include "host/viewer/views/supplement/supplement_panel.hpp"

namespace vantage::viewer {
namespace {

std::vector<QWidget*> widgets(const std::vector<ViewPanel*>& panels) {
  return {panels.begin(), panels.end()};
}

}  // namespace

SupplementView::SupplementView(const ViewContext& context, QWidget* parent) : View(context, parent) {
  auto* accuracies = new ClassAccuraciesPanel(*this);
  overview_ = {new ExtremesPanel(*this, ExtremesPanel::Ranking::range),
               new ExtremesPanel(*this, ExtremesPanel::Ranking::average)};
  auto* image = new ImagePanel(*this);
  compare_ = {image, new SimilarityPanel(*this, *image), accuracies};
  // A picture needs no room for names, and a matrix that of a row for each model.
  for (const auto& [panel, share] : {std::pair(compare_[0], 2), {compare_[1], 5}, {compare_[2], 4}}) {
    QSizePolicy policy = panel->sizePolicy();
    policy.setVerticalStretch(share);
    panel->setSizePolicy(policy);
  }
  single_ = {accuracies};
  auto all = widgets(overview_);
  for (QWidget* panel : widgets(compare_)) all.push_back(panel);
  grid_ = new FlowGrid(all, this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(grid_);
}

std::vector<ViewPanel*> SupplementView::wanted() const {
  const Workflow& w = state().workflow;
  if (w.phase != Phase::investigation) return overview_;
  return w.task == Task::compare_models ? compare_ : single_;
}

// Panels that come into sight catch up; the others need not know.
void SupplementView::state_changed(Parts parts) {
  if (const auto panels = wanted(); panels != shown_) {
    shown_ = panels;
    grid_->set_panels(widgets(shown_));
    parts = Parts::all();
  }
  for (ViewPanel* panel : shown_) panel->update_parts(parts);
}

}  // namespace vantage::viewer
