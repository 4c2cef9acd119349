// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/stored.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plugins/models/checkpoint/bytes.hpp"

namespace vantage::checkpoint {
namespace {

constexpr size_t kMostDimensions = 16;  // a 3-D convolution has 5; PyTorch itself ends at 64
constexpr size_t kLongestName = 512;

[[noreturn]] void refuse(const Tensor& tensor, std::string_view why) {
  throw Error(fmt::format("is damaged: tensor {} of shape [{}] {}; download or save it again",
                          quote(tensor.name), fmt::join(tensor.shape, ", "), why));
}

/// UTF-8 (to its shape: lead bytes followed by the right number of others) without control characters.
bool printable(std::string_view text) {
  size_t following = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continuation = (byte & 0xc0) == 0x80;
    if (continuation != (following > 0) || byte < 0x20 || byte == 0x7f || byte > 0xf4) return false;
    if (continuation)
      --following;
    else
      following = byte < 0x80 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
  }
  return following == 0;
}

void checkName(const Tensor& tensor) {
  if (tensor.name.empty() || tensor.name.size() > kLongestName || !printable(tensor.name))
    throw Error(
        fmt::format("names a tensor {}, which is no name: 1 to {} bytes of printable UTF-8 are expected",
                    quote(tensor.name), kLongestName));
}

}  // namespace

size_t Tensor::count() const {
  size_t product = 1;
  for (int64_t n : shape) product *= static_cast<size_t>(n);
  return product;
}

std::vector<int64_t> denseStrides(const Tensor& tensor) {
  if (tensor.shape.size() > kMostDimensions)
    throw Error(
        fmt::format("is damaged: tensor {} has {} dimensions", quote(tensor.name), tensor.shape.size()));
  std::vector<int64_t> strides(tensor.shape.size());
  int64_t step = 1;
  for (size_t i = strides.size(); i-- > 0;) {
    strides[i] = step;
    // An empty dimension counts as one, so that the others may not overflow behind it.
    if (tensor.shape[i] < 0) refuse(tensor, "has a negative size");
    if (!multiplyAdd(step, std::max<int64_t>(tensor.shape[i], 1), 0, step))
      refuse(tensor, "is too large to count");
  }
  return strides;
}

Stored view(Tensor tensor, std::vector<int64_t> strides, int64_t offset, std::string_view storage) {
  checkName(tensor);
  denseStrides(tensor);  // for its checks of the shape
  if (strides.size() != tensor.shape.size()) refuse(tensor, fmt::format("has {} strides", strides.size()));
  const auto held = static_cast<int64_t>(storage.size() / size(tensor.dtype));
  if (offset < 0 || offset > held) refuse(tensor, "begins outside its storage");
  int64_t last = offset;
  const bool empty = std::ranges::find(tensor.shape, 0) != tensor.shape.end();
  for (size_t i = 0; i < strides.size(); ++i) {
    if (strides[i] < 0) refuse(tensor, "has a negative stride");
    if (!empty && !multiplyAdd(tensor.shape[i] - 1, strides[i], last, last))
      refuse(tensor, "leaves its storage");
  }
  if (!empty && last >= held)
    refuse(tensor,
           fmt::format("needs {} elements of a storage that has {}", static_cast<uint64_t>(last) + 1, held));
  // A stride of 0 repeats elements; a weight never needs it, and it could claim any size from one number.
  if (!empty && tensor.count() > static_cast<uint64_t>(held))
    refuse(tensor, fmt::format("repeats the {} elements of its storage", held));
  storage.remove_prefix(static_cast<size_t>(offset) * size(tensor.dtype));
  return {std::move(tensor), std::move(strides), storage};
}

}  // namespace vantage::checkpoint
