// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

namespace vantage::core {

// Equally large pictures in a grid, named at the top and on the left.
struct ContactSheet {
  int tile = 112;                                 // pixels of a cell's side, 32 to 512
  std::vector<std::vector<std::string>> columns;  // each column's lines of text
  std::vector<std::string> rows;                  // each row's name
  std::vector<std::vector<cv::Mat>> cells;        // by column, then row: 8UC3, RGB, tile x tile; empty: none
};

// 8UC3, RGB, on white. Text that does not fit is cut, with "..". Throws Error where a column lacks cells, a
// cell has another size, or there is nothing to draw. Thread-safe.
cv::Mat draw_contact_sheet(const ContactSheet&);

}  // namespace vantage::core
