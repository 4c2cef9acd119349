// SPDX-License-Identifier: Apache-2.0
// Python's pickle, read as data. A pickle is a program for a stack machine that may call any function of any
// Python module; this machine knows the few "globals" (globals.hpp) that a state dict needs, turns them into
// plain values, and refuses every other by name. It never calls anything.
// Opcodes: https://github.com/python/cpython/blob/main/Lib/pickletools.py, protocols 0 to 5.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/models/checkpoint/bytes.hpp"
#include "plugins/models/checkpoint/globals.hpp"

namespace vantage::checkpoint {

/// A value is known by its place in Pickle::values: a pickle may tie values into circles, and numbers,
/// unlike pointers, neither leak nor need recursion to be freed.
using Id = uint32_t;

struct Value {
  enum class Kind { none, boolean, integer, real, text, tuple, list, dict, global, storage, tensor };
  Kind kind = Kind::none;
  int64_t integer = 0;  ///< boolean, integer; index into Pickle::storages or ::tensors; of a global, kGlobals
  std::string_view text;  ///< text and bytes; the digits of an integer beyond 64 bits
  std::vector<Id> items;  ///< tuple, list; of a dict, keys and values in turn

  static Value of(Kind kind, int64_t integer = 0, std::string_view text = {}) {
    return {kind, integer, text, {}};
  }
  static Value of(Kind kind, std::vector<Id> items) { return {kind, 0, {}, std::move(items)}; }
};

/// A block of numbers that lies beside the pickle.
struct StorageRef {
  std::string_view key;
  DType dtype = DType::f32;
  int64_t count = 0;  ///< not negative
};

struct TensorRef {
  size_t storage = 0;  ///< index into Pickle::storages
  int64_t offset = 0;
  std::vector<int64_t> shape, strides;  ///< not checked: view() does
};

struct Pickle {
  std::vector<Value> values;
  Id root = 0;
  std::vector<StorageRef> storages;  ///< each key once
  std::vector<TensorRef> tensors;
  std::deque<std::string> texts;  ///< of what could not be borrowed from the bytes

  const Value& operator[](Id id) const { return values[id]; }
};

/// Reads one pickle and leaves `in` behind it. Strings are borrowed from the bytes under `in`. Memory is
/// bounded by the pickle's length, at most four million steps. Throws Error.
Pickle readPickle(Cursor& in);

}  // namespace vantage::checkpoint
