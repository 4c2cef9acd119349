// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/class_map.hpp"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QToolButton>
#include <cmath>

namespace vantage::viewer {
namespace {

Combine how(Qt::KeyboardModifiers keys) {
  return keys & Qt::ControlModifier ? Combine::toggle
         : keys & Qt::ShiftModifier ? Combine::add
                                    : Combine::replace;
}

}  // namespace

ClassMap::ClassMap(View& view, QWidget* parent)
    : QWidget(parent), view_(view), name_(new QToolButton(this)), chart_(new ScatterChart(this)) {
  name_->setAutoRaise(true);
  name_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  chart_->set_bare(true);
  chart_->set_selectable(true);
  chart_->setMinimumSize(80, 60);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(name_);
  column->addWidget(chart_, 1);

  connect(name_, &QToolButton::clicked, this,
          [this] { view_.send(pin_model(view_.catalogue().models[model_].name)); });
  connect(chart_, &Chart::hovered, this, [this](int item) {
    const Focus focus{"", "", class_of(item), -1};
    if (!(focus == view_.state().focus)) view_.send(set_focus(focus));
  });
  connect(chart_, &Chart::clicked, this, &ClassMap::click);
  connect(chart_, &Chart::selected, this, &ClassMap::select);
  connect(chart_, &Chart::zoomed, this,
          [this](const std::optional<Zoom>& zoom) { view_.send(set_zoom("B", zoom)); });
  connect(chart_, &Chart::drag_ended, this, [this] { view_.context().store.end_drag(); });
}

int ClassMap::class_of(int item) const {
  return item < 0 ? -1 : view_.catalogue().classes[points_.keys[static_cast<size_t>(item)]].cls;
}

void ClassMap::click(int item, Qt::KeyboardModifiers keys) {
  const int cls = class_of(item);
  const Command selecting = select_classes({cls}, how(keys));
  view_.send(how(keys) == Combine::replace ? both(pin_class(cls), selecting) : selecting);
}

void ClassMap::select(const std::vector<int>& items, Qt::KeyboardModifiers keys) {
  std::vector<int> classes;
  for (const int item : items) classes.push_back(class_of(item));
  view_.send(select_classes(classes, how(keys)));
}

void ClassMap::show_layout(size_t model, const core::NamedPoints& layout, bool with_name) {
  model_ = model;
  const QString name = QString::fromStdString(view_.catalogue().models[model].name);
  points_ = class_points(view_.catalogue(), layout, view_.theme().shade);
  chart_->set_theme(view_.theme());
  chart_->set_points(points_.items, [this](int item) {
    return class_tip(view_.catalogue(), points_.keys[static_cast<size_t>(item)], model_);
  });
  chart_->set_message(layout.empty() ? tr("no layout") : points_.items.empty() ? tr("other classes") : "");
  chart_->canvas()->setAccessibleName(tr("B Class distribution of %1").arg(name));
  name_->setVisible(with_name);
  name_->setAccessibleName(tr("Pin %1").arg(name));
  name_->setToolTip(tr("%1: click to pin it").arg(name));
  fit_markers();
  show_name();
}

void ClassMap::set_range(const std::optional<Zoom>& range) {
  chart_->set_zoom(range);
}

void ClassMap::show_marks(const std::vector<size_t>& found, bool searching) {
  const AnalysisState& state = view_.state();
  const Catalogue& c = view_.catalogue();
  chart_->set_marks(class_marks(c, points_, state, found, searching));
  chart_->set_focus_item(points_.item_of(c.class_index(state.focus.cls)));
  QFont font = this->font();
  font.setBold(c.models[model_].name == state.pin.model);
  font.setUnderline(c.models[model_].name == state.focus.model);
  if (name_->font() != font) {
    name_->setFont(font);
    show_name();
  }
}

void ClassMap::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_markers();
  show_name();
}

// As large as leaves room between points that lie evenly.
void ClassMap::fit_markers() {
  const double room = static_cast<double>(chart_->width()) * chart_->height() /
                      std::max(static_cast<double>(points_.items.size()), 1.0);
  chart_->set_marker_size(std::clamp(0.2 * std::sqrt(room), 2.0, 7.0));
}

void ClassMap::show_name() {
  if (model_ >= view_.catalogue().models.size()) return;
  name_->setText(
      name_->fontMetrics().elidedText(QString::fromStdString(view_.catalogue().models[model_].name),
                                      Qt::ElideMiddle, std::max(width() - 12, 16)));
}

}  // namespace vantage::viewer
