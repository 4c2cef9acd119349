// SPDX-License-Identifier: Apache-2.0
// What the readers of the single formats have in common: a tensor and where its bytes lie.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/models/checkpoint/checkpoint.hpp"

namespace vantage::checkpoint {

/// A tensor as a strided view of bytes in the file. Made by view(), which checks that it stays inside.
struct Stored {
  Tensor tensor;
  std::vector<int64_t> strides;  ///< in elements, never negative
  std::string_view data;         ///< from the first element to the end of its storage
};

/// Checks everything that a hostile file could get wrong: negative or overflowing sizes, strides and offsets,
/// elements outside `storage`, and expansions (stride 0) to more elements than the storage has.
/// `offset` and strides count elements. Throws Error naming the tensor.
Stored view(Tensor tensor, std::vector<int64_t> strides, int64_t offset, std::string_view storage);

/// Strides of a dense row-major tensor. Throws Error when its size overflows.
std::vector<int64_t> denseStrides(const Tensor& tensor);

/// Row-major float32; `out` holds tensor.count() elements.
void convert(const Stored& stored, float* out);

using Metadata = std::map<std::string, std::string>;

/// The formats. Each returns views into `bytes`, in the file's order, and throws Error without the file's
/// name.
std::vector<Stored> readTorchZip(std::string_view bytes);
std::vector<Stored> readTorchLegacy(std::string_view bytes);
std::vector<Stored> readSafetensors(std::string_view bytes, Metadata& metadata);

/// Finds out which format the bytes are in and reads them; refuses other files by what they are.
std::vector<Stored> readAny(std::string_view bytes, std::string_view name, Metadata& metadata);

}  // namespace vantage::checkpoint
