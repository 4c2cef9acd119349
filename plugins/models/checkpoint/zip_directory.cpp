// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/zip_directory.hpp"

#include <algorithm>
#include <cstdint>

#include "plugins/models/checkpoint/bytes.hpp"

namespace vantage::checkpoint {
namespace {

constexpr std::string_view kLocal = "PK\3\4", kCentral = "PK\1\2", kEnd = "PK\5\6";
constexpr std::string_view kEnd64 = "PK\6\6", kLocator64 = "PK\6\7";
constexpr size_t kEndSize = 22, kLocatorSize = 20, kLongestComment = 0xffff;
constexpr uint32_t kElsewhere = 0xffffffff;  // the 64-bit field has the number

[[noreturn]] void damaged(std::string_view what) {
  throw Error(fmt::format("is a cut short or damaged zip archive ({}); download or save it again", what));
}

void expect(Cursor& in, std::string_view signature, std::string_view what) {
  if (in.take(signature.size()) != signature) damaged(what);
}

struct Directory {
  uint64_t offset = 0, size = 0, entries = 0;
};

/// The end record is the only fixed point of a zip: last in the file but for a comment.
size_t findEnd(std::string_view bytes) {
  const size_t stop =
      bytes.size() > kEndSize + kLongestComment ? bytes.size() - kEndSize - kLongestComment : 0;
  for (size_t at = bytes.size() < kEndSize ? 0 : bytes.size() - kEndSize + 1; at-- > stop;)
    if (bytes.substr(at, 4) == kEnd &&
        little<uint16_t>(bytes.data() + at + 20) == bytes.size() - at - kEndSize)
      return at;
  damaged("its directory is missing, as after an interrupted download");
}

Directory findDirectory(std::string_view bytes) {
  const size_t end = findEnd(bytes);
  Cursor in(bytes, end + 4);
  if (in.number<uint32_t>() != 0) damaged("it is one part of several");
  Directory found;
  in.number<uint16_t>();
  found.entries = in.number<uint16_t>();
  found.size = in.number<uint32_t>();
  found.offset = in.number<uint32_t>();
  if (end >= kLocatorSize && bytes.substr(end - kLocatorSize, 4) == kLocator64) {
    Cursor locator(bytes, end - kLocatorSize + 8);
    const auto at = locator.number<uint64_t>();
    if (at > bytes.size()) damaged("its 64-bit directory is missing");
    Cursor end64(bytes, static_cast<size_t>(at));
    expect(end64, kEnd64, "its 64-bit directory is missing");
    end64.take(28);
    found.entries = end64.number<uint64_t>();
    found.size = end64.number<uint64_t>();
    found.offset = end64.number<uint64_t>();
  }
  if (found.offset > end || found.size > end - found.offset) damaged("its directory lies outside");
  return found;
}

struct Header {
  std::string_view name;
  uint16_t flags = 0, method = 0;
  uint64_t packed = 0, size = 0, local = 0;
};

/// The 64-bit field holds, in this order, only those numbers that did not fit.
void readExtra(std::string_view extra, Header& header) {
  Cursor in(extra);
  while (in.remaining() >= 4) {
    const auto id = in.number<uint16_t>();
    Cursor field(in.take(in.number<uint16_t>()));
    if (id != 1) continue;
    for (uint64_t* number : {&header.size, &header.packed, &header.local})
      if (*number == kElsewhere) *number = field.number<uint64_t>();
  }
}

Header readCentral(Cursor& in) {
  expect(in, kCentral, "its directory is broken");
  Header header;
  in.take(4);
  header.flags = in.number<uint16_t>();
  header.method = in.number<uint16_t>();
  in.take(8);
  header.packed = in.number<uint32_t>();
  header.size = in.number<uint32_t>();
  const auto nameLength = in.number<uint16_t>();
  const auto extraLength = in.number<uint16_t>();
  const auto commentLength = in.number<uint16_t>();
  in.take(8);
  header.local = in.number<uint32_t>();
  header.name = in.take(nameLength);
  readExtra(in.take(extraLength), header);
  in.take(commentLength);
  return header;
}

/// `files` is the part of the archive before its directory, which no entry may leave.
std::string_view contentOf(std::string_view files, const Header& header) {
  if (header.flags & 1)
    throw Error(fmt::format("has an encrypted entry {}; save it without", quote(header.name)));
  if (header.local > files.size()) damaged("an entry lies outside");
  Cursor in(files, static_cast<size_t>(header.local));
  expect(in, kLocal, "an entry is missing");
  in.take(22);
  const auto nameLength = in.number<uint16_t>();
  const auto extraLength = in.number<uint16_t>();
  // Two names for the same bytes would let this program see another file than others do.
  if (in.take(nameLength) != header.name) damaged("an entry has two names");
  in.take(extraLength);
  return in.take(header.packed);
}

}  // namespace

ZipDirectory::ZipDirectory(std::string_view bytes) {
  const auto directory = findDirectory(bytes);
  const auto files = bytes.substr(0, static_cast<size_t>(directory.offset));
  Cursor in(bytes.substr(files.size(), static_cast<size_t>(directory.size)));
  for (uint64_t i = 0; i < directory.entries; ++i) {
    const Header header = readCentral(in);
    const bool plain = header.method == 0 && header.packed == header.size;
    if (!entries_.emplace(header.name, Entry{contentOf(files, header), plain}).second)
      throw Error(fmt::format("has two entries of the name {}; save it again", quote(header.name)));
  }
  if (in.remaining() > 0) damaged("its directory has more entries than it says");
}

std::string_view ZipDirectory::content(std::string_view name) const {
  const auto found = entries_.find(name);
  if (found == entries_.end()) damaged(fmt::format("the entry {} is missing", quote(name)));
  if (!found->second.plain)
    throw Error(
        fmt::format("has a compressed entry {}, as torch.save never writes; it was packed again: save "
                    "it with torch.save, or zip it with `zip -0`",
                    quote(name)));
  return found->second.data;
}

}  // namespace vantage::checkpoint
