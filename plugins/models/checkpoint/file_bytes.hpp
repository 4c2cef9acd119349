// SPDX-License-Identifier: Apache-2.0
// A file's bytes, all of them, in memory of our own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

namespace vantage::checkpoint {

class FileBytes {
 public:
  /// Throws Error, without the file's name: missing, no permission, no regular file, more than memory holds.
  static FileBytes read(const std::filesystem::path& path);

  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_ = 0;
};

}  // namespace vantage::checkpoint
