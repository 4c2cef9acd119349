// SPDX-License-Identifier: Apache-2.0
// torch.save before PyTorch 1.6 (and since, on demand): five pickles - a magic number, the protocol version,
// facts on the system, the object, the storages' keys - and then each storage: its element count as int64 and
// its numbers. Source: torch/serialization.py, _legacy_save().
#include <fmt/format.h>

#include <map>

#include "plugins/models/checkpoint/bytes.hpp"
#include "plugins/models/checkpoint/state_dict.hpp"

namespace vantage::checkpoint {
namespace {

using Kind = Value::Kind;
constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";  // LONG1
constexpr std::string_view kMagicDigits = "119547037146038801333356";            // LONG, protocols 0 and 1
constexpr int64_t kProtocol = 1001;

void checkHead(Cursor& in) {
  const Pickle magic = readPickle(in);
  const Value& number = magic[magic.root];
  if (number.kind != Kind::integer || (number.text != kMagic && number.text != kMagicDigits))
    throw Error(
        "is a plain Python pickle, not written by torch.save; save model.state_dict() with torch.save");
  const Pickle version = readPickle(in);
  if (version[version.root].kind != Kind::integer || version[version.root].integer != kProtocol)
    throw Error(
        "is in a version of torch.save's old format that nothing is known of; save it with a newer PyTorch");
  const Pickle system = readPickle(in);
  const auto& facts = system[system.root].items;
  for (size_t i = 0; i + 1 < facts.size(); i += 2)
    if (system[facts[i]].text == "little_endian" && system[facts[i + 1]].integer == 0)
      throw Error("was saved on a big-endian machine; save it on a little-endian one");
}

/// The storages follow in the order of the list of keys, so one that the object does not mention (its element
/// size is unknown) would hide all others.
std::map<std::string_view, std::string_view> readStorages(Cursor& in, const Pickle& object,
                                                          const Pickle& keys) {
  std::map<std::string_view, const StorageRef*> known;
  for (const auto& storage : object.storages) known.emplace(storage.key, &storage);
  std::map<std::string_view, std::string_view> found;
  if (keys[keys.root].kind != Kind::list)
    throw Error("is damaged: its list of storages is missing; download it again");
  for (Id id : keys[keys.root].items) {
    const auto storage = known.find(keys[id].text);
    if (storage == known.end() || found.contains(keys[id].text))
      throw Error(
          fmt::format("is damaged: it lists storage {}, which nothing uses or which came before; "
                      "download or save it again",
                      quote(keys[id].text)));
    const StorageRef& expected = *storage->second;
    const auto count = in.number<int64_t>();
    int64_t length = 0;
    if (count != expected.count || !multiplyAdd(count, static_cast<int64_t>(size(expected.dtype)), 0, length))
      throw Error(
          fmt::format("is damaged: storage {} has {} numbers instead of {}; download or save it again",
                      quote(expected.key), count, expected.count));
    found.emplace(expected.key, in.take(static_cast<uint64_t>(length)));
  }
  return found;
}

}  // namespace

std::vector<Stored> readTorchLegacy(std::string_view bytes) {
  Cursor in(bytes);
  checkHead(in);
  const Pickle object = readPickle(in);
  const Pickle keys = readPickle(in);
  const auto storages = readStorages(in, object, keys);
  if (in.remaining() > 0)
    throw Error(fmt::format("is damaged: {} bytes follow its last storage; download or save it again",
                            in.remaining()));
  return stateDict(object, [&](const StorageRef& storage) {
    const auto found = storages.find(storage.key);
    if (found == storages.end())
      throw Error(
          fmt::format("is damaged: storage {} is missing; download or save it again", quote(storage.key)));
    return found->second;
  });
}

}  // namespace vantage::checkpoint
