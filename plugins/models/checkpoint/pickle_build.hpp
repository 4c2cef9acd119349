// SPDX-License-Identifier: Apache-2.0
// The values a pickle makes, and what stands in for Python's calls: each allowed global has one fixed
// meaning.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "plugins/models/checkpoint/pickle.hpp"

namespace vantage::checkpoint {

class PickleBuilder {
 public:
  /// `bytes`: the length the pickle can have at most; what it may cost follows from it.
  explicit PickleBuilder(size_t bytes);

  /// Every step and every copied item is charged, so that a short file cannot ask for much memory or time
  /// ("billion laughs"). Throws Error when the budget is spent.
  void charge(size_t cost);

  Id add(Value value);

  /// APPEND(S): to a list. SETITEM(S): keys and values in turn, to a dict.
  void append(Id list, const std::vector<Id>& items);
  void setItems(Id dict, const std::vector<Id>& items);

  /// GLOBAL, STACK_GLOBAL: refuses all that is not on the list.
  Id global(std::string_view module, std::string_view name);

  /// REDUCE, NEWOBJ: Python would call `callee(*arguments)`.
  Id apply(Id callee, Id arguments);

  /// BUILD: Python would set attributes. Those of an OrderedDict (PyTorch's `_metadata`) are dropped.
  void setState(Id object) const;

  /// BINPERSID: ("storage", type, key, device, element count[, view]).
  Id persistent(Id tuple);

  const Value& value(Id id) const { return pickle_.values[id]; }
  Pickle& pickle() { return pickle_; }

 private:
  Id orderedDict(const Value& arguments);
  Id tensor(const Value& arguments);
  std::vector<int64_t> integers(Id id);

  Pickle pickle_;
  std::map<std::string_view, Id> storages_;
  size_t budget_;
};

}  // namespace vantage::checkpoint
