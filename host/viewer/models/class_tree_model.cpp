// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/models/class_tree_model.hpp"

#include <QtGui/QFont>
#include <algorithm>
#include <utility>

namespace vantage::viewer {
namespace {

// An index's id says where it hangs: 0 at the top, else the row of its root and one.
size_t root_row(const QModelIndex& leaf) {
  return static_cast<size_t>(leaf.internalId()) - 1;
}
bool is_leaf(const QModelIndex& index) {
  return index.isValid() && index.internalId() != 0;
}

bool same_names(const std::vector<ClassTreeModel::Root>& a, const std::vector<ClassTreeModel::Root>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.name == y.name &&
           std::equal(x.leaves.begin(), x.leaves.end(), y.leaves.begin(), y.leaves.end(),
                      [](const auto& l, const auto& m) { return l.cls == m.cls && l.label == m.label; });
  });
}

}  // namespace

void ClassTreeModel::set_roots(std::vector<Root> roots) {
  if (roots == roots_) return;
  if (same_names(roots, roots_)) {
    roots_ = std::move(roots);
    return tell_changed({Qt::DisplayRole});
  }
  beginResetModel();
  roots_ = std::move(roots);
  endResetModel();
}

void ClassTreeModel::set_header(const QString& number) {
  if (number == header_) return;
  header_ = number;
  emit headerDataChanged(Qt::Horizontal, 1, 1);
}

void ClassTreeModel::set_chosen(const std::vector<int>& classes) {
  if (classes == chosen_) return;
  chosen_ = classes;
  tell_changed({Qt::CheckStateRole});
}

void ClassTreeModel::set_marks(int bold, int underlined) {
  if (bold == bold_ && underlined == underlined_) return;
  bold_ = bold;
  underlined_ = underlined;
  tell_changed({Qt::FontRole});
}

void ClassTreeModel::tell_changed(const QList<int>& roles) {
  if (roots_.empty()) return;
  for (int r = 0; r < rowCount(); ++r) {
    const QModelIndex root = index(r, 0);
    if (const int leaves = rowCount(root); leaves > 0)
      emit dataChanged(index(0, 0, root), index(leaves - 1, 1, root), roles);
  }
  emit dataChanged(index(0, 0), index(rowCount() - 1, 1), roles);
}

std::vector<int> ClassTreeModel::classes_at(const QModelIndex& at) const {
  std::vector<int> classes;
  if (is_leaf(at)) {
    classes.push_back(roots_[root_row(at)].leaves[static_cast<size_t>(at.row())].cls);
  } else if (at.isValid()) {
    for (const Leaf& leaf : roots_[static_cast<size_t>(at.row())].leaves) classes.push_back(leaf.cls);
  }
  return classes;
}

bool ClassTreeModel::has(int cls) const {
  return std::binary_search(chosen_.begin(), chosen_.end(), cls);
}

Qt::CheckState ClassTreeModel::state_of(const Root& root) const {
  const auto chosen =
      std::count_if(root.leaves.begin(), root.leaves.end(), [this](const Leaf& l) { return has(l.cls); });
  if (chosen == 0) return Qt::Unchecked;
  return chosen == static_cast<std::ptrdiff_t>(root.leaves.size()) ? Qt::Checked : Qt::PartiallyChecked;
}

QModelIndex ClassTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex ClassTreeModel::parent(const QModelIndex& at) const {
  return is_leaf(at) ? createIndex(static_cast<int>(root_row(at)), 0, quintptr{0}) : QModelIndex();
}

int ClassTreeModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(roots_.size());
  if (is_leaf(parent) || parent.column() != 0) return 0;
  return static_cast<int>(roots_[static_cast<size_t>(parent.row())].leaves.size());
}

int ClassTreeModel::columnCount(const QModelIndex&) const {
  return 2;
}

QVariant ClassTreeModel::data(const QModelIndex& at, int role) const {
  if (!checkIndex(at, CheckIndexOption::IndexIsValid)) return {};
  const Root& root = roots_[is_leaf(at) ? root_row(at) : static_cast<size_t>(at.row())];
  const Leaf* leaf = is_leaf(at) ? &root.leaves[static_cast<size_t>(at.row())] : nullptr;
  switch (role) {
    case Qt::DisplayRole:
      if (at.column() == 1) return leaf ? leaf->number : root.number;
      return leaf ? leaf->name : root.name;
    case Qt::ToolTipRole:
      return leaf ? leaf->label
                  : tr("%1: %n class(es)", nullptr, static_cast<int>(root.leaves.size())).arg(root.name);
    case kSearchRole:
      return leaf ? leaf->label + ' ' + leaf->name + ' ' + QString::number(leaf->cls) : root.name;
    case Qt::CheckStateRole:
      if (at.column() != 0) return {};
      return leaf ? (has(leaf->cls) ? Qt::Checked : Qt::Unchecked) : state_of(root);
    case Qt::FontRole: {
      if (!leaf || (leaf->cls != bold_ && leaf->cls != underlined_)) return {};
      QFont font;
      font.setBold(leaf->cls == bold_);
      font.setUnderline(leaf->cls == underlined_);
      return font;
    }
    case Qt::TextAlignmentRole:
      return static_cast<int>((at.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
      return {};
  }
}

bool ClassTreeModel::setData(const QModelIndex& at, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || at.column() != 0 || !checkIndex(at, CheckIndexOption::IndexIsValid))
    return false;
  emit toggled(classes_at(at), value.toInt() == Qt::Checked);
  return true;
}

QVariant ClassTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == 0 ? tr("Class") : header_;
}

Qt::ItemFlags ClassTreeModel::flags(const QModelIndex& at) const {
  const auto plain = QAbstractItemModel::flags(at);
  return at.isValid() && at.column() == 0 ? plain | Qt::ItemIsUserCheckable : plain;
}

}  // namespace vantage::viewer
