// SPDX-License-Identifier: Apache-2.0
#include "host/cli/table.hpp"

#include <algorithm>

namespace vantage::cli {
namespace {

// Characters on the screen: UTF-8's continuation bytes take no place.
size_t width(const std::string& s) {
  return static_cast<size_t>(std::count_if(s.begin(), s.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

Table::Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}

void Table::row(std::vector<std::string> cells) {
  cells.resize(headings_.size());
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  std::vector<bool> numbers;
  std::vector<std::string> top;
  for (const auto& h : headings_) {
    numbers.push_back(!h.empty() && h[0] == '>');
    top.push_back(numbers.back() ? h.substr(1) : h);
  }
  std::vector<size_t> widths(top.size());
  const auto widen = [&](const auto& row) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  };
  widen(top);
  for (const auto& r : rows_) widen(r);

  std::string out;
  const auto print = [&](const auto& row) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string gap(widths[i] - width(row[i]), ' ');
      line += (i ? "  " : "") + (numbers[i] ? gap + row[i] : row[i] + gap);
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  };
  print(top);
  for (const auto& r : rows_) print(r);
  return out;
}

}  // namespace vantage::cli
