// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/file_bytes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "plugins/models/checkpoint/error.hpp"

namespace vantage::checkpoint {
namespace {

constexpr size_t kOneRead = size_t{1} << 30;  // Linux reads at most 2 GiB at a time

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

FileBytes FileBytes::read(const std::filesystem::path& path) {
  // Not blocking, so that a named pipe is refused below rather than waited for.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat facts {};
  if (file.number < 0 || ::fstat(file.number, &facts) != 0)
    throw Error(
        fmt::format("cannot be opened ({}); check the path and its permissions", std::strerror(errno)));
  if (S_ISDIR(facts.st_mode)) throw Error("is a folder; give the .pth, .pt or .safetensors file in it");
  if (!S_ISREG(facts.st_mode)) throw Error("is no regular file; give a .pth, .pt or .safetensors file");

  FileBytes out;
  out.size_ = static_cast<size_t>(facts.st_size);
  out.bytes_.reset(new (std::nothrow) char[std::max<size_t>(out.size_, 1)]);
  if (!out.bytes_)
    throw Error(fmt::format("has {} bytes, more than there is memory for; free some or give a smaller file",
                            out.size_));
  for (size_t at = 0; at < out.size_;) {
    const auto got = ::pread(file.number, out.bytes_.get() + at, std::min(out.size_ - at, kOneRead),
                             static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(fmt::format("cannot be read ({}); check the disk", std::strerror(errno)));
    if (got == 0) throw Error("became shorter while it was read; wait until it is written completely");
    at += static_cast<size_t>(got);
  }
  return out;
}

}  // namespace vantage::checkpoint
