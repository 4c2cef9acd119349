// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/chart.hpp"

#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtGui/QAccessible>
#include <QtWidgets/QGraphicsLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QToolTip>
#include <cmath>

#include "host/viewer/charts/chart_canvas.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {

Chart::Chart(QChart* chart, QWidget* parent)
    : QWidget(parent),
      chart_(chart),
      canvas_(new ChartCanvas(*this, chart)),
      message_(new QLabel(this)),
      stack_(new QStackedLayout(this)),
      theme_(&theme_colours(Shade::light)) {
  chart->legend()->hide();
  chart->setMargins(QMargins(2, 8, 10, 2));
  chart->layout()->setContentsMargins(0, 0, 0, 0);
  chart->setBackgroundRoundness(0);
  chart->setMinimumSize(1, 1);  // it must become as small as its view
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  message_->setMargin(16);
  stack_->setContentsMargins(0, 0, 0, 0);
  stack_->addWidget(canvas_);
  stack_->addWidget(message_);
  setFocusProxy(canvas_);
  setMinimumSize(160, 120);
}

Chart::~Chart() = default;

void Chart::set_message(const QString& text) {
  message_->setText(text);
  message_->setAccessibleName(text);
  stack_->setCurrentWidget(text.isEmpty() ? static_cast<QWidget*>(canvas_) : message_);
}

QString Chart::message() const {
  return message_->text();
}

void Chart::set_theme(const ThemeColours& theme) {
  theme_ = &theme;
  chart_->setBackgroundBrush(to_qcolor(theme.base));
  canvas_->setBackgroundBrush(to_qcolor(theme.base));
  QPalette palette = message_->palette();
  palette.setColor(QPalette::WindowText, to_qcolor(theme.muted));
  message_->setPalette(palette);
  redraw();
}

// The view draws all of its scene. To update an item as well would draw it twice: a scene collects its own
// updates and sends them after those of widgets.
void Chart::redraw() {
  canvas_->viewport()->update();
}

void Chart::set_focus_item(int item) {
  if (item < -1 || item >= item_count()) item = -1;
  if (focus_ == item) return;
  focus_ = item;
  focus_changed();
  redraw();
}

int Chart::item_at(const QPointF& at) const {
  return hit(chart_->mapFromScene(canvas_->mapToScene(canvas_->mapFrom(this, at.toPoint()))));
}

QPointF Chart::position_of(int item) const {
  return canvas_->mapTo(this, canvas_->mapFromScene(chart_->mapToScene(place(item))));
}

QWidget* Chart::canvas() const {
  return canvas_;
}

void Chart::turn_wheel(const QPointF& at, double notches, Qt::KeyboardModifiers) {
  zoom_about(at, std::pow(1.25, notches));
}

int Chart::neighbour(int item, int key) const {
  const int count = item_count();
  if (count == 0) return -1;
  switch (key) {
    case Qt::Key_Home:
      return 0;
    case Qt::Key_End:
      return count - 1;
    case Qt::Key_Left:
    case Qt::Key_Up:
      return item < 0 ? count - 1 : std::max(item - 1, 0);
    default:
      return std::min(item + 1, count - 1);
  }
}

// The text is a tool tip for the eye and the description of the canvas for a screen reader.
void Chart::point_at(int item, bool with_text) {
  if (item == pointed_ && !with_text) return;
  const bool another = item != pointed_;
  pointed_ = item;
  if (item < 0) {
    QToolTip::hideText();
  } else if (with_text || another) {
    const QString text = item_text(item);
    canvas_->setAccessibleDescription(text);
    QAccessibleEvent event(canvas_, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    QToolTip::showText(mapToGlobal(position_of(item).toPoint() + QPoint(8, 8)), text, canvas_);
  }
  if (another) emit hovered(item);
}

}  // namespace vantage::viewer
