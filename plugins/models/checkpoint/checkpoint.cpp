// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/checkpoint.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <map>
#include <mutex>
#include <new>
#include <utility>

#include "plugins/models/checkpoint/file_bytes.hpp"
#include "plugins/models/checkpoint/stored.hpp"

namespace vantage::checkpoint {
namespace {

std::string hash(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
    throw Error("cannot be hashed; is OpenSSL's SHA-256 switched off on this machine?");
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

/// Runs `work`; an Error it throws gets the file's name, which the format readers do not know.
template <class Work>
auto named(std::string_view name, Work&& work) {
  try {
    return work();
  } catch (const Error& e) {
    throw Error(fmt::format("{} {}", name, e.what()));
  } catch (const std::bad_alloc&) {
    throw Error(fmt::format("{} needs more memory than there is; free some or give a smaller file", name));
  }
}

}  // namespace

struct Checkpoint::Contents {
  std::string name;
  FileBytes file;          // empty where the bytes are borrowed
  std::string_view bytes;  // of the file or the caller
  std::vector<Tensor> tensors;
  std::vector<Stored> stored;  // in the same order
  std::map<std::string_view, size_t> places;
  Metadata metadata;
  std::once_flag hashed;
  std::string sha256;
};

Checkpoint Checkpoint::open(const std::filesystem::path& path) {
  auto contents = std::make_shared<Contents>();
  contents->name = path.string();
  named(contents->name, [&] { contents->file = FileBytes::read(path); });
  contents->bytes = contents->file.view();
  return make(std::move(contents));
}

Checkpoint Checkpoint::parse(std::string_view bytes, std::string_view name) {
  auto contents = std::make_shared<Contents>();
  contents->name = name;
  contents->bytes = bytes;
  return make(std::move(contents));
}

Checkpoint Checkpoint::make(std::shared_ptr<Contents> contents) {
  auto& c = *contents;
  named(c.name, [&] {
    c.stored = readAny(c.bytes, c.name, c.metadata);
    for (const Stored& s : c.stored) c.tensors.push_back(s.tensor);
    for (const Tensor& t : c.tensors)
      if (!c.places.emplace(t.name, c.places.size()).second)
        throw Error(fmt::format("has two tensors of the name {}; save it again", quote(t.name)));
  });
  return Checkpoint(std::move(contents));
}

const std::vector<Tensor>& Checkpoint::tensors() const {
  return contents_->tensors;
}

const Tensor* Checkpoint::find(std::string_view name) const {
  const auto place = contents_->places.find(name);
  return place == contents_->places.end() ? nullptr : &contents_->tensors[place->second];
}

const std::map<std::string, std::string>& Checkpoint::metadata() const {
  return contents_->metadata;
}

void Checkpoint::read(const Tensor& tensor, float* out, size_t count) const {
  named(contents_->name, [&] {
    const auto place = contents_->places.find(tensor.name);
    if (place == contents_->places.end()) throw Error(fmt::format("has no tensor {}", quote(tensor.name)));
    const Stored& stored = contents_->stored[place->second];
    if (stored.tensor.count() != count)
      throw Error(fmt::format("has {} numbers in tensor {}, and {} are asked for", stored.tensor.count(),
                              quote(tensor.name), count));
    convert(stored, out);
  });
}

const std::string& Checkpoint::sha256() const {
  std::call_once(contents_->hashed,
                 [&] { contents_->sha256 = named(contents_->name, [&] { return hash(contents_->bytes); }); });
  return contents_->sha256;
}

}  // namespace vantage::checkpoint
