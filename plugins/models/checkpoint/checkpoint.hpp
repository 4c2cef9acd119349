// SPDX-License-Identifier: Apache-2.0
// Start here: network weights out of a file, without LibTorch and without running anything the file says.
// Reads `.pth`/`.pt` state dicts as torch.save writes them (the zip container and the older "legacy" one)
// and `.safetensors` (https://huggingface.co/docs/safetensors, "Format").
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/models/checkpoint/error.hpp"

namespace vantage::checkpoint {

/// How the file stores a number; read() converts all of them to float32.
enum class DType { f16, bf16, f32, f64, i8, u8, i16, i32, i64, boolean };

/// "float16", "int64", ... as PyTorch calls it.
std::string_view name(DType);
/// Bytes of one element.
size_t size(DType);

struct Tensor {
  std::string name;  ///< unique in its file, UTF-8 without control characters
  DType dtype = DType::f32;
  std::vector<int64_t> shape;  ///< no dimension is negative; empty for a scalar

  /// The product of the shape; 1 for a scalar. Never more than the file holds.
  size_t count() const;
};

/// The named tensors of one file. Copies share the same immutable contents; every const function may be
/// called from several threads at once.
///
/// A dictionary that wraps the weights ({"state_dict": ...}, "model", "model_state_dict", "model_ema") is
/// looked into, and a "module." that every name carries (DataParallel) is dropped. Entries which are not
/// tensors are passed over. The file is read into memory once and never mapped, so one that shrinks or
/// changes while it is open can neither end the program nor differ from its sha256(); nothing more than its
/// size is allocated for tensor data, whatever the file claims. A zip's own checksums are not compared:
/// sha256() is what identifies the bytes.
class Checkpoint {
 public:
  /// Throws Error: one line that names the file, what is wrong with it and what to do.
  static Checkpoint open(const std::filesystem::path& path);

  /// The same from bytes, which stay the caller's and must outlive the result; `name` stands in messages.
  static Checkpoint parse(std::string_view bytes, std::string_view name);

  /// In the file's own order.
  const std::vector<Tensor>& tensors() const;

  /// nullptr when there is none of that name. Owned by this checkpoint (and its copies).
  const Tensor* find(std::string_view name) const;

  /// The first 64 texts under "__metadata__" of a safetensors file, unchecked but for being UTF-8. Empty for
  /// other formats.
  const std::map<std::string, std::string>& metadata() const;

  /// Writes the tensor's elements row-major as float32. `count` is the room in `out`, in elements.
  /// Throws Error when it differs from tensor.count() or the tensor is not of this checkpoint.
  /// Numbers that float32 cannot hold are rounded, to infinity where they are too large.
  void read(const Tensor& tensor, float* out, size_t count) const;

  /// Of the file's bytes, 64 hexadecimal digits; computed at the first call.
  const std::string& sha256() const;

 private:
  struct Contents;
  explicit Checkpoint(std::shared_ptr<Contents> contents) : contents_(std::move(contents)) {}
  static Checkpoint make(std::shared_ptr<Contents> contents);
  std::shared_ptr<Contents> contents_;
};

}  // namespace vantage::checkpoint
