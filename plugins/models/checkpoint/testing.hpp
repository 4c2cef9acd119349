// SPDX-License-Identifier: Apache-2.0
// For the tests here: fixtures, files built by hand, and what went wrong as text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/models/checkpoint/checkpoint.hpp"

namespace vantage::checkpoint::testing {

inline std::filesystem::path fixturePath(std::string_view name) {
  return std::filesystem::path(VANTAGE_SOURCE_DIR) / "plugins/models/checkpoint/testdata" / name;
}

inline std::string fileBytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string fixture(std::string_view name) {
  return fileBytes(fixturePath(name));
}

/// All that torch.save wrote and this library must read.
inline std::vector<std::string> fixtures() {
  return {"zip.pth",           "legacy.pth",       "protocol4.pth",  "protocol5.pth", "legacy_protocol1.pth",
          "module_prefix.pth", "training.pth",     "parameters.pth", "views.pth",     "legacy_views.pth",
          "dtypes.pth",        "plain.safetensors"};
}

template <class T>
std::string number(T value) {
  std::string out;
  for (size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(static_cast<uint64_t>(value) >> (8 * i));
  return out;
}

inline std::vector<float> values(const Checkpoint& checkpoint, std::string_view name) {
  const Tensor* tensor = checkpoint.find(name);
  if (tensor == nullptr) return {};
  std::vector<float> out(tensor->count());
  checkpoint.read(*tensor, out.data(), out.size());
  return out;
}

/// The message of the Error that `action` throws; empty when it throws none.
template <class Action>
std::string errorOf(Action&& action) {
  try {
    action();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

inline std::string errorOfParsing(const std::string& bytes) {
  return errorOf([&] { (void)Checkpoint::parse(bytes, "net.pth"); });
}

struct ZipEntry {
  std::string name, content;
  uint16_t method = 0, flags = 0;
  std::string localName = name;
};

/// A zip archive, stored, without checksums (nothing here compares them).
inline std::string zipOf(const std::vector<ZipEntry>& entries) {
  std::string files, directory;
  const auto u16 = [](size_t n) { return number(static_cast<uint16_t>(n)); };
  const auto u32 = [](size_t n) { return number(static_cast<uint32_t>(n)); };
  for (const auto& e : entries) {
    const std::string middle = u16(20) + u16(e.flags) + u16(e.method) + u32(0) + u32(0) +
                               u32(e.content.size()) + u32(e.content.size());
    directory += "PK\1\2" + u16(20) + middle + u16(e.name.size()) + u16(0) + u16(0) + u16(0) + u16(0) +
                 u32(0) + u32(files.size()) + e.name;
    files += "PK\3\4" + middle + u16(e.localName.size()) + u16(0) + e.localName + e.content;
  }
  return files + directory + "PK\5\6" + u32(0) + u16(entries.size()) + u16(entries.size()) +
         u32(directory.size()) + u32(files.size()) + u16(0);
}

/// What torch.save would write for this pickle and these storages.
inline std::string torchZip(const std::string& pickle, const std::vector<ZipEntry>& more = {}) {
  std::vector<ZipEntry> all{{.name = "net/data.pkl", .content = pickle}};
  all.insert(all.end(), more.begin(), more.end());
  return zipOf(all);
}

/// Pickle protocol 2, spelled: a short text, a small or large integer, a tuple.
inline std::string text(std::string_view s) {
  return "X" + number(static_cast<uint32_t>(s.size())) + std::string(s);
}
inline std::string integer(int64_t n) {
  return "\x8a\x08" + number(n);
}
inline std::string tuple(std::initializer_list<std::string> items) {
  std::string out = "(";
  for (const auto& item : items) out += item;
  return out + "t";
}
inline std::string integers(const std::vector<int64_t>& list) {
  std::string out = "(";
  for (int64_t n : list) out += integer(n);
  return out + "t";
}

/// One float32 tensor as PyTorch pickles it.
inline std::string pickledTensor(std::string_view key, int64_t held, int64_t offset,
                                 const std::vector<int64_t>& shape, const std::vector<int64_t>& strides) {
  const std::string storage =
      tuple({text("storage"), "ctorch\nFloatStorage\n", text(key), text("cpu"), integer(held)});
  return "ctorch._utils\n_rebuild_tensor_v2\n" +
         tuple({storage + "Q", integer(offset), integers(shape), integers(strides), "\x89",
                "ccollections\nOrderedDict\n)R"}) +
         "R";
}

/// A state dict of (name, pickled tensor).
inline std::string pickledDict(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string out = "\x80\x02}(";
  for (const auto& [key, value] : items) out += text(key) + value;
  return out + "u.";
}

}  // namespace vantage::checkpoint::testing
