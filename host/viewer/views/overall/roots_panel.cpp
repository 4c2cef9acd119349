// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>

#include "host/viewer/charts/heat_map.hpp"
#include "host/viewer/views/overall/model_legend.hpp"
#include "host/viewer/views/overall/overall_panel.hpp"

namespace vantage::viewer {

RootsPanel::RootsPanel(View& view)
    : ViewPanel("A2", tr("Accuracy on root classes"), view),
      radar_(new RadarChart),
      table_(new HeatMap),
      either_(new QStackedWidget),
      legend_(new ModelLegend) {
  either_->addWidget(radar_);
  either_->addWidget(table_);
  auto* both = new QWidget;
  both_ = new QBoxLayout(QBoxLayout::LeftToRight, both);
  both_->setContentsMargins(0, 0, 0, 0);
  both_->setSpacing(0);
  both_->addWidget(either_, 1);
  both_->addWidget(legend_);
  both->setFocusProxy(radar_);
  set_content(both, [this] { return radar_->table(); });
  table_->setAccessibleName(title());

  connect(radar_, &Chart::clicked, this,
          [this](int item) { choose(radar_->line_of(item), radar_->spoke_of(item)); });
  connect(radar_, &Chart::hovered, this,
          [this](int item) { look_at(radar_->line_of(item), radar_->spoke_of(item)); });
  connect(table_, &HeatMap::clicked, this, &RootsPanel::choose);
  connect(table_, &HeatMap::hovered, this, &RootsPanel::look_at);
  connect(legend_, &ModelLegend::shown_changed, this,
          [this](const QString& name, bool shown) { send(show_model(name.toStdString(), shown)); });
  connect(legend_, &ModelLegend::chosen, this,
          [this](const QString& name) { send(pin_model(name.toStdString())); });
  connect(legend_, &ModelLegend::hovered, this, [this](const QString& name) {
    focus_on({name.toStdString(), "", -1, -1});
  });
}

// The legend stands beside a wide chart and below a high one.
void RootsPanel::resizeEvent(QResizeEvent* event) {
  ViewPanel::resizeEvent(event);
  const bool beside = width() > 1.15 * height();
  both_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  legend_->set_beside(beside, size());
}

void RootsPanel::choose(int line, int spoke) {
  const std::string root = spoke < 0 ? state().pin.root : catalogue().roots[static_cast<size_t>(spoke)];
  const std::string model =
      line < 0 ? state().pin.model : catalogue().models[lines_.keys[static_cast<size_t>(line)]].name;
  send(pin_model_and_root(model, root));
}

void RootsPanel::look_at(int line, int spoke) {
  focus_on({line < 0 ? "" : catalogue().models[lines_.keys[static_cast<size_t>(line)]].name,
            spoke < 0 ? "" : catalogue().roots[static_cast<size_t>(spoke)], -1, -1});
}

void RootsPanel::rebuild() {
  const Catalogue& c = catalogue();
  hidden_ = state().charts.hidden_models;
  lines_ = root_lines(c, hidden_, theme().shade);
  radar_->set_theme(theme());
  table_->set_theme(theme());
  std::vector<Spoke> spokes;
  for (size_t r = 0; r < c.roots.size(); ++r)
    spokes.push_back({QString::fromStdString(c.roots[r]), root_style(r, theme().shade)});
  const bool radar = spokes.size() >= size_t{RadarChart::kLeastSpokes} && lines_.items.size() <= kMostLines;
  radar_->set_lines(spokes, lines_.items);
  if (!radar) table_->set_matrix(root_matrix(c, lines_));
  radar_->set_message(lines_.items.empty() ? tr("No model is shown.") : "");
  either_->setCurrentWidget(radar ? static_cast<QWidget*>(radar_) : table_);

  std::vector<ModelLegend::Entry> entries;
  for (size_t m = 0; m < c.models.size(); ++m)
    if (c.models[m].images > 0)
      entries.push_back({QString::fromStdString(c.models[m].name),
                         QString::fromStdString(c.models[m].short_name), model_style(m, theme().shade),
                         !std::binary_search(hidden_.begin(), hidden_.end(), c.models[m].name)});
  legend_->set_entries(entries);
  legend_->set_beside(both_->direction() == QBoxLayout::LeftToRight, size());
}

void RootsPanel::update_parts(Parts parts) {
  if (parts == Parts::all() || hidden_ != state().charts.hidden_models) rebuild();
  table_->set_colours(state().look.colours);
  const auto line = [this](const std::string& model) {
    return lines_.item_of(catalogue().model_index(model));
  };
  const auto spoke = [this](const std::string& root) {
    const size_t index = catalogue().root_index(root);
    return index == Catalogue::kNone ? -1 : static_cast<int>(index);
  };
  const Pin& pin = state().pin;
  const Focus& focus = state().focus;
  radar_->set_marks({line(pin.model), spoke(pin.root), line(focus.model)});
  table_->set_marks(line(pin.model), spoke(pin.root));
  table_->set_focus_cell(line(focus.model), spoke(focus.root));
  legend_->set_marks(QString::fromStdString(pin.model), QString::fromStdString(focus.model));
}

}  // namespace vantage::viewer
