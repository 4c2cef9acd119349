// SPDX-License-Identifier: Apache-2.0
// Stored numbers to float32. Nothing here checks bounds: view() has.
#include <bit>
#include <cstdint>
#include <cstring>

#include "plugins/models/checkpoint/bytes.hpp"
#include "plugins/models/checkpoint/stored.hpp"

namespace vantage::checkpoint {
namespace {

/// IEEE 754 binary16. Integer arithmetic throughout, since a process may have told its processor to treat
/// subnormal floats as zero (LibTorch offers it), and half's subnormals are ordinary float32 numbers.
float fromHalf(uint16_t h) {
  const uint32_t sign = static_cast<uint32_t>(h & 0x8000u) << 16;
  const uint32_t exponent = (h >> 10) & 0x1fu;
  const uint32_t mantissa = h & 0x3ffu;
  const uint32_t tiny = std::bit_cast<uint32_t>(static_cast<float>(mantissa) * 0x1p-24f);
  const uint32_t rest = (mantissa << 13) | ((exponent == 31 ? 255 : exponent + 112) << 23);
  return std::bit_cast<float>(sign | (exponent == 0 ? tiny : rest));
}

struct Half {
  static constexpr size_t kSize = 2;
  static float load(const char* p) { return fromHalf(little<uint16_t>(p)); }
};
struct BFloat {
  static constexpr size_t kSize = 2;
  static float load(const char* p) {
    return std::bit_cast<float>(static_cast<uint32_t>(little<uint16_t>(p)) << 16);
  }
};
struct Float {
  static constexpr size_t kSize = 4;
  static float load(const char* p) { return std::bit_cast<float>(little<uint32_t>(p)); }
};
struct Double {
  static constexpr size_t kSize = 8;
  static float load(const char* p) { return static_cast<float>(std::bit_cast<double>(little<uint64_t>(p))); }
};
struct Boolean {
  static constexpr size_t kSize = 1;
  static float load(const char* p) { return *p != 0 ? 1.0f : 0.0f; }
};
template <class T>
struct Integer {
  static constexpr size_t kSize = sizeof(T);
  static float load(const char* p) { return static_cast<float>(little<T>(p)); }
};

template <class Element>
void gather(const Stored& s, float* out) {
  const auto& shape = s.tensor.shape;
  const size_t count = s.tensor.count();
  if (count == 0) return;
  if (s.strides == denseStrides(s.tensor)) {
    for (size_t i = 0; i < count; ++i) out[i] = Element::load(s.data.data() + i * Element::kSize);
    return;
  }
  std::vector<int64_t> index(shape.size());
  int64_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    out[i] = Element::load(s.data.data() + static_cast<size_t>(at) * Element::kSize);
    for (size_t d = shape.size(); d-- > 0;) {  // the next index, last dimension fastest
      if (++index[d] < shape[d]) {
        at += s.strides[d];
        break;
      }
      at -= s.strides[d] * (shape[d] - 1);
      index[d] = 0;
    }
  }
}

}  // namespace

void convert(const Stored& s, float* out) {
  switch (s.tensor.dtype) {
    case DType::f16:
      return gather<Half>(s, out);
    case DType::bf16:
      return gather<BFloat>(s, out);
    case DType::f32:
      return gather<Float>(s, out);
    case DType::f64:
      return gather<Double>(s, out);
    case DType::i8:
      return gather<Integer<int8_t>>(s, out);
    case DType::u8:
      return gather<Integer<uint8_t>>(s, out);
    case DType::i16:
      return gather<Integer<int16_t>>(s, out);
    case DType::i32:
      return gather<Integer<int32_t>>(s, out);
    case DType::i64:
      return gather<Integer<int64_t>>(s, out);
    case DType::boolean:
      return gather<Boolean>(s, out);
  }
}

size_t size(DType dtype) {
  switch (dtype) {
    case DType::i8:
    case DType::u8:
    case DType::boolean:
      return 1;
    case DType::f16:
    case DType::bf16:
    case DType::i16:
      return 2;
    case DType::f32:
    case DType::i32:
      return 4;
    case DType::f64:
    case DType::i64:
      break;
  }
  return 8;
}

std::string_view name(DType dtype) {
  switch (dtype) {
    case DType::f16:
      return "float16";
    case DType::bf16:
      return "bfloat16";
    case DType::f32:
      return "float32";
    case DType::f64:
      return "float64";
    case DType::i8:
      return "int8";
    case DType::u8:
      return "uint8";
    case DType::i16:
      return "int16";
    case DType::i32:
      return "int32";
    case DType::i64:
      return "int64";
    case DType::boolean:
      break;
  }
  return "bool";
}

}  // namespace vantage::checkpoint
