// SPDX-License-Identifier: Apache-2.0
#include "core/npy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <charconv>
#include <cstring>

#include "core/error.hpp"

namespace vantage::core {
namespace {

static_assert(std::endian::native == std::endian::little, "the floats are copied as they lie in memory");

constexpr std::string_view kMagic{"\x93NUMPY\x01\x00", 8};
constexpr size_t kPreamble = kMagic.size() + 2;

// What follows `key` in the header's dictionary; nothing where it is missing.
std::string_view after(std::string_view header, std::string_view key) {
  const size_t at = header.find(key);
  if (at == header.npos) return {};
  header.remove_prefix(at + key.size());
  header.remove_prefix(std::min(header.find_first_not_of(" :"), header.size()));
  return header;
}

// "(224, 224)" or "(7,)"; false for anything else, a negative number and more elements than `most` included.
bool parse_shape(std::string_view text, uint64_t most, std::vector<int64_t>& shape, uint64_t& elements) {
  elements = 1;
  if (text.empty() || text.front() != '(') return false;
  const char *at = text.data() + 1, *end = text.data() + text.size();
  while (at != end && *at != ')') {
    int64_t size = 0;
    const auto [stop, error] = std::from_chars(at, end, size);
    if (error != std::errc() || size < 0 || shape.size() == 32) return false;
    if (size > 0 && elements > most / static_cast<uint64_t>(size)) return false;
    elements *= static_cast<uint64_t>(size);
    shape.push_back(size);
    for (at = stop; at != end && (*at == ',' || *at == ' ');) ++at;
  }
  return at != end;
}

}  // namespace

std::string npy_bytes(std::span<const int64_t> shape, const float* data) {
  // A tuple of one has a comma; spaces fill up to a multiple of 64 so that the data are aligned.
  std::string header = fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{}), }}",
                                   fmt::join(shape.begin(), shape.end(), ", "), shape.size() == 1 ? "," : "");
  header.append(63 - (kPreamble + header.size()) % 64, ' ');
  header += '\n';
  size_t elements = 1;
  for (const int64_t size : shape) elements *= static_cast<size_t>(size);
  std::string bytes(kMagic);
  bytes += static_cast<char>(header.size() & 255);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  if (elements > 0) bytes.append(reinterpret_cast<const char*>(data), elements * sizeof(float));
  return bytes;
}

NpyArray read_npy(std::string_view bytes, std::string_view name) {
  const auto refused = [&](std::string_view why) {
    return Error(fmt::format("{}: {}; save it again with numpy.save(file, array.astype('<f4'))", name, why));
  };
  if (bytes.substr(0, kMagic.size()) != kMagic) throw refused("is not a NumPy file of version 1.0");
  if (bytes.size() < kPreamble) throw refused("is cut short");
  const size_t length =
      static_cast<unsigned char>(bytes[8]) | static_cast<size_t>(static_cast<unsigned char>(bytes[9])) << 8;
  if (bytes.size() < kPreamble + length) throw refused("is cut short");
  const std::string_view header = bytes.substr(kPreamble, length);
  const std::string_view data = bytes.substr(kPreamble + length);

  if (after(header, "'descr'").substr(0, 5) != "'<f4'") throw refused("does not hold little-endian float32");
  if (after(header, "'fortran_order'").substr(0, 5) != "False") throw refused("is not in C order");
  NpyArray array;
  uint64_t elements = 0;
  if (!parse_shape(after(header, "'shape'"), data.size() / sizeof(float), array.shape, elements) ||
      elements != data.size() / sizeof(float) || data.size() % sizeof(float) != 0) {
    throw refused(fmt::format("has {} bytes of data, which is not what its shape says", data.size()));
  }
  array.values.resize(elements);
  if (elements > 0) std::memcpy(array.values.data(), data.data(), data.size());
  return array;
}

}  // namespace vantage::core
