// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/models/choice_model.hpp"

#include <QtGui/QFont>
#include <utility>

namespace vantage::viewer {

ChoiceModel::ChoiceModel(QStringList columns, Qt::Alignment beside, QObject* parent)
    : QAbstractTableModel(parent), columns_(std::move(columns)), beside_(beside) {}

void ChoiceModel::set_items(std::vector<Item> items) {
  if (items == items_) return;
  beginResetModel();
  items_ = std::move(items);
  endResetModel();
}

void ChoiceModel::set_chosen(const std::vector<QString>& ids) {
  std::set<QString> chosen(ids.begin(), ids.end());
  if (chosen == chosen_) return;
  chosen_ = std::move(chosen);
  tell_changed(Qt::CheckStateRole);
}

void ChoiceModel::set_marks(const QString& bold, const QString& underlined) {
  if (bold == bold_ && underlined == underlined_) return;
  bold_ = bold;
  underlined_ = underlined;
  tell_changed(Qt::FontRole);
}

void ChoiceModel::tell_changed(int role) {
  if (!items_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {role});
}

int ChoiceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

int ChoiceModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant ChoiceModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Item& item = items_[static_cast<size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return item.texts.value(index.column());
    case Qt::ToolTipRole:
      return item.help;
    case kIdRole:
      return item.id;
    case Qt::CheckStateRole:
      if (index.column() == 0) return chosen_.contains(item.id) ? Qt::Checked : Qt::Unchecked;
      return {};
    case Qt::FontRole: {
      if (item.id != bold_ && item.id != underlined_) return {};
      QFont font;
      font.setBold(item.id == bold_);
      font.setUnderline(item.id == underlined_);
      return font;
    }
    case Qt::TextAlignmentRole:
      return static_cast<int>((index.column() == 0 ? Qt::AlignLeft : beside_) | Qt::AlignVCenter);
    default:
      return {};
  }
}

bool ChoiceModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || index.column() != 0 || !checkIndex(index, CheckIndexOption::IndexIsValid))
    return false;
  emit toggled(items_[static_cast<size_t>(index.row())].id, value.toInt() == Qt::Checked);
  return true;
}

QVariant ChoiceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return columns_.value(section);
}

Qt::ItemFlags ChoiceModel::flags(const QModelIndex& index) const {
  const auto plain = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
  return index.isValid() && index.column() == 0 ? plain | Qt::ItemIsUserCheckable : plain;
}

}  // namespace vantage::viewer
