// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/matrix_cells.hpp"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>
#include <algorithm>
#include <cmath>

#include "host/viewer/render/map_image.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

QColor cell_colour(const Matrix& matrix, double value, Colours colours, const ThemeColours& theme) {
  if (!std::isfinite(value)) return to_qcolor(theme.window);
  return to_qcolor(colour_of(value, matrix.min, matrix.max, colour_table(colours)));
}

// Relative luminance decides as the eye does; 0.18 is where black and white contrast equally.
QColor text_on(const QColor& ground) {
  const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  const double light =
      0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF()) + 0.0722 * linear(ground.blueF());
  return light > 0.18 ? QColor(0x10, 0x10, 0x10) : QColor(0xf5, 0xf5, 0xf5);
}

}  // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const auto& matrix = static_cast<const MatrixModel*>(index.model())->matrix();
  const double value = matrix.at(index.row(), index.column());
  const QColor ground = cell_colour(matrix, value, colours_, *theme_);
  painter->fillRect(option.rect, ground);
  const QString text = index.data().toString();
  const QFontMetrics metrics(option.font);
  if (metrics.horizontalAdvance(text) + 4 <= option.rect.width() &&
      metrics.height() <= option.rect.height()) {
    painter->setFont(option.font);
    painter->setPen(std::isfinite(value) ? text_on(ground) : to_qcolor(theme_->muted));
    painter->drawText(option.rect, Qt::AlignCenter, text);
  }
  const bool focused = (row_ >= 0 || column_ >= 0) && (row_ < 0 || row_ == index.row()) &&
                       (column_ < 0 || column_ == index.column());
  if (focused || option.state & QStyle::State_Selected) {
    painter->setPen(QPen(text_on(ground), option.state & QStyle::State_Selected ? 2 : 1));
    painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
  }
}

MatrixPicture::MatrixPicture(const MatrixModel& model, QWidget* parent) : QWidget(parent), model_(model) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void MatrixPicture::draw() {
  const Matrix& m = model_.matrix();
  image_ = QImage(static_cast<int>(m.columns.size()), static_cast<int>(m.rows.size()), QImage::Format_RGB32);
  for (int y = 0; y < image_.height(); ++y)
    for (int x = 0; x < image_.width(); ++x)
      image_.setPixelColor(x, y, cell_colour(m, m.at(y, x), colours_, *theme_));
  pointed_ = {-1, -1};
  update();
}

void MatrixPicture::set_colours(Colours colours) {
  colours_ = colours;
  draw();
}

void MatrixPicture::set_theme(const ThemeColours& theme) {
  theme_ = &theme;
  draw();
}

void MatrixPicture::set_focus(int row, int column) {
  row_ = row;
  column_ = column;
  update();
}

QRectF MatrixPicture::place() const {
  if (image_.isNull()) return {};
  const double cell = std::min(width() / static_cast<double>(image_.width()),
                               height() / static_cast<double>(image_.height()));
  const QSizeF size(cell * image_.width(), cell * image_.height());
  return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QPoint MatrixPicture::cell_at(const QPointF& at) const {
  const QRectF where = place();
  if (where.isEmpty() || !where.contains(at)) return {-1, -1};
  return {std::min(static_cast<int>((at.x() - where.left()) / where.width() * image_.width()),
                   image_.width() - 1),
          std::min(static_cast<int>((at.y() - where.top()) / where.height() * image_.height()),
                   image_.height() - 1)};
}

void MatrixPicture::point_at(const QPoint& cell) {
  if (cell == pointed_) return;
  pointed_ = cell;
  if (cell.x() < 0) {
    QToolTip::hideText();
  } else {
    const QString text = model_.index(cell.y(), cell.x()).data(Qt::AccessibleTextRole).toString();
    setAccessibleDescription(text);
    const QRectF where = place();
    const QPointF middle = where.topLeft() + QPointF((cell.x() + 1) * where.width() / image_.width(),
                                                     (cell.y() + 1) * where.height() / image_.height());
    QToolTip::showText(mapToGlobal(middle.toPoint()), text, this);
  }
  emit hovered(cell.y(), cell.x());
  update();
}

void MatrixPicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF where = place();
  if (where.isEmpty()) return;
  painter.drawImage(where, image_);
  const double cell = where.width() / image_.width();
  painter.setPen(QPen(to_qcolor(theme_->accent), 2));
  const int rows = image_.height(), columns = image_.width();
  if (row_ >= 0 || column_ >= 0)
    painter.drawRect(QRectF(where.left() + std::max(column_, 0) * cell,
                            where.top() + std::max(row_, 0) * cell, (column_ < 0 ? columns : 1) * cell,
                            (row_ < 0 ? rows : 1) * cell));
  if (hasFocus()) painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void MatrixPicture::mouseMoveEvent(QMouseEvent* event) {
  point_at(cell_at(event->position()));
}

void MatrixPicture::mousePressEvent(QMouseEvent* event) {
  const QPoint cell = cell_at(event->position());
  if (cell.x() >= 0) emit clicked(cell.y(), cell.x());
}

void MatrixPicture::keyPressEvent(QKeyEvent* event) {
  QPoint cell = pointed_.x() < 0 ? QPoint(0, 0) : pointed_;
  switch (event->key()) {
    case Qt::Key_Left:
      --cell.rx();
      break;
    case Qt::Key_Right:
      ++cell.rx();
      break;
    case Qt::Key_Up:
      --cell.ry();
      break;
    case Qt::Key_Down:
      ++cell.ry();
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (pointed_.x() >= 0) emit clicked(pointed_.y(), pointed_.x());
      return;
    default:
      event->ignore();
      return;
  }
  if (QRect(0, 0, image_.width(), image_.height()).contains(cell)) point_at(cell);
}

void MatrixPicture::leaveEvent(QEvent*) {
  point_at({-1, -1});
}

}  // namespace vantage::viewer
