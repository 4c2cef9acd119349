// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtWidgets/QComboBox>

#include "host/viewer/views/overall/overall_panel.hpp"

namespace vantage::viewer {
namespace {

// The two axes have zooms of their own: what is near in parameters need not be so in multiply-adds.
const char* zoom_name(Complexity complexity) {
  return complexity == Complexity::parameters ? "A1" : "A1 macs";
}

}  // namespace

AccuracyPanel::AccuracyPanel(View& view)
    : ViewPanel("A1", tr("Accuracy and size"), view), chart_(new ScatterChart), complexity_(new QComboBox) {
  complexity_->addItems({tr("Parameters"), tr("Multiply-adds")});
  complexity_->setAccessibleName(tr("Complexity measured by"));
  add_tool(complexity_);
  set_chart(chart_);
  const auto model = [this](int item) {
    return catalogue().models[points_.keys[static_cast<size_t>(item)]].name;
  };
  connect(complexity_, &QComboBox::activated, this,
          [this](int index) { send(set_complexity(static_cast<Complexity>(index))); });
  connect(chart_, &Chart::hovered, this, [this, model](int item) {
    focus_on({item < 0 ? "" : model(item), "", -1, -1});
  });
  connect(chart_, &Chart::clicked, this, [this, model](int item) { send(pin_model(model(item))); });
  connect(chart_, &Chart::zoomed, this, [this](const std::optional<Zoom>& zoom) {
    send(set_zoom(zoom_name(state().charts.complexity), zoom));
  });
}

void AccuracyPanel::update_parts(Parts parts) {
  const Complexity complexity = state().charts.complexity;
  const bool other_axis = complexity_->currentIndex() != static_cast<int>(complexity);
  if (parts == Parts::all() || other_axis) {
    complexity_->setCurrentIndex(static_cast<int>(complexity));
    points_ = accuracy_points(catalogue(), complexity, theme().shade);
    chart_->set_theme(theme());
    chart_->set_axes(
        {complexity == Complexity::parameters ? tr("parameters") : tr("multiply-adds"), Scale::logarithmic},
        {tr("top-1 accuracy"), Scale::percent});
    chart_->set_points(points_.items);
    chart_->set_message(points_.items.empty() ? tr("No model was tried on this data set yet.") : "");
  }
  chart_->set_zoom(zoom_of(zoom_name(complexity)));
  ScatterMarks marks;
  if (const int pinned = points_.item_of(catalogue().model_index(state().pin.model)); pinned >= 0)
    marks.pinned = {pinned};
  for (const auto& name : state().selection.models)
    if (const int item = points_.item_of(catalogue().model_index(name)); item >= 0)
      marks.selected.push_back(item);
  std::sort(marks.selected.begin(), marks.selected.end());
  chart_->set_marks(marks);
  chart_->set_focus_item(points_.item_of(catalogue().model_index(state().focus.model)));
}

}  // namespace vantage::viewer
