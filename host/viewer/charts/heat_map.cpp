// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/heat_map.hpp"

#include <QtGui/QMouseEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTableView>
#include <algorithm>
#include <utility>

#include "host/viewer/charts/matrix_cells.hpp"
#include "host/viewer/charts/rotated_header.hpp"

namespace vantage::viewer {
namespace {

constexpr int kLeastCell = 16, kMostCell = 120, kLeastNames = 60;  // pixels
constexpr double kUpright = 0.4, kLying = 0.45;                    // of the room, for names at most

}  // namespace

HeatMap::HeatMap(QWidget* parent)
    : QWidget(parent),
      model_(new MatrixModel(this)),
      table_(new QTableView(this)),
      delegate_(new CellDelegate(table_)),
      picture_(new MatrixPicture(*model_, this)),
      stack_(new QStackedLayout(this)) {
  table_->setModel(model_);
  table_->setHorizontalHeader(new RotatedHeader(table_));
  table_->setItemDelegate(delegate_);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setMouseTracking(true);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setCornerButtonEnabled(false);
  table_->horizontalHeader()->setMinimumSectionSize(kLeastCell);
  table_->verticalHeader()->setMinimumSectionSize(fontMetrics().height() + 2);  // else descenders are cut
  table_->horizontalHeader()->setSectionsClickable(true);
  table_->verticalHeader()->setHighlightSections(false);
  table_->verticalHeader()->setSectionsClickable(true);
  table_->viewport()->installEventFilter(this);
  stack_->addWidget(table_);
  stack_->addWidget(picture_);
  setFocusProxy(table_);
  setMinimumSize(160, 120);

  connect(table_, &QTableView::entered, this,
          [this](const QModelIndex& i) { emit hovered(i.row(), i.column()); });
  connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& i) {
    if (i.isValid() && table_->hasFocus()) emit hovered(i.row(), i.column());
  });
  connect(table_, &QTableView::clicked, this,
          [this](const QModelIndex& i) { emit clicked(i.row(), i.column()); });
  connect(table_, &QTableView::activated, this,
          [this](const QModelIndex& i) { emit clicked(i.row(), i.column()); });
  connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this,
          [this](int c) { emit clicked(-1, c); });
  connect(table_->verticalHeader(), &QHeaderView::sectionClicked, this,
          [this](int r) { emit clicked(r, -1); });
  connect(picture_, &MatrixPicture::hovered, this, &HeatMap::hovered);
  connect(picture_, &MatrixPicture::clicked, this, &HeatMap::clicked);
}

void HeatMap::set_matrix(Matrix matrix) {
  const bool large = std::max(matrix.rows.size(), matrix.columns.size()) > kTableLimit;
  model_->set_matrix(std::move(matrix));
  picture_->draw();
  stack_->setCurrentWidget(large ? static_cast<QWidget*>(picture_) : table_);
  setFocusProxy(stack_->currentWidget());
  refit();
}

const Matrix& HeatMap::matrix() const {
  return model_->matrix();
}

void HeatMap::set_colours(Colours colours) {
  if (!delegate_->set_colours(colours)) return;
  picture_->set_colours(colours);
  table_->viewport()->update();
}

void HeatMap::set_theme(const ThemeColours& theme) {
  if (!delegate_->set_theme(theme)) return;
  picture_->set_theme(theme);
  table_->viewport()->update();
}

void HeatMap::set_marks(int pinned_row, int pinned_column) {
  model_->set_marks(pinned_row, pinned_column);
}

void HeatMap::set_focus_cell(int row, int column) {
  if (!delegate_->set_focus(row, column)) return;
  picture_->set_focus(row, column);
  table_->viewport()->update();
}

// Cells share the room that there is, within limits; beyond them the table scrolls.
void HeatMap::refit() {
  const auto fit = [](QHeaderView* header, int room, int count) {
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setDefaultSectionSize(
        std::clamp(room / std::max(count, 1), header->minimumSectionSize(), kMostCell));
  };
  // Long names leave most of the room to the cells.
  const auto taken = [](int wanted, double room) {
    return std::min(wanted, std::max(static_cast<int>(room), kLeastNames));
  };
  table_->horizontalHeader()->setMaximumHeight(taken(QWIDGETSIZE_MAX, kUpright * height()));
  table_->verticalHeader()->setMaximumWidth(taken(QWIDGETSIZE_MAX, kLying * width()));
  fit(table_->horizontalHeader(),
      width() - taken(table_->verticalHeader()->sizeHint().width(), kLying * width()) - 4,
      model_->columnCount());
  // Now the header knows whether its names lie or stand.
  fit(table_->verticalHeader(),
      height() - taken(table_->horizontalHeader()->sizeHint().height(), kUpright * height()) - 4,
      model_->rowCount());
  table_->updateGeometry();
}

void HeatMap::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refit();
}

bool HeatMap::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::Leave) emit hovered(-1, -1);
  return QWidget::eventFilter(object, event);
}

}  // namespace vantage::viewer
