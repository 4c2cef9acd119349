// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/models/result_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "host/viewer/services/format.hpp"
#include "host/viewer/services/text.hpp"

namespace vantage::viewer {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::shared_ptr<const TaskRows> no_rows() {
  auto rows = std::make_shared<TaskRows>();
  rows->catalogue = std::make_shared<Catalogue>();
  return rows;
}

// 0.7 for the float nearest to it, not 0.699999988079071.
double as_written(float value) {
  return QByteArray::number(static_cast<double>(value), 'g', 7).toDouble();
}

// Whether the rows are about the same models on the same images.
bool same_subjects(const TaskRows& a, const TaskRows& b) {
  return std::equal(a.images.begin(), a.images.end(), b.images.begin(), b.images.end(),
                    [](const auto& i, const auto& j) { return i.position == j.position && i.id == j.id; }) &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                    [](const auto& r, const auto& s) { return r.image == s.image && r.model == s.model; });
}

}  // namespace

ResultTable::ResultTable(QObject* parent) : QAbstractTableModel(parent), rows_(no_rows()) {}

void ResultTable::set_rows(std::shared_ptr<const TaskRows> rows, std::vector<uint32_t> order) {
  if (rows && same_subjects(*rows_, *rows) && order == order_) {
    for (size_t at = 0; at < areas_.size(); ++at)
      if (rows_->rows[at].explanation != rows->rows[at].explanation) areas_[at] = kNaN;
    rows_ = std::move(rows);
    return all_changed();
  }
  beginResetModel();
  rows_ = rows ? std::move(rows) : no_rows();
  order_ = std::move(order);
  areas_.assign(rows_->rows.size(), kNaN);
  endResetModel();
}

void ResultTable::set_order(std::vector<uint32_t> order) {
  if (order == order_) return;
  if (order.size() != order_.size()) {
    beginResetModel();
    order_ = std::move(order);
    endResetModel();
    return;
  }
  emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
  const QModelIndexList before = persistentIndexList();
  QModelIndexList after;
  if (!before.isEmpty()) {
    std::vector<int> row_of(rows_->rows.size(), -1);
    for (size_t row = 0; row < order.size(); ++row) row_of[order[row]] = static_cast<int>(row);
    for (const QModelIndex& i : before) {
      const int row = row_of[order_[static_cast<size_t>(i.row())]];
      after.append(row < 0 ? QModelIndex() : index(row, i.column()));
    }
  }
  order_ = std::move(order);
  changePersistentIndexList(before, after);
  emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ResultTable::set_areas(std::vector<float> areas) {
  if (areas.size() != rows_->rows.size()) return;
  areas_ = std::move(areas);
  all_changed();
}

void ResultTable::set_area(int row, float area) {
  areas_[order_[static_cast<size_t>(row)]] = area;
}

void ResultTable::forget_areas(int first, int last) {
  std::vector<float> areas(rows_->rows.size(), kNaN);
  for (int row = first; row <= last; ++row) {
    const size_t at = order_[static_cast<size_t>(row)];
    areas[at] = areas_[at];
  }
  areas_ = std::move(areas);
}

void ResultTable::all_changed() {
  if (rowCount() > 0)
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                     {Qt::DecorationRole, Qt::DisplayRole});
}

// Cell by cell: of a range views paint all that they show.
void ResultTable::pictures_changed(int row) {
  for (const auto& info : result_columns()) {
    const auto cell = index(row, static_cast<int>(info.column));
    if (info.picture || info.column == ResultColumn::area)
      emit dataChanged(cell, cell, {Qt::DecorationRole, Qt::DisplayRole});
  }
}

int ResultTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int ResultTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kResultColumns;
}

QVariant ResultTable::value(int row, ResultColumn column, int role) const {
  const TaskRows::Row& r = at(row);
  const TaskRows::Image& image = rows_->image_of(r);
  const auto number = [role](float share, int decimals) {
    return role == Qt::EditRole ? QVariant(share) : QVariant(percent(share, decimals));
  };
  switch (column) {
    case ResultColumn::image:
      return qt(image.path);
    case ResultColumn::model:
      return qt(rows_->catalogue->models[r.model].name);
    case ResultColumn::model_accuracy:
      return number(rows_->model_accuracy(r), 1);
    case ResultColumn::class_accuracy:
      return number(rows_->class_accuracy(r), 1);
    case ResultColumn::label:
      return qt(rows_->class_name(image.cls));
    case ResultColumn::predicted:
      return qt(rows_->class_name(r.predicted));
    case ResultColumn::confidence:
      return number(r.confidence, 1);
    case ResultColumn::area:
      return number(areas_[order_[static_cast<size_t>(row)]], 1);
    case ResultColumn::contours:
    case ResultColumn::overlay:
    case ResultColumn::histogram:
      return {};
  }
  return {};
}

QVariant ResultTable::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& info = result_columns()[static_cast<size_t>(index.column())];
  switch (role) {
    case Qt::DisplayRole:
      return info.picture ? QVariant() : value(index.row(), info.column, role);
    case Qt::EditRole:
    case Qt::ToolTipRole:
      return value(index.row(), info.column, role);
    case Qt::AccessibleTextRole: {
      const QString text = value(index.row(), info.column, Qt::DisplayRole).toString();
      return text.isEmpty() ? tr("%1 of %2").arg(info.title, qt(image_at(index.row()).path)) : text;
    }
    case Qt::TextAlignmentRole:
      return QVariant(info.share ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default:
      return {};
  }
}

void ResultTable::multiData(const QModelIndex& index, QModelRoleDataSpan roles) const {
  for (QModelRoleData& role : roles) role.setData(data(index, role.role()));
}

QVariant ResultTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (section < 0) return {};
  if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
  if (section >= kResultColumns) return {};
  const auto& info = result_columns()[static_cast<size_t>(section)];
  if (role == Qt::DisplayRole) return tr(info.title);
  return role == Qt::ToolTipRole ? QVariant(tr(info.explain)) : QVariant();
}

ValueTable result_values(const TaskRows& rows, const std::vector<uint32_t>& order,
                         const std::vector<float>& areas) {
  ValueTable table;
  table.columns = {"image",     "position",   "model",    "model_accuracy",  "class_accuracy", "label",
                   "predicted", "confidence", "roi_area", "explained_class", "method"};
  const auto number = [](float value) { return QVariant(as_written(value)); };
  table.rows.reserve(order.size());
  for (const uint32_t at : order) {
    const TaskRows::Row& r = rows.rows[at];
    const TaskRows::Image& image = rows.image_of(r);
    table.rows.push_back({qt(image.path), qlonglong{image.position}, qt(rows.catalogue->models[r.model].name),
                          number(rows.model_accuracy(r)), number(rows.class_accuracy(r)),
                          image.cls < 0 ? QString() : qt(rows.class_name(image.cls)),
                          r.predicted < 0 ? QString() : qt(rows.class_name(r.predicted)),
                          number(r.confidence), number(at < areas.size() ? areas[at] : kNaN),
                          r.explained < 0 ? QString() : qt(rows.class_name(r.explained)),
                          r.explanation == 0 ? QString() : qt(rows.method)});
  }
  return table;
}

}  // namespace vantage::viewer
