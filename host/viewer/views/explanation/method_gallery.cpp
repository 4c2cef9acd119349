// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/method_gallery.hpp"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <utility>

namespace vantage::viewer {

MethodGallery::MethodGallery(Tiles& tiles, QWidget* parent)
    : QWidget(parent), tiles_(tiles), advice_(new QLabel(this)), list_(new QListWidget(this)) {
  advice_->setWordWrap(true);
  advice_->setMargin(8);
  list_->setViewMode(QListView::IconMode);
  list_->setMovement(QListView::Static);
  list_->setResizeMode(QListView::Adjust);
  list_->setIconSize({kSide, kSide});
  list_->setGridSize({kSide + 24, kSide + 2 * fontMetrics().height() + 16});
  list_->setFrameShape(QFrame::NoFrame);
  list_->setWordWrap(true);
  list_->setAccessibleName(tr("An example of each method"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(advice_);
  column->addWidget(list_, 1);
  connect(list_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    const int method = list_->row(item) - 1;
    if (method >= 0)
      emit method_chosen(QString::fromStdString(examples_.examples[static_cast<size_t>(method)].method));
  });
}

void MethodGallery::show_examples(MethodExamples examples, const Catalogue& c, const QString& advice) {
  examples_ = std::move(examples);
  list_->clear();
  list_->setVisible(!examples_.examples.empty());
  if (!examples_.examples.empty()) {
    const size_t cls = c.class_index(examples_.cls);
    const QString name = cls == Catalogue::kNone ? QString() : QString::fromStdString(c.classes[cls].name);
    list_->addItem(tr("what %1 sees").arg(QString::fromStdString(c.models[examples_.model].name)));
    list_->item(0)->setToolTip(tr("%1: %2").arg(name, QString::fromStdString(examples_.path)));
    for (const auto& e : examples_.examples) {
      list_->addItem(QString::fromStdString(e.method));
      list_->item(list_->count() - 1)
          ->setToolTip(tr("%1 explains \u201c%2\u201d; Enter chooses this method")
                           .arg(QString::fromStdString(e.method), name));
    }
  }
  // Said, not measured: there is room for the pictures before they are drawn.
  for (int i = 0; i < list_->count(); ++i) list_->item(i)->setSizeHint(list_->gridSize());
  advice_->setText(advice);
  show_pictures();
}

// Small maps are shown larger, with their lines drawn at that size.
QImage MethodGallery::framed(const QImage& picture, const std::vector<ContourPath>* contours) const {
  const double ratio = devicePixelRatioF();
  QImage image(QSize(kSide, kSide) * ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  QRectF place(QPointF(), QSizeF(picture.size()).scaled(kSide, kSide, Qt::KeepAspectRatio));
  place.moveCenter(QPointF(kSide, kSide) / 2);
  painter.drawImage(place, picture);
  if (contours) draw_contours(painter, place, *contours);
  return image;
}

void MethodGallery::show_pictures() {
  for (int i = 1; i < list_->count(); ++i) {
    const Tile* tile = tiles_.find(examples_.examples[static_cast<size_t>(i - 1)].place);
    if (!tile || tile->over.isNull()) continue;
    list_->item(i)->setIcon(QIcon(QPixmap::fromImage(framed(tile->over, &tile->contours))));
    if (i == 1) list_->item(0)->setIcon(QIcon(QPixmap::fromImage(framed(tile->photograph, nullptr))));
  }
}

void MethodGallery::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  list_->doItemsLayout();
}

}  // namespace vantage::viewer
