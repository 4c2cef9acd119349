// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/task/choice_box.hpp"

#include <QtCore/QEvent>
#include <QtCore/QSortFilterProxyModel>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

namespace vantage::viewer {
namespace {

QToolButton* button(const QString& text, const QString& what, QWidget* parent) {
  auto* b = new QToolButton(parent);
  b->setText(text);
  b->setToolTip(what);
  b->setAccessibleName(what);
  return b;
}

}  // namespace

ChoiceBox::ChoiceBox(const QString& name, QAbstractItemModel* model, int search_role, QWidget* parent)
    : QWidget(parent),
      found_(new QSortFilterProxyModel(this)),
      search_(new QLineEdit(this)),
      list_(new QTreeView(this)),
      all_(button(tr("All"), tr("Choose all %1 that are listed").arg(name), this)),
      none_(button(tr("None"), tr("Choose no %1").arg(name), this)) {
  found_->setSourceModel(model);
  found_->setFilterRole(search_role);
  found_->setFilterKeyColumn(0);
  found_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  found_->setRecursiveFilteringEnabled(true);
  found_->setAutoAcceptChildRows(true);
  search_->setPlaceholderText(tr("Search %1").arg(name));
  search_->setAccessibleName(search_->placeholderText());
  search_->setClearButtonEnabled(true);
  list_->setModel(found_);
  list_->setAccessibleName(tr("List of %1").arg(name));
  list_->setUniformRowHeights(true);
  list_->setAlternatingRowColors(true);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setExpandsOnDoubleClick(false);
  list_->setIndentation(14);
  list_->header()->setStretchLastSection(false);
  list_->header()->setMinimumSectionSize(40);

  auto* row = new QHBoxLayout;
  row->addWidget(search_, 1);
  row->addWidget(all_);
  row->addWidget(none_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(row);
  column->addWidget(list_);

  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
    found_->setFilterFixedString(text.trimmed());
    if (!text.trimmed().isEmpty()) list_->expandAll();
  });
  connect(all_, &QToolButton::clicked, this, &ChoiceBox::all_asked);
  connect(none_, &QToolButton::clicked, this, &ChoiceBox::none_asked);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChoiceBox::current_changed);
  list_->setMouseTracking(true);
  list_->viewport()->installEventFilter(this);
  connect(list_, &QTreeView::entered, this,
          [this](const QModelIndex& at) { emit hovered(found_->mapToSource(at)); });
  connect(list_, &QTreeView::viewportEntered, this, [this] { emit hovered({}); });
}

bool ChoiceBox::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Leave) emit hovered({});
  return QWidget::eventFilter(watched, event);
}

void ChoiceBox::set_many(bool many) {
  all_->setVisible(many);
}

void ChoiceBox::set_current(const QModelIndex& of_model) {
  list_->setCurrentIndex(found_->mapFromSource(of_model));
}

QModelIndex ChoiceBox::current() const {
  return found_->mapToSource(list_->currentIndex());
}

void ChoiceBox::gather(const QModelIndex& parent, std::vector<QModelIndex>& found) const {
  for (int r = 0; r < found_->rowCount(parent); ++r) {
    const QModelIndex at = found_->index(r, 0, parent);
    if (found_->rowCount(at) > 0)
      gather(at, found);
    else
      found.push_back(found_->mapToSource(at));
  }
}

std::vector<QModelIndex> ChoiceBox::shown() const {
  std::vector<QModelIndex> found;
  gather({}, found);
  return found;
}

}  // namespace vantage::viewer
