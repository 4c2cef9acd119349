// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/class_search.hpp"

#include <QtGui/QKeyEvent>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>

#include "host/viewer/views/distribution/distribution_data.hpp"

namespace vantage::viewer {

ClassSearch::ClassSearch(QWidget* parent) : QLineEdit(parent), names_(new QStandardItemModel(this)) {
  setPlaceholderText(tr("Find a class"));
  setAccessibleName(tr("Find a class"));
  setToolTip(tr("Any part of a class's name; Enter pins the first that is found"));
  setClearButtonEnabled(true);
  auto* completer = new QCompleter(names_, this);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  completer->setFilterMode(Qt::MatchContains);
  completer->setMaxVisibleItems(10);
  setCompleter(completer);
  connect(completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
          [this](const QModelIndex& index) { emit chosen(index.data(Qt::UserRole).toULongLong()); });
  connect(this, &QLineEdit::textChanged, this, &ClassSearch::search);
}

void ClassSearch::set_catalogue(const Catalogue& catalogue) {
  catalogue_ = &catalogue;
  names_->clear();
  for (size_t k = 0; k < catalogue.classes.size(); ++k) {
    auto* item = new QStandardItem(full_name(catalogue.classes[k]));
    item->setData(QVariant::fromValue<qulonglong>(k), Qt::UserRole);
    names_->appendRow(item);
  }
  search();
}

void ClassSearch::search() {
  found_ = catalogue_ ? matching_classes(*catalogue_, text()) : std::vector<size_t>();
  emit found_changed();
}

// While there is a text, Esc is no shortcut of the window's.
bool ClassSearch::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && !text().isEmpty() &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
    event->accept();
  return QLineEdit::event(event);
}

void ClassSearch::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && !found_.empty()) {
    completer()->popup()->hide();
    emit chosen(found_.front());
    return event->accept();
  }
  if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
    clear();
    return event->accept();
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace vantage::viewer
