// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "host/viewer/jobs/worker.hpp"
#include "host/viewer/query/result_column.hpp"
#include "host/viewer/query/task_rows.hpp"

namespace vantage::viewer {

// Whether the order depends on the maps themselves.
bool needs_areas(const Table&);

// Places of the rows that pass the filters, in the order of the table. A text is looked for, whatever its
// case, in the names of model, ground truth and predicted class and in the image's path; a range keeps
// numbers within it. Rows without a value come last in either direction and pass no range; rows that are
// equal keep their order. `areas`: of each row, NaN where there is none, or empty where they are not needed.
// 650,000 rows take some 100 ms; empty if cancelled meanwhile.
std::vector<uint32_t> row_order(const TaskRows&, const Table&, const std::vector<float>& areas,
                                const CancelToken& = {});

}  // namespace vantage::viewer
