// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/supplement/supplement_panel.hpp"

namespace vantage::viewer {

ExtremesPanel::ExtremesPanel(View& view, Ranking ranking)
    : ViewPanel(ranking == Ranking::range ? "E1" : "E2",
                ranking == Ranking::range ? tr("Where models differ") : tr("Best and worst classes"), view),
      ranking_(ranking),
      chart_(new RankedBars) {
  chart_->set_axis_title(ranking == Ranking::range ? tr("range of accuracy") : tr("mean and range"));
  set_content(chart_, [this] { return extremes_table(catalogue(), bars_); });
  connect(chart_, &Chart::clicked, this, &ExtremesPanel::choose);
  connect(chart_, &Chart::hovered, this, [this](int bar) {
    const size_t cls = bar < 0 ? kGap : bars_.keys[static_cast<size_t>(bar)];
    focus_on({"", "", cls == kGap ? -1 : catalogue().classes[cls].cls, -1});
  });
}

void ExtremesPanel::choose(int bar) {
  const size_t cls = bars_.keys[static_cast<size_t>(bar)];
  if (cls == kGap) return;
  send(select_classes({catalogue().classes[cls].cls}));
  send(pin_class(catalogue().classes[cls].cls));
}

void ExtremesPanel::update_parts(Parts parts) {
  const Catalogue& c = catalogue();
  if (parts == Parts::all()) {
    bars_ = ranking_ == Ranking::range ? range_bars(c, theme().shade) : average_bars(c, theme().shade);
    chart_->set_theme(theme());
    chart_->set_bars(bars_.items, [this](int bar) {
      return extreme_text(catalogue(), bars_.keys[static_cast<size_t>(bar)]);
    });
    chart_->set_message(!bars_.items.empty() ? ""
                        : c.has_accuracies()
                            ? tr("One model alone has no range; run another on this data set.")
                            : tr("There are no accuracies of its classes."));
  }
  chart_->set_pinned(bars_.item_of(c.class_index(state().pin.cls)));
  chart_->set_focus_item(bars_.item_of(c.class_index(state().focus.cls)));
}

}  // namespace vantage::viewer
