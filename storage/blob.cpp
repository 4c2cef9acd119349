// SPDX-License-Identifier: Apache-2.0
#include "storage/blob.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include "storage/error.hpp"

namespace vantage::storage {

std::string compress(std::string_view plain) {
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  const size_t size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 3);
  if (ZSTD_isError(size)) throw Error("numbers could not be compressed; there may be too little memory");
  packed.resize(size);
  return packed;
}

std::string decompress(std::string_view frame, size_t expected, const char* what) {
  if (ZSTD_getFrameContentSize(frame.data(), frame.size()) != expected)
    throw Error(fmt::format("its {} is no zstd frame of {} bytes", what, expected));
  std::string plain(expected, '\0');
  if (ZSTD_decompress(plain.data(), plain.size(), frame.data(), frame.size()) != expected)
    throw Error(fmt::format("its compressed {} is damaged", what));
  return plain;
}

size_t checked_classes(int64_t classes) {
  if (classes < 1 || classes > 1 << 20) throw Error(fmt::format("its model has {} classes", classes));
  return static_cast<size_t>(classes);
}

}  // namespace vantage::storage
