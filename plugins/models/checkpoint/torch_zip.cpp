// SPDX-License-Identifier: Apache-2.0
// torch.save since PyTorch 1.6: a zip archive of NAME/data.pkl (the pickle), NAME/data/KEY (one storage
// each), NAME/version and, since 2.1, NAME/byteorder. Source: torch/serialization.py, _save().
#include <fmt/format.h>

#include <algorithm>

#include "plugins/models/checkpoint/bytes.hpp"
#include "plugins/models/checkpoint/state_dict.hpp"
#include "plugins/models/checkpoint/zip_directory.hpp"

namespace vantage::checkpoint {
namespace {

bool holds(const ZipDirectory& zip, std::string_view text) {
  return std::ranges::any_of(zip.entries(),
                             [&](const auto& e) { return e.first.find(text) != e.first.npos; });
}

/// "archive/" of the one "archive/data.pkl"; says what the archive is instead where there is none.
std::string folder(const ZipDirectory& zip) {
  constexpr std::string_view kPickle = "data.pkl";
  if (holds(zip, "constants.pkl") || holds(zip, "/code/"))
    throw Error(
        "is a TorchScript archive, not a state dict; load it as a TorchScript model, or save "
        "model.state_dict() with torch.save");
  std::string_view found;
  for (const auto& [name, entry] : zip.entries()) {
    if (!name.ends_with(kPickle)) continue;
    const auto prefix = name.substr(0, name.size() - kPickle.size());
    if (prefix.find('/') != prefix.size() - 1) continue;  // deeper, or another name
    if (!found.empty()) throw Error("holds two checkpoints in one zip archive; save them apart");
    found = prefix;
  }
  if (!found.empty()) return std::string(found);
  if (holds(zip, "model.weights.h5") || holds(zip, "keras_metadata.pb"))
    throw Error("is a Keras model; export it to ONNX, or save a PyTorch state dict");
  if (holds(zip, ".npy")) throw Error("is a NumPy archive (.npz); save a PyTorch state dict or .safetensors");
  throw Error(
      "is a zip archive, but none that torch.save wrote (it has no data.pkl); unpack it first if it "
      "contains the checkpoint");
}

}  // namespace

std::vector<Stored> readTorchZip(std::string_view bytes) {
  const ZipDirectory zip(bytes);
  const std::string prefix = folder(zip);
  if (zip.has(prefix + "byteorder")) {
    const auto order = zip.content(prefix + "byteorder");
    if (order != "little")
      throw Error(
          fmt::format("is of byte order {}, saved on a big-endian machine perhaps; save it on a "
                      "little-endian one",
                      quote(order)));
  }
  Cursor in(zip.content(prefix + "data.pkl"));
  const Pickle pickle = readPickle(in);
  if (in.remaining() > 0)
    throw Error("is damaged: data.pkl goes on after its end; download or save it again");
  return stateDict(pickle, [&](const StorageRef& storage) {
    const auto data = zip.content(fmt::format("{}data/{}", prefix, storage.key));
    int64_t expected = 0;
    if (!multiplyAdd(storage.count, static_cast<int64_t>(size(storage.dtype)), 0, expected) ||
        static_cast<uint64_t>(expected) != data.size())
      throw Error(
          fmt::format("is damaged: storage {} has {} bytes where {} {} numbers should be; download or "
                      "save it again",
                      quote(storage.key), data.size(), storage.count, name(storage.dtype)));
    return data;
  });
}

}  // namespace vantage::checkpoint
