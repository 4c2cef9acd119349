// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "host/viewer/jobs/worker.hpp"
#include "host/viewer/query/explained.hpp"
#include "host/viewer/query/row_order.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// Puts rows into order on a thread of its own and, where that depends on them, reads all their maps first.
class RowSorter : public QObject {
  Q_OBJECT
 public:
  struct Sorted {
    std::shared_ptr<const TaskRows> rows;
    std::vector<uint32_t> order;
    double threshold = 0;
    std::vector<float> areas;  // at the threshold; empty where they were not needed
  };

  explicit RowSorter(std::filesystem::path database, QObject* parent = nullptr);

  // The latest wins.
  void sort(std::shared_ptr<const TaskRows>, const Table&, double threshold);
  bool idle() const { return asked_ == answered_; }

 signals:
  void sorted(const std::shared_ptr<const vantage::viewer::RowSorter::Sorted>&);
  void measuring(qsizetype done, qsizetype of);  // maps
  void failed(const QString& line);

 private:
  // On the worker's thread; whether it was not cancelled.
  bool measure(const TaskRows&, double threshold, const CancelToken&);

  std::filesystem::path file_;
  uint64_t asked_ = 0, answered_ = 0;
  // The worker's thread's:
  std::optional<storage::Database> database_;
  std::weak_ptr<const TaskRows> measured_;
  double measured_at_ = -1;
  std::vector<float> areas_;
  Worker worker_{"vantage-sorter"};  // ends first
};

// Areas of the rows at these places, by place; NaN for others and without a map. `report(done)` is asked now
// and then whether to go on; false: the result is empty. Throws storage::Error or core::Error.
std::vector<float> read_areas(storage::Database&, const TaskRows&, const std::vector<uint32_t>& places,
                              double threshold, const std::function<bool(size_t done)>& report);

// Where the map of a row is.
MapPlace place_of(const TaskRows&, const TaskRows::Row&);

}  // namespace vantage::viewer
