// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace vantage::core {

// A table of comma-separated values (RFC 4180) that nobody vouches for, row by row; its first row names the
// columns. Lines end in LF or CRLF, a byte order mark is passed over, blank lines too. Errors begin with
// `file:line:column:`, both counted from 1, the column in bytes. One object serves one thread.
class CsvReader {
 public:
  static constexpr uint64_t kMaxBytes = uint64_t{1} << 30;
  static constexpr size_t kMaxRow = 1 << 20, kMaxField = 1 << 16;  // bytes

  // Reads the file (at most kMaxBytes) and its header. Throws Error where either cannot be read and for what
  // is not UTF-8.
  explicit CsvReader(const std::filesystem::path& file);

  // The column with the first of these names that the header has: -1 if it has none. Throws Error where it
  // has that name twice, need() also where it has none.
  int find(std::initializer_list<const char*> names) const;
  int need(std::initializer_list<const char*> names) const;

  // Goes on to the next row; false after the last. Throws Error for a malformed one, whose fields must not
  // be asked for; the next call goes on behind that row's first line, so a lost quote costs few rows.
  bool next();

  size_t line() const { return line_; }  // where the row begins
  // A field of the row, without its quotes; "" for column -1.
  const std::string& field(int column) const;
  // The field as a number. Throws Error for anything else, blanks included.
  int64_t integer(int column, int64_t low, int64_t high) const;
  // An error about a field of the row: `what` says the reason and the way out.
  Error error(int column, const std::string& what) const;

 private:
  void read_row();
  void read_field(std::string& field);
  bool accept(char c);
  Error error_at(size_t offset, const std::string& what) const;

  std::string name_, text_;
  size_t at_ = 0, next_line_ = 1;  // what comes next
  size_t begin_ = 0, line_ = 1;    // where the row begins
  std::vector<std::string> header_, fields_;
  std::vector<size_t> starts_;  // of the fields in text_
};

}  // namespace vantage::core
