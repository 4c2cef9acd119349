// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/pickle_build.hpp"

#include <algorithm>
#include <utility>

namespace vantage::checkpoint {
namespace {

using Kind = Value::Kind;

[[noreturn]] void refuse(std::string_view what) {
  throw Error(
      fmt::format("is damaged or made by something else than torch.save: {}; "
                  "save model.state_dict() again",
                  what));
}

}  // namespace

PickleBuilder::PickleBuilder(size_t bytes)
    : budget_(std::min<size_t>(4'000'000, 1024 + 4 * std::min<size_t>(bytes, 1'000'000))) {}

void PickleBuilder::charge(size_t cost) {
  if (cost > budget_)
    throw Error("asks for more objects than any state dict has; save model.state_dict() alone");
  budget_ -= cost;
}

Id PickleBuilder::add(Value value) {
  charge(1);
  pickle_.values.push_back(std::move(value));
  return static_cast<Id>(pickle_.values.size() - 1);
}

void PickleBuilder::append(Id list, const std::vector<Id>& items) {
  auto& target = pickle_.values[list];
  if (target.kind != Kind::list) refuse("it appends to what is no list");
  target.items.insert(target.items.end(), items.begin(), items.end());
}

void PickleBuilder::setItems(Id dict, const std::vector<Id>& items) {
  auto& target = pickle_.values[dict];
  if (target.kind != Kind::dict) refuse("it sets a key of what is no dictionary");
  if (items.size() % 2 != 0) refuse("a dictionary has a key without a value");
  target.items.insert(target.items.end(), items.begin(), items.end());
}

Id PickleBuilder::global(std::string_view module, std::string_view name) {
  const auto place = static_cast<int64_t>(indexOf(findGlobal(module, name)));
  return add(Value::of(Kind::global, place));
}

Id PickleBuilder::apply(Id callee, Id arguments) {
  if (value(callee).kind != Kind::global) refuse("it calls what is no function");
  const auto& global = globalAt(static_cast<size_t>(value(callee).integer));
  if (value(arguments).kind != Kind::tuple) refuse("it calls a function without arguments");
  const Value& given = value(arguments);
  switch (global.role) {
    case Role::ordered_dict:
      return orderedDict(given);
    case Role::rebuild_tensor:
      return tensor(given);
    case Role::rebuild_parameter:
      if (given.items.empty() || value(given.items[0]).kind != Kind::tensor)
        refuse("a parameter has no tensor");
      return given.items[0];
    case Role::size:
      if (given.items.size() != 1 || value(given.items[0]).kind != Kind::tuple)
        refuse("a torch.Size has no numbers");
      return given.items[0];
    case Role::storage:
    case Role::tag:
      break;
  }
  refuse(fmt::format("it calls {}.{}, which is a type here", global.module, global.name));
}

Id PickleBuilder::orderedDict(const Value& arguments) {
  Value dict = Value::of(Kind::dict, 0);
  if (arguments.items.size() > 1) refuse("an OrderedDict has too many arguments");
  if (!arguments.items.empty()) {  // Python 2 hands over a list of pairs
    const Value& pairs = value(arguments.items[0]);
    if (pairs.kind != Kind::list && pairs.kind != Kind::tuple) refuse("an OrderedDict is made of no list");
    charge(pairs.items.size() * 2);
    for (Id id : pairs.items) {
      const Value& pair = value(id);
      if ((pair.kind != Kind::list && pair.kind != Kind::tuple) || pair.items.size() != 2)
        refuse("an OrderedDict is made of no pairs");
      dict.items.insert(dict.items.end(), pair.items.begin(), pair.items.end());
    }
  }
  return add(std::move(dict));
}

Id PickleBuilder::tensor(const Value& arguments) {
  const auto& a = arguments.items;
  if (a.size() < 4 || value(a[0]).kind != Kind::storage || value(a[1]).kind != Kind::integer)
    refuse("a tensor has no storage");
  TensorRef made{.storage = static_cast<size_t>(value(a[0]).integer),
                 .offset = value(a[1]).integer,
                 .shape = integers(a[2]),
                 .strides = integers(a[3])};
  pickle_.tensors.push_back(std::move(made));
  const auto place = static_cast<int64_t>(pickle_.tensors.size() - 1);
  return add(Value::of(Kind::tensor, place));
}

std::vector<int64_t> PickleBuilder::integers(Id id) {
  const Value& list = value(id);
  if (list.kind != Kind::tuple && list.kind != Kind::list) refuse("a tensor has no shape");
  charge(list.items.size());
  std::vector<int64_t> out;
  out.reserve(list.items.size());
  for (Id item : list.items) {
    if (value(item).kind != Kind::integer) refuse("a tensor's shape holds more than integers");
    out.push_back(value(item).integer);
  }
  return out;
}

void PickleBuilder::setState(Id object) const {
  if (value(object).kind != Kind::dict) refuse("it sets the state of what is no OrderedDict");
}

Id PickleBuilder::persistent(Id tuple) {
  const auto& a = value(tuple).items;
  if (value(tuple).kind != Kind::tuple || a.size() < 5 || value(a[0]).text != "storage" ||
      value(a[1]).kind != Kind::global || value(a[2]).kind != Kind::text || value(a[4]).kind != Kind::integer)
    refuse("it refers to data that is no storage");
  if (a.size() > 5 && value(a[5]).kind != Kind::none)
    throw Error("shares storages as PyTorch before 0.2 did; load it there and save model.state_dict() again");
  const auto& type = globalAt(static_cast<size_t>(value(a[1]).integer));
  if (type.role != Role::storage) refuse("a storage has no type");
  StorageRef made{.key = value(a[2]).text, .dtype = type.dtype, .count = value(a[4]).integer};
  if (made.count < 0) refuse("a storage has a negative or huge element count");

  const auto [known, isNew] = storages_.try_emplace(made.key, static_cast<Id>(pickle_.values.size()));
  if (isNew) {
    pickle_.storages.push_back(made);
    const auto place = static_cast<int64_t>(pickle_.storages.size() - 1);
    return add(Value::of(Kind::storage, place));
  }
  const auto& before = pickle_.storages[static_cast<size_t>(value(known->second).integer)];
  if (before.dtype != made.dtype || before.count != made.count) refuse("two storages go by one key");
  return known->second;
}

}  // namespace vantage::checkpoint
