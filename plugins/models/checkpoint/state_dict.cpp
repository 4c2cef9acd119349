// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/state_dict.hpp"

#include <algorithm>

namespace vantage::checkpoint {
namespace {

using Kind = Value::Kind;
constexpr std::string_view kWrappers[] = {"state_dict", "model_state_dict", "model", "model_ema"};
constexpr int kDeepestWrapping = 2;

bool holdsTensors(const Pickle& pickle, const Value& dict) {
  for (size_t i = 1; i < dict.items.size(); i += 2)
    if (pickle[dict.items[i]].kind == Kind::tensor) return true;
  return false;
}

const Value* entry(const Pickle& pickle, const Value& dict, std::string_view key) {
  for (size_t i = 0; i + 1 < dict.items.size(); i += 2) {
    const Value& name = pickle[dict.items[i]];
    if (name.kind == Kind::text && name.text == key) return &pickle[dict.items[i + 1]];
  }
  return nullptr;
}

/// The dictionary with the weights: a wrapped one before the outer one, which may hold other tensors as well.
const Value* findWeights(const Pickle& pickle, const Value& value, int depth) {
  if (value.kind != Kind::dict) return nullptr;
  for (auto wrapper : kWrappers) {
    const Value* inner = depth < kDeepestWrapping ? entry(pickle, value, wrapper) : nullptr;
    if (inner != nullptr)
      if (const Value* found = findWeights(pickle, *inner, depth + 1)) return found;
  }
  return holdsTensors(pickle, value) ? &value : nullptr;
}

void dropCommonPrefix(std::vector<Stored>& all, std::string_view prefix) {
  const auto& name = [](const Stored& s) -> const std::string& { return s.tensor.name; };
  if (!std::ranges::all_of(
          all, [&](const auto& s) { return s.starts_with(prefix) && s.size() > prefix.size(); }, name))
    return;
  for (Stored& s : all) s.tensor.name.erase(0, prefix.size());
}

}  // namespace

std::vector<Stored> stateDict(const Pickle& pickle, const Locate& locate) {
  const Value* dict = findWeights(pickle, pickle[pickle.root], 0);
  if (dict == nullptr)
    throw Error("holds no tensors that have names; save model.state_dict() with torch.save");
  std::vector<Stored> all;
  for (size_t i = 0; i + 1 < dict->items.size(); i += 2) {
    const Value& key = pickle[dict->items[i]];
    const Value& value = pickle[dict->items[i + 1]];
    if (value.kind != Kind::tensor) continue;
    if (key.kind != Kind::text)
      throw Error("names a tensor by something else than text; save model.state_dict()");
    const TensorRef& ref = pickle.tensors[static_cast<size_t>(value.integer)];
    const StorageRef& storage = pickle.storages[ref.storage];
    all.push_back(
        view({std::string(key.text), storage.dtype, ref.shape}, ref.strides, ref.offset, locate(storage)));
  }
  dropCommonPrefix(all, "module.");
  return all;
}

}  // namespace vantage::checkpoint
