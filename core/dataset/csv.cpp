// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/dataset/text.hpp"
#include "core/files.hpp"

namespace vantage::core {

CsvReader::CsvReader(const std::filesystem::path& file)
    : name_(shown_path(file)), text_(read_file(file, kMaxBytes)) {
  if (text_.compare(0, 3, "\xef\xbb\xbf") == 0) text_.erase(0, 3);
  const size_t valid = utf8_prefix(text_);
  if (valid < text_.size())
    throw error_at(valid, "is no UTF-8 text from here on; save the table as CSV in UTF-8");
  if (!next()) throw Error(name_ + ": is empty; its first line must name the columns");
  header_ = fields_;
}

int CsvReader::find(std::initializer_list<const char*> names) const {
  for (const char* name : names) {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found == header_.end()) continue;
    if (std::find(found + 1, header_.end(), name) != header_.end()) {
      throw Error(fmt::format("{}: has two columns '{}'; rename or remove one", name_, name));
    }
    return static_cast<int>(found - header_.begin());
  }
  return -1;
}

int CsvReader::need(std::initializer_list<const char*> names) const {
  const int column = find(names);
  if (column >= 0) return column;
  throw Error(fmt::format("{}: has no column '{}'; add it to the first line, which names: {}", name_,
                          fmt::join(names, "' or '"), shown(fmt::format("{}", fmt::join(header_, ", ")))));
}

bool CsvReader::next() {
  while (at_ < text_.size()) {
    begin_ = at_;
    line_ = next_line_;
    try {
      read_row();
    } catch (const Error&) {
      at_ = std::min(text_.find('\n', begin_), text_.size() - 1) + 1;
      next_line_ = line_ + 1;
      throw;
    }
    next_line_ += static_cast<size_t>(std::count(&text_[begin_], text_.data() + at_, '\n'));
    if (fields_.size() > 1 || !fields_[0].empty()) return true;
  }
  return false;
}

void CsvReader::read_row() {
  fields_.clear();
  starts_.clear();
  do {
    starts_.push_back(at_);
    read_field(fields_.emplace_back());
    if (fields_.back().size() > kMaxField || at_ - begin_ > kMaxRow) {
      throw error_at(starts_.back(),
                     fmt::format("the field is longer than {} bytes, or its row than {}; is a quote "
                                 "missing?",
                                 kMaxField, kMaxRow));
    }
    if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_.compare(at_, 2, "\r\n") != 0) {
      throw error_at(at_,
                     "the field should end here; put fields that hold quotes, commas or line ends in quotes, "
                     "and double the quotes inside");
    }
  } while (accept(','));
  accept('\r');
  accept('\n');
  const bool blank = fields_.size() == 1 && fields_[0].empty();
  if (!blank && !header_.empty() && fields_.size() != header_.size()) {
    throw error_at(begin_,
                   fmt::format("the row has {} fields where the first line has {}; put fields that hold "
                               "commas in quotes, or add what is missing",
                               fields_.size(), header_.size()));
  }
}

void CsvReader::read_field(std::string& field) {
  const auto rest = [&] { return std::string_view(text_).substr(at_, kMaxField + 1); };
  if (!accept('"')) {
    field = rest().substr(0, rest().find_first_of(",\"\r\n"));
    at_ += field.size();
    return;
  }
  do {
    const size_t quote = rest().find('"');
    if (quote == std::string_view::npos) {
      throw error_at(starts_.back(),
                     fmt::format("the quote that opens here is not closed within {} bytes; close or "
                                 "remove it",
                                 kMaxField));
    }
    field += rest().substr(0, quote + 1);  // with the quote: two of them stand for one
    at_ += quote + 1;
  } while (field.size() <= kMaxField && accept('"'));
  field.pop_back();
}

bool CsvReader::accept(char c) {
  const bool found = at_ < text_.size() && text_[at_] == c;
  at_ += found;
  return found;
}

const std::string& CsvReader::field(int column) const {
  static const std::string none;
  return column < 0 ? none : fields_.at(static_cast<size_t>(column));
}

int64_t CsvReader::integer(int column, int64_t low, int64_t high) const {
  const std::string& text = field(column);
  int64_t value = 0;
  const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code == std::errc() && stop == text.data() + text.size() && value >= low && value <= high) return value;
  throw error(column, fmt::format("{} '{}' is no whole number from {} to {}; correct it",
                                  header_[static_cast<size_t>(column)], shown(text), low, high));
}

Error CsvReader::error(int column, const std::string& what) const {
  return error_at(column < 0 ? begin_ : starts_.at(static_cast<size_t>(column)), what);
}

Error CsvReader::error_at(size_t offset, const std::string& what) const {
  const auto begin = text_.begin() + static_cast<ptrdiff_t>(begin_);
  const auto end = text_.begin() + static_cast<ptrdiff_t>(offset);
  const auto lines = static_cast<size_t>(std::count(begin, end, '\n'));
  const size_t newline = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
  const size_t column = newline == std::string::npos ? offset + 1 : offset - newline;
  return Error(fmt::format("{}:{}:{}: {}", name_, line_ + lines, column, what));
}

}  // namespace vantage::core
