// SPDX-License-Identifier: Apache-2.0
#include "core/image_header.hpp"

#include <array>
#include <cstdlib>
#include <vector>

#include "core/byte_reader.hpp"

namespace vantage::core {
namespace {

// One entry of a TIFF directory; EXIF is one too.
struct Field {
  uint32_t tag = 0, type = 0, count = 0;
  uint64_t at = 0;  // of its values
};

// TIFF 6.0, section 2: the fields of the first directory. Values of tags below `checked` must be in the file.
std::vector<Field> directory(const ByteReader& in, uint32_t checked) {
  constexpr std::array<uint8_t, 13> kSizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
  std::vector<Field> fields;
  const uint64_t first = in.u32(4);
  for (uint32_t i = 0; i < in.u16(first); ++i) {
    const uint64_t entry = first + 2 + 12 * uint64_t{i};
    Field field{in.u16(entry), in.u16(entry + 2), in.u32(entry + 4), entry + 8};
    const uint64_t bytes = field.type < kSizes.size() ? uint64_t{field.count} * kSizes[field.type] : 0;
    if (bytes > 4) field.at = in.u32(entry + 8);
    if (field.tag < checked) in.need(field.at, bytes);
    fields.push_back(field);
  }
  return fields;
}

uint32_t number(const ByteReader& in, const Field& field, uint32_t i) {
  return field.type == 3 ? in.u16(field.at + 2 * uint64_t{i}) : in.u32(field.at + 4 * uint64_t{i});
}

bool is_big_endian(std::string_view tiff) {
  return tiff.substr(0, 1) == "M";
}

int orientation(uint32_t value) {
  return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

// 1, no turn, also for an EXIF block that makes no sense: it is not worth the picture.
int exif_orientation(std::string_view exif) try {
  if (exif.substr(0, 6) == std::string_view("Exif\0\0", 6)) exif.remove_prefix(6);
  const ByteReader in(exif, is_big_endian(exif));
  for (const Field& field : directory(in, 0)) {
    if (field.tag != 274 || field.type != 3 || field.count != 1) continue;
    return orientation(in.u16(field.at));
  }
  return 1;
} catch (const CutShort&) {
  return 1;
}

// ISO/IEC 10918-1, annex B. A thumbnail lies inside an APPn segment and is passed over with it.
ImageHeader jpeg(std::string_view bytes) {
  const ByteReader in(bytes);
  ImageHeader header{"JPEG"};
  uint64_t at = 2;
  bool in_scan = false, exif_seen = false;
  for (;;) {
    while (in.u8(at) != 0xff) ++at;  // compressed data, or stray bytes that libjpeg skips as well
    while (in.u8(at) == 0xff) ++at;
    const uint32_t marker = in.u8(at++);
    if (marker == 0xd9 && in_scan) return header;
    if (marker == 0 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd9)) continue;
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame && header.width == 0) {
      header.height = in.u16(at + 3);
      header.width = in.u16(at + 5);
      header.components = static_cast<int>(in.u8(at + 7));
    }
    if (marker == 0xe1 && !exif_seen && in.u16(at) >= 8 &&
        in.part(at + 2, 6) == std::string_view("Exif\0\0", 6)) {
      header.orientation = exif_orientation(in.part(at + 2, in.u16(at) - 2));
      exif_seen = true;
    }
    in_scan = in_scan || marker == 0xda;
    at += in.u16(at);
  }
}

ImageHeader png(std::string_view bytes) {
  const ByteReader in(bytes);
  if (in.part(12, 4) != "IHDR") return {"PNG"};
  ImageHeader header{"PNG", in.u32(16), in.u32(20)};
  for (uint64_t at = 8;;) {
    const std::string_view chunk = in.part(at, in.u32(at) + uint64_t{12}), type = chunk.substr(4, 4);
    if (type == "eXIf") header.orientation = exif_orientation(chunk.substr(8, chunk.size() - 12));
    if (type == "IEND") return header;
    at += chunk.size();
  }
}

ImageHeader bmp(std::string_view bytes) {
  const ByteReader in(bytes, false);
  if (in.u32(14) < 16) return {"BMP", in.u16(18), in.u16(20)};
  // A negative height means that the rows run from top to bottom.
  const ImageHeader header{"BMP", static_cast<int32_t>(in.u32(18)),
                           std::llabs(static_cast<int32_t>(in.u32(22)))};
  if (in.u32(30) == 0 && header.width > 0) {
    const uint64_t row = (static_cast<uint64_t>(header.width) * in.u16(28) + 31) / 32 * 4;
    if (header.width * header.height < int64_t{1} << 40) in.need(in.u32(10), row * header.height);
  }
  return header;
}

// The first image of the file. Its strips or tiles must lie inside the file.
ImageHeader tiff(std::string_view bytes) {
  const ByteReader in(bytes, is_big_endian(bytes));
  ImageHeader header{"TIFF"};
  Field offsets, lengths;
  for (const Field& field : directory(in, 340)) {  // those that say how the pixels lie
    if (field.count == 0 || (field.type != 3 && field.type != 4)) continue;
    if (field.tag == 256) header.width = number(in, field, 0);
    if (field.tag == 257) header.height = number(in, field, 0);
    if (field.tag == 274 && field.type == 3) {
      header.orientation = orientation(number(in, field, 0));
      header.orientation_at = field.at + (is_big_endian(bytes) ? 1 : 0);
    }
    if (field.tag == 273 || field.tag == 324) offsets = field;
    if (field.tag == 279 || field.tag == 325) lengths = field;
    if (field.tag == 338 && field.type == 3 && number(in, field, 0) == 2) {
      header.alpha_at = field.at + (is_big_endian(bytes) ? 1 : 0);
    }
  }
  for (uint32_t i = 0; i < offsets.count && i < lengths.count; ++i) {
    in.need(number(in, offsets, i), number(in, lengths, i));
  }
  return header;
}

// RFC 9649, section 2
ImageHeader webp(std::string_view bytes) {
  const ByteReader in(bytes, false);
  ImageHeader header{"WebP"};
  const std::string_view chunk = in.part(12, 4);
  if (chunk == "VP8X") {
    header.width = in.u24(24) + 1;
    header.height = in.u24(27) + 1;
  } else if (chunk == "VP8L") {
    header.width = (in.u32(21) & 0x3fff) + 1;
    header.height = (in.u32(21) >> 14 & 0x3fff) + 1;
  } else if (chunk == "VP8 ") {
    header.width = in.u16(26) & 0x3fff;
    header.height = in.u16(28) & 0x3fff;
  }
  in.need(8, in.u32(4));
  for (uint64_t at = 12; at + 8 <= bytes.size();) {
    const uint64_t length = in.u32(at + 4);
    if (in.part(at, 4) == "EXIF") header.orientation = exif_orientation(in.part(at + 8, length));
    at += 8 + length + length % 2;
  }
  return header;
}

}  // namespace

ImageHeader read_image_header(std::string_view bytes) {
  using namespace std::literals;
  const auto begins = [&](std::string_view magic) { return bytes.substr(0, magic.size()) == magic; };
  if (begins("\xff\xd8\xff"sv)) return jpeg(bytes);
  if (begins("\x89PNG\r\n\x1a\n"sv)) return png(bytes);
  if (begins("RIFF"sv) && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP"sv) return webp(bytes);
  if (begins("II*\0"sv)) return tiff(bytes);
  if (begins("MM\0*"sv)) return tiff(bytes);
  // Two letters alone could begin any text: the reserved fields and the header's size decide.
  if (begins("BM"sv) && bytes.size() > 18 && bytes.substr(6, 4) == "\0\0\0\0"sv && bytes[15] == 0)
    return bmp(bytes);
  return {nullptr};
}

}  // namespace vantage::core
