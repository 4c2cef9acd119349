// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/globals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace vantage::checkpoint {
namespace {

constexpr Global kGlobals[] = {
    {"collections", "OrderedDict", Role::ordered_dict},
    {"torch", "Size", Role::size},
    {"torch._utils", "_rebuild_tensor", Role::rebuild_tensor},
    {"torch._utils", "_rebuild_tensor_v2", Role::rebuild_tensor},
    {"torch._utils", "_rebuild_parameter", Role::rebuild_parameter},
    {"torch", "HalfStorage", Role::storage, DType::f16},
    {"torch", "BFloat16Storage", Role::storage, DType::bf16},
    {"torch", "FloatStorage", Role::storage, DType::f32},
    {"torch", "DoubleStorage", Role::storage, DType::f64},
    {"torch", "CharStorage", Role::storage, DType::i8},
    {"torch", "ByteStorage", Role::storage, DType::u8},
    {"torch", "ShortStorage", Role::storage, DType::i16},
    {"torch", "IntStorage", Role::storage, DType::i32},
    {"torch", "LongStorage", Role::storage, DType::i64},
    {"torch", "BoolStorage", Role::storage, DType::boolean},
    {"torch", "UntypedStorage", Role::storage, DType::u8},
    {"torch.storage", "UntypedStorage", Role::storage, DType::u8},
    {"torch.storage", "_UntypedStorage", Role::storage, DType::u8},
    {"torch.storage", "TypedStorage", Role::tag},
    {"torch.storage", "_TypedStorage", Role::tag},
};

/// torch.float32 and its like are values in a training checkpoint; nothing is done with them.
constexpr std::string_view kDtypes[] = {"float16", "half",  "bfloat16", "float32", "float",     "float64",
                                        "double",  "int8",  "uint8",    "int16",   "short",     "int32",
                                        "int",     "int64", "long",     "bool",    "complex64", "complex128"};
constexpr Global kDtype = {"torch", "dtype", Role::tag};

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](auto prefix) { return text.starts_with(prefix); });
}

}  // namespace

const Global& findGlobal(std::string_view module, std::string_view name) {
  const auto* found =
      std::ranges::find_if(kGlobals, [&](const Global& g) { return g.module == module && g.name == name; });
  if (found != std::end(kGlobals)) return *found;
  if (module == "torch" && std::ranges::find(kDtypes, name) != std::end(kDtypes)) return kDtype;

  const std::string what = quote(std::string(module.substr(0, 100)) + "." + std::string(name.substr(0, 100)));
  if (startsWithAny(module, {"torchvision.models", "torch.nn", "timm", "__main__"}))
    throw Error(
        fmt::format("is a whole pickled network: it asks for the class {}, which is code; "
                    "save model.state_dict() instead",
                    what));
  throw Error(
      fmt::format("asks to call {}; a checkpoint must hold data only: do not load it anywhere you do "
                  "not trust its origin, or save model.state_dict() again",
                  what));
}

size_t indexOf(const Global& global) {
  return &global == &kDtype ? std::size(kGlobals) : static_cast<size_t>(&global - kGlobals);
}

const Global& globalAt(size_t index) {
  return index == std::size(kGlobals) ? kDtype : kGlobals[index];
}

}  // namespace vantage::checkpoint
