// SPDX-License-Identifier: Apache-2.0
// One use of a prepared statement: bind, step, read, and it is ready for the next use. Internal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/connection.hpp"

namespace vantage::storage {

// A value that is NULL where it is not set.
template <typename T>
struct OrNull {
  const std::optional<T>& value;
};
template <typename T>
OrNull(const std::optional<T>&) -> OrNull<T>;

class Query {
 public:
  // Borrows the texts and blobs: they must live as long as the query.
  template <typename... Values>
  explicit Query(SQLite::Statement& statement, const Values&... values) : statement_(statement) {
    (bind(values), ...);
  }
  ~Query() {
    statement_.tryReset();
    try {
      statement_.clearBindings();  // they point into what the caller is about to free
    } catch (const SQLite::Exception&) {
    }
  }
  Query(const Query&) = delete;

  bool step() { return statement_.executeStep(); }
  void run() {
    while (step()) {
    }
  }
  // For "... RETURNING id": the statement is only done, and its errors known, after the last step.
  int64_t run_for_id() {
    step();
    const int64_t id = integer(0);
    run();
    return id;
  }

  int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  int small(int column) const { return statement_.getColumn(column).getInt(); }
  double real(int column) const { return statement_.getColumn(column).getDouble(); }
  std::optional<double> maybe_real(int column) const {
    return is_null(column) ? std::nullopt : std::optional(real(column));
  }
  bool is_null(int column) const { return statement_.getColumn(column).isNull(); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  std::string_view blob(int column) const {  // until the next step
    const auto value = statement_.getColumn(column);
    const auto* bytes = static_cast<const char*>(value.getBlob());
    return bytes ? std::string_view(bytes, static_cast<size_t>(value.getBytes())) : std::string_view();
  }

 private:
  void bind(int value) { statement_.bind(++index_, value); }
  void bind(int64_t value) { statement_.bind(++index_, value); }
  void bind(double value) { statement_.bind(++index_, value); }
  void bind(const std::string& value) { statement_.bindNoCopy(++index_, value); }
  void bind(std::string_view bytes) {
    statement_.bindNoCopy(++index_, static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
  }
  // What is not set binds nothing and takes no place.
  template <typename T>
  void bind(const std::optional<T>& value) {
    if (value) bind(*value);
  }

  template <typename T>
  void bind(const OrNull<T>& value) {
    if (value.value)
      bind(*value.value);
    else
      statement_.bind(++index_);
  }

  SQLite::Statement& statement_;
  int index_ = 0;
};

}  // namespace vantage::storage
