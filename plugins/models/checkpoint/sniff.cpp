// SPDX-License-Identifier: Apache-2.0
// Which format a file is in, by its first bytes; and what other files are, since the wrong file is the
// commonest mistake: a web page saved under the name of the weights, a Git LFS pointer, an ONNX model.
#include <algorithm>
#include <string>

#include "plugins/models/checkpoint/bytes.hpp"
#include "plugins/models/checkpoint/stored.hpp"

namespace vantage::checkpoint {
namespace {

struct Stranger {
  std::string_view beginning, message;
};

constexpr Stranger kStrangers[] = {
    {"version https://git-lfs.github.com/", "is a Git LFS pointer, not the file itself; run `git lfs pull`"},
    {"\x89HDF\r\n\x1a\n",
     "is an HDF5 file (Keras, perhaps); export the model to ONNX, or save a PyTorch state dict"},
    {"\x1f\x8b", "is compressed with gzip; unpack it first"},
    {"BZh", "is compressed with bzip2; unpack it first"},
    {"\xfd"
     "7zXZ",
     "is compressed with xz; unpack it first"},
    {"\x93NUMPY", "is a NumPy array; save a PyTorch state dict or .safetensors"},
    {"GGUF", "is a GGUF model; save a PyTorch state dict or .safetensors"},
    {"PK\5\6", "is an empty zip archive; download or save it again"},
};

bool looksLikeSafetensors(std::string_view bytes) {
  return bytes.size() > 8 && bytes[8] == '{' && little<uint64_t>(bytes.data()) <= bytes.size() - 8;
}

/// A protobuf whose first field is ir_version, a small number, and whose second is one of ModelProto's.
bool looksLikeOnnx(std::string_view bytes) {
  constexpr std::string_view kSecond = "\x12\x1a\x22\x28\x32\x3a\x42";
  return bytes.size() > 2 && bytes[0] == 8 && bytes[1] > 0 && bytes[1] < 32 &&
         kSecond.find(bytes[2]) != kSecond.npos;
}

std::string lowerStart(std::string_view bytes) {
  const size_t begin = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
  std::string out(bytes.substr(begin, 16));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

[[noreturn]] void refuse(std::string_view bytes, std::string_view name) {
  for (const auto& [beginning, message] : kStrangers)
    if (bytes.starts_with(beginning)) throw Error(std::string(message));
  const std::string start = lowerStart(bytes);
  if (start.starts_with("<!doctype") || start.starts_with("<html"))
    throw Error("is a web page, not weights; download the file itself (the server sent a page instead)");
  if (bytes.size() > 262 && bytes.substr(257, 5) == "ustar")
    throw Error(
        "is a tar archive (PyTorch before 0.1.10 saved such); unpack it, or save it with a newer PyTorch");
  if (name.ends_with(".onnx") || looksLikeOnnx(bytes))
    throw Error("is an ONNX model, which brings its own network; load it as a model, not as a checkpoint");
  const auto isText = [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t'; };
  if (std::ranges::all_of(bytes.substr(0, 512), isText))
    throw Error("is a text file, not weights; give a .pth, .pt or .safetensors file");
  throw Error(
      "is no checkpoint that is known here; give a .pth or .pt file written by torch.save, or .safetensors");
}

}  // namespace

std::vector<Stored> readAny(std::string_view bytes, std::string_view name, Metadata& metadata) {
  if (bytes.empty()) throw Error("is empty; download or save it again");
  if (bytes.starts_with("PK\3\4")) return readTorchZip(bytes);
  if (looksLikeSafetensors(bytes)) return readSafetensors(bytes, metadata);
  // Pickle protocol 2 and later says so; 0 and 1 begin with the old format's magic number in digits.
  if (bytes[0] == '\x80' || bytes.starts_with("L1195470371")) return readTorchLegacy(bytes);
  if (name.ends_with(".safetensors") && bytes.size() > 8 && bytes[8] == '{')
    return readSafetensors(bytes, metadata);
  refuse(bytes, name);
}

}  // namespace vantage::checkpoint
