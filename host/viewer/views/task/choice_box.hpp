// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QModelIndex>
#include <QtWidgets/QWidget>
#include <vector>

class QAbstractItemModel;
class QLineEdit;
class QSortFilterProxyModel;
class QToolButton;
class QTreeView;

namespace vantage::viewer {

// A list or tree of things with boxes, a search above it and buttons that choose all or none.
class ChoiceBox : public QWidget {
  Q_OBJECT
 public:
  // `name`: of what is chosen, "models". The text of `search_role` in the first column is searched.
  ChoiceBox(const QString& name, QAbstractItemModel* model, int search_role, QWidget* parent);

  void set_many(bool many);  // whether more than one may be chosen
  QTreeView* list() const { return list_; }
  QLineEdit* search() const { return search_; }

  void set_current(const QModelIndex& of_model);
  QModelIndex current() const;             // of the model; invalid: none
  std::vector<QModelIndex> shown() const;  // of the model: what the search leaves, without what has children

 signals:
  void all_asked();  // of shown()
  void none_asked();
  void current_changed();
  void hovered(const QModelIndex& of_model);  // invalid: nothing

 private:
  bool eventFilter(QObject*, QEvent*) override;
  void gather(const QModelIndex& parent, std::vector<QModelIndex>& found) const;

  QSortFilterProxyModel* found_;
  QLineEdit* search_;
  QTreeView* list_;
  QToolButton *all_, *none_;
};

}  // namespace vantage::viewer
