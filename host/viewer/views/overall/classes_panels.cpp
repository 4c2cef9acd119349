// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtWidgets/QToolButton>

#include "host/viewer/services/text.hpp"
#include "host/viewer/views/overall/overall_panel.hpp"

namespace vantage::viewer {
namespace {

QToolButton* text_button(const QString& text, const QString& name) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setAutoRaise(true);
  button->setAccessibleName(name);
  button->setToolTip(name);
  return button;
}

}  // namespace

ModelClassesPanel::ModelClassesPanel(View& view)
    : ViewPanel("A3", "", view),
      chart_(new RankedBars),
      unpin_(text_button(tr("Unpin"), tr("Unpin the model"))) {
  chart_->set_axis_title(tr("top-1 accuracy"));
  add_tool(unpin_);
  set_chart(chart_);
  connect_zoom(chart_, "A3");
  const auto cls = [this](int item) {
    return catalogue().classes[bars_.keys[static_cast<size_t>(item)]].cls;
  };
  connect(chart_, &Chart::hovered, this, [this, cls](int item) {
    focus_on({"", "", item < 0 ? -1 : cls(item), -1});
  });
  connect(chart_, &Chart::clicked, this, [this, cls](int item) { send(pin_class(cls(item))); });
  connect(unpin_, &QToolButton::clicked, this, [this] { send(pin_model("")); });
}

void ModelClassesPanel::update_parts(Parts parts) {
  const Catalogue& c = catalogue();
  if (parts == Parts::all() || model_ != state().pin.model) {
    model_ = state().pin.model;
    size_t model = c.model_index(model_);
    unpin_->setVisible(model != Catalogue::kNone);
    if (model == Catalogue::kNone) model = only_model(c);
    bars_ = class_bars(c, model, theme().shade);
    chart_->set_theme(theme());
    chart_->set_bars(bars_.items, [this, model](int item) {
      return class_text(catalogue(), bars_.keys[static_cast<size_t>(item)], model);
    });
    chart_->set_message(bars_.items.empty() ? tr("There are no accuracies of its classes.") : "");
    set_title(model == Catalogue::kNone ? tr("Classes, mean and range over models")
                                        : tr("Classes of %1").arg(qt(c.models[model].short_name)));
  }
  chart_->set_zoom(zoom_of("A3"));
  chart_->set_pinned(bars_.item_of(c.class_index(state().pin.cls)));
  chart_->set_focus_item(bars_.item_of(c.class_index(state().focus.cls)));
}

RootClassesPanel::RootClassesPanel(View& view)
    : ViewPanel("A4", "", view),
      chart_(new RankedBars),
      back_(text_button(tr("All roots"), tr("Back to all root classes"))) {
  chart_->set_axis_title(tr("top-1 accuracy"));
  add_tool(back_);
  set_chart(chart_);
  connect_zoom(chart_, "A4");
  const auto key = [this](int item) { return bars_.keys[static_cast<size_t>(item)]; };
  connect(chart_, &Chart::hovered, this, [this, key](int item) {
    if (item >= 0 && root_ == Catalogue::kNone)
      focus_on({"", catalogue().roots[key(item)], -1, -1});
    else
      focus_on({"", "", item < 0 ? -1 : catalogue().classes[key(item)].cls, -1});
  });
  connect(chart_, &Chart::clicked, this, [this, key](int item) {
    if (root_ == Catalogue::kNone)
      send(pin_root(catalogue().roots[key(item)]));
    else
      send(pin_class(catalogue().classes[key(item)].cls));
  });
  connect(back_, &QToolButton::clicked, this, [this] { send(pin_root("")); });
}

void RootClassesPanel::update_parts(Parts parts) {
  const Catalogue& c = catalogue();
  const Pin& pin = state().pin;
  if (parts == Parts::all() || shown_.model != pin.model || shown_.root != pin.root) {
    shown_ = pin;
    root_ = c.root_index(pin.root);
    const size_t model = c.model_index(pin.model);
    const bool pinned = root_ != Catalogue::kNone;
    bars_ = pinned ? class_bars_of_root(c, root_, model, theme().shade) : root_bars(c, model, theme().shade);
    chart_->set_theme(theme());
    chart_->set_bars(bars_.items, [this, pinned, model](int item) {
      const size_t key = bars_.keys[static_cast<size_t>(item)];
      return pinned ? class_spread_text(catalogue(), key, model) : root_spread_text(catalogue(), key, model);
    });
    chart_->set_message(bars_.items.empty() ? tr("There are no accuracies of its classes.") : "");
    const QString what = pinned ? tr("Classes of %1").arg(qt(pin.root)) : tr("Root classes, mean and range");
    set_title(model == Catalogue::kNone ? what : tr("%1; dot: %2").arg(what, qt(c.models[model].short_name)));
    back_->setVisible(pinned);
  }
  const bool pinned = root_ != Catalogue::kNone;
  chart_->set_zoom(zoom_of("A4"));
  chart_->set_pinned(pinned ? bars_.item_of(c.class_index(pin.cls)) : -1);
  chart_->set_focus_item(
      bars_.item_of(pinned ? c.class_index(state().focus.cls) : c.root_index(state().focus.root)));
}

}  // namespace vantage::viewer
