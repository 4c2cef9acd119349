// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QAbstractTableModel>
#include <memory>
#include <vector>

#include "host/viewer/models/value_table.hpp"
#include "host/viewer/query/result_column.hpp"
#include "host/viewer/query/task_rows.hpp"

namespace vantage::viewer {

// The rows of a task in an order, which may leave some out. Texts and numbers only: pictures are the
// delegate's. Reads nothing and waits for nothing.
class ResultTable : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit ResultTable(QObject* parent = nullptr);

  // Where models, images and order are as they were the view keeps its place.
  void set_rows(std::shared_ptr<const TaskRows>, std::vector<uint32_t> order);
  // Of the same rows: the selection stays where as many are shown as before.
  void set_order(std::vector<uint32_t> order);
  const TaskRows& rows() const { return *rows_; }
  std::shared_ptr<const TaskRows> shared_rows() const { return rows_; }
  const std::vector<uint32_t>& order() const { return order_; }

  const TaskRows::Row& at(int row) const { return rows_->rows[order_[static_cast<size_t>(row)]]; }
  const TaskRows::Image& image_at(int row) const { return rows_->image_of(at(row)); }

  // Areas at the present threshold, by place in rows(); NaN: not known yet.
  const std::vector<float>& areas() const { return areas_; }
  void set_areas(std::vector<float>);
  void set_area(int row, float area);
  // The threshold has changed. Those of rows `first` to `last` stay until the new ones are there: they are
  // seen, and would flicker.
  void forget_areas(int first, int last);

  // Pictures of a row have come in, and its area.
  void pictures_changed(int row);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex&, int role = Qt::DisplayRole) const override;
  void multiData(const QModelIndex&, QModelRoleDataSpan) const override;
  QVariant headerData(int section, Qt::Orientation, int role = Qt::DisplayRole) const override;

 private:
  void all_changed();
  QVariant value(int row, ResultColumn, int role) const;

  std::shared_ptr<const TaskRows> rows_;
  std::vector<uint32_t> order_;
  std::vector<float> areas_;
};

// Rows as values for other programs, with a line of names: "image", "position", "model", ...
ValueTable result_values(const TaskRows&, const std::vector<uint32_t>& order,
                         const std::vector<float>& areas);

}  // namespace vantage::viewer
