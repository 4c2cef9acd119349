// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/view.hpp"

#include <QtGui/QPainter>
#include <utility>

namespace vantage::viewer {

View::View(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      catalogue_(std::make_shared<Catalogue>()),
      theme_(&theme_colours(Shade::light)) {}

void View::show_catalogue(std::shared_ptr<const Catalogue> catalogue) {
  catalogue_ = std::move(catalogue);
  state_changed(Parts::all());
}

void View::show_state(Parts parts) {
  state_changed(parts);
}

void View::show_theme(const ThemeColours& theme) {
  theme_ = &theme;
  state_changed(Parts::all());
}

void View::paint_for_export(QPainter& painter, const QSize& size) {
  painter.save();
  if (size != this->size() && !this->size().isEmpty())
    painter.scale(static_cast<double>(size.width()) / width(), static_cast<double>(size.height()) / height());
  render(&painter, QPoint(), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
  painter.restore();
}

}  // namespace vantage::viewer
