// SPDX-License-Identifier: Apache-2.0
#include "core/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>
#include <vector>

#include "core/error.hpp"

namespace vantage::core {
namespace {

std::string reason(int error) {
  return std::generic_category().message(error);
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int close() {
    const int result = ::close(fd_);
    fd_ = -1;
    return result;
  }

 private:
  int fd_;
};

// O_NONBLOCK, so that a named pipe is refused below instead of waited for.
int open_to_read(const std::filesystem::path& path, struct stat& status) {
  if (path.empty()) throw Error("cannot read a file without a name: give its path");
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 && errno == ENOENT) {
    throw Error(fmt::format("{}: no such file; check the path", path.string()));
  }
  if (fd < 0) throw Error(fmt::format("{}: cannot be opened: {}", path.string(), reason(errno)));
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    const bool folder = S_ISDIR(status.st_mode);
    ::close(fd);
    throw Error(folder ? fmt::format("{}: is a folder, not a file; name a file in it", path.string())
                       : fmt::format("{}: is not a regular file; copy it to one", path.string()));
  }
  return fd;
}

size_t read_some(const Descriptor& file, char* to, size_t bytes, const std::filesystem::path& path) {
  for (;;) {
    const ssize_t got = ::read(file.get(), to, bytes);
    if (got >= 0) return static_cast<size_t>(got);
    if (errno != EINTR) throw Error(fmt::format("{}: cannot be read: {}", path.string(), reason(errno)));
  }
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    check(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void add(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }
  std::string hex() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest, &length) == 1);
    std::string text;
    for (unsigned i = 0; i < length; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
  }

 private:
  static void check(bool done) {
    if (!done)
      throw Error("SHA-256 is not available: the OpenSSL library refuses it; check its configuration");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string read_file(const std::filesystem::path& path, uint64_t max_bytes) {
  struct stat status {};
  const Descriptor file(open_to_read(path, status));
  const auto size = static_cast<uint64_t>(status.st_size);
  const auto too_long = [&] {
    return Error(fmt::format("{}: is longer than the {} bytes allowed for such a file; is it the right one?",
                             path.string(), max_bytes));
  };
  if (size > max_bytes) throw too_long();
  std::string bytes(size, '\0');
  size_t have = 0;
  while (have < bytes.size()) {
    const size_t got = read_some(file, bytes.data() + have, bytes.size() - have, path);
    if (got == 0) break;
    have += got;
  }
  bytes.resize(have);
  return bytes;
}

void fetch_early(const std::filesystem::path& path) noexcept {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() >= 0) ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_WILLNEED);
}

void write_atomically(const std::filesystem::path& path, std::string_view bytes) {
  static std::atomic<unsigned> counter{0};
  const auto failed = [&](int error) {
    return Error(fmt::format("{}: cannot be written: {}; free some space or choose another place",
                             path.string(), reason(error)));
  };
  if (path.filename().empty()) throw failed(EISDIR);
  const std::filesystem::path temporary =
      path.parent_path() / fmt::format(".vantage-{}-{}.tmp", ::getpid(), counter++);
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.get() < 0) throw failed(errno);
  int error = 0;
  while (!bytes.empty() && error == 0) {
    const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
    if (put >= 0) {
      bytes.remove_prefix(static_cast<size_t>(put));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  // close() reports what a network or quota file system held back.
  if (file.close() != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    throw failed(error);
  }
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

std::string sha256_file(const std::filesystem::path& path) {
  struct stat status {};
  const Descriptor file(open_to_read(path, status));
  std::vector<char> block(1 << 20);
  Sha256 hash;
  while (const size_t got = read_some(file, block.data(), block.size(), path)) hash.add({block.data(), got});
  return hash.hex();
}

}  // namespace vantage::core
