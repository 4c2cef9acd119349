// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtWidgets/QBoxLayout>

#include "host/viewer/views/supplement/marker_legend.hpp"
#include "host/viewer/views/supplement/supplement_panel.hpp"

namespace vantage::viewer {
namespace {

constexpr size_t kMany = 300;  // points: they get smaller

}  // namespace

ClassAccuraciesPanel::ClassAccuraciesPanel(View& view)
    : ViewPanel("E5", "", view), chart_(new ScatterChart), legend_(new MarkerLegend) {
  auto* both = new QWidget;
  auto* column = new QVBoxLayout(both);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(chart_, 1);
  column->addWidget(legend_);
  both->setFocusProxy(chart_);
  set_content(both, [this] { return accuracies_table(catalogue(), accuracies_); });
  connect(this, &ChartPanel::reset_zoom, chart_, [this] { emit chart_->zoomed(std::nullopt); });
  connect_zoom(chart_, "E5");
  const auto key = [this](int point) { return accuracies_.keys[static_cast<size_t>(point)]; };
  connect(chart_, &Chart::hovered, this, [this, key](int point) {
    if (point < 0) return focus_on({});
    focus_on({catalogue().models[key(point).model].name, "", catalogue().classes[key(point).cls].cls, -1});
  });
  connect(chart_, &Chart::clicked, this, [this, key](int point) {
    const auto [model, cls] = key(point);
    send(pin_model(catalogue().models[model].name));
    send(pin_class(catalogue().classes[cls].cls));
  });
}

std::vector<size_t> ClassAccuraciesPanel::shown_classes() const {
  std::vector<size_t> classes;
  const auto add = [&](int cls) {
    if (const size_t k = catalogue().class_index(cls); k != Catalogue::kNone) classes.push_back(k);
  };
  for (const int cls : state().selection.classes) add(cls);
  if (classes.empty()) add(state().pin.cls);
  return classes;
}

std::vector<size_t> ClassAccuraciesPanel::shown_models() const {
  std::vector<size_t> models;
  if (state().workflow.task == Task::compare_models)
    for (const auto& name : state().selection.models)
      if (const size_t m = catalogue().model_index(name); m != Catalogue::kNone) models.push_back(m);
  if (models.empty())
    for (size_t m = 0; m < catalogue().models.size(); ++m)
      if (catalogue().models[m].images > 0) models.push_back(m);
  return models;
}

void ClassAccuraciesPanel::rebuild() {
  const Catalogue& c = catalogue();
  accuracies_ = class_accuracies(c, classes_, models_, theme().shade);
  const bool one_class = classes_.size() == 1;
  set_title(one_class ? tr("Accuracy on %1").arg(QString::fromStdString(c.classes[classes_[0]].name))
                      : tr("Accuracy on the chosen classes"));
  chart_->set_theme(theme());
  chart_->set_axes({"", Scale::linear, accuracies_.names}, {tr("accuracy"), Scale::percent});
  chart_->set_points(accuracies_.points, [this](int point) {
    return accuracy_tip(catalogue(), accuracies_.keys[static_cast<size_t>(point)]);
  });
  chart_->set_marker_size(accuracies_.points.size() > kMany ? 3.5 : 6);
  chart_->set_message(classes_.empty()             ? tr("Choose classes in C, or click a class in A.")
                      : accuracies_.points.empty() ? tr("No model was tried on these classes.")
                                                   : "");
  std::vector<MarkerLegend::Entry> entries;
  for (const size_t m : models_)
    entries.push_back({QString::fromStdString(c.models[m].short_name), accuracy_style(m, theme().shade)});
  legend_->set_entries(std::move(entries));
  legend_->setVisible(classes_.size() > 1);
}

void ClassAccuraciesPanel::update_parts(Parts parts) {
  auto classes = shown_classes(), models = shown_models();
  if (parts == Parts::all() || classes != classes_ || models != models_) {
    classes_ = std::move(classes);
    models_ = std::move(models);
    rebuild();
  }
  chart_->set_zoom(zoom_of("E5"));
  mark();
}

// The chosen model of a single-model task stands out. What is looked at is marked on its class, or on the
// first.
void ClassAccuraciesPanel::mark() {
  const Catalogue& c = catalogue();
  const bool single = state().workflow.task != Task::compare_models;
  const size_t pinned = c.model_index(state().pin.model), focused = c.model_index(state().focus.model);
  const size_t chosen =
      single && !state().selection.models.empty() ? c.model_index(state().selection.models.front()) : pinned;
  const size_t cls = c.class_index(state().focus.cls);
  ScatterMarks marks;
  int focus = -1;
  for (size_t i = 0; i < accuracies_.keys.size(); ++i) {
    const auto& key = accuracies_.keys[i];
    if (key.model == pinned) marks.pinned.push_back(static_cast<int>(i));
    if (single) (key.model == chosen ? marks.selected : marks.dimmed).push_back(static_cast<int>(i));
    if (key.model == focused && (key.cls == cls || (cls == Catalogue::kNone && focus < 0)))
      focus = static_cast<int>(i);
  }
  chart_->set_marks(std::move(marks));
  chart_->set_focus_item(focus);
}

}  // namespace vantage::viewer
