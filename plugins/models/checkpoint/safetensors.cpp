// SPDX-License-Identifier: Apache-2.0
// safetensors: the header's length as uint64, a JSON header {"name": {"dtype", "shape", "data_offsets"},
// ...}, the numbers. Source: https://huggingface.co/docs/safetensors/index, "Format". The header is read as a
// stream of events and never as a tree, which a hostile one could make many times larger than itself.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "plugins/models/checkpoint/bytes.hpp"
#include "plugins/models/checkpoint/stored.hpp"

namespace vantage::checkpoint {
namespace {

constexpr uint64_t kLongestHeader = 100'000'000;  // the specification's own limit
constexpr size_t kMostNumbers = 16;               // of one array
constexpr size_t kMostTexts = 64;                 // of the metadata; further ones are passed over

[[noreturn]] void refuse(std::string_view why) {
  throw Error(fmt::format("is damaged: its safetensors header {}; download or save it again", why));
}

constexpr std::pair<std::string_view, DType> kTypes[] = {
    {"F16", DType::f16}, {"BF16", DType::bf16},   {"F32", DType::f32}, {"F64", DType::f64},
    {"I8", DType::i8},   {"U8", DType::u8},       {"I16", DType::i16}, {"I32", DType::i32},
    {"I64", DType::i64}, {"BOOL", DType::boolean}};

struct Entry {
  Tensor tensor;
  std::vector<int64_t> offsets;
  bool typed = false, shaped = false;
};

/// Accepts exactly the header's grammar: an object of objects of strings and of arrays of integers.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::vector<Entry> entries;
  Metadata metadata;

  bool start_object(size_t) override {
    if (++depth_ > 2 || array_) refuse("is nested deeper than the format has it");
    if (depth_ == 2 && !in_metadata_) entries.push_back({.tensor = {name_, {}, {}}, .offsets = {}});
    return true;
  }
  bool end_object() override {
    if (depth_-- == 1) return true;
    if (!in_metadata_ &&
        !(entries.back().typed && entries.back().shaped && entries.back().offsets.size() == 2))
      refuse(fmt::format("lacks dtype, shape or data_offsets of {}", quote(entries.back().tensor.name)));
    return in_metadata_ = false, true;
  }
  bool key(string_t& text) override {
    if (depth_ == 2) return field_ = std::move(text), true;
    in_metadata_ = text == "__metadata__";
    return name_ = std::move(text), true;
  }
  bool start_array(size_t) override {
    if (depth_ != 2 || in_metadata_ || array_ || (field_ != "shape" && field_ != "data_offsets"))
      unexpected();
    array_ = field_ == "shape" ? &entries.back().tensor.shape : &entries.back().offsets;
    if (!array_->empty()) twice();
    return true;
  }
  bool end_array() override {
    if (array_ == &entries.back().tensor.shape) entries.back().shaped = true;
    return array_ = nullptr, true;
  }
  bool string(string_t& text) override {
    if (depth_ == 2 && in_metadata_) {
      if (metadata.size() < kMostTexts) metadata[std::move(field_)] = std::move(text);
      return true;
    }
    if (depth_ != 2 || array_ || field_ != "dtype") unexpected();
    if (entries.back().typed) twice();
    const auto* type = std::ranges::find(kTypes, text, &std::pair<std::string_view, DType>::first);
    if (type == std::end(kTypes))
      throw Error(fmt::format("stores tensor {} as {}, which is not read here; save it as F32, F16 or BF16",
                              quote(entries.back().tensor.name), quote(text)));
    entries.back().tensor.dtype = type->second;
    return entries.back().typed = true;
  }
  bool number_unsigned(number_unsigned_t n) override {
    if (!array_) unexpected();
    if (array_->size() == kMostNumbers || n > static_cast<uint64_t>(INT64_MAX))
      refuse("holds numbers that are too large");
    return array_->push_back(static_cast<int64_t>(n)), true;
  }
  bool number_integer(number_integer_t) override { refuse("holds a negative number"); }
  bool number_float(number_float_t, const string_t&) override { unexpected(); }
  bool boolean(bool) override { unexpected(); }
  bool null() override { unexpected(); }
  bool binary(nlohmann::json::binary_t&) override { unexpected(); }
  bool parse_error(size_t at, const std::string&, const nlohmann::json::exception&) override {
    refuse(fmt::format("is no JSON at its byte {}", at));
  }

 private:
  [[noreturn]] void unexpected() const {
    refuse(fmt::format("holds something unexpected beside {}", quote(name_)));
  }

  [[noreturn]] void twice() const { refuse(fmt::format("says something twice of {}", quote(name_))); }

  int depth_ = 0;
  bool in_metadata_ = false;
  std::string name_, field_;
  std::vector<int64_t>* array_ = nullptr;
};

/// Every byte of the data belongs to exactly one tensor: nothing is hidden between or behind them.
void checkCover(const std::vector<Entry>& entries, size_t length) {
  std::vector<size_t> order(entries.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {},
                    [&](size_t i) { return std::pair(entries[i].offsets[0], entries[i].offsets[1]); });
  int64_t reached = 0;
  for (size_t i : order) {
    if (entries[i].offsets[0] != reached || entries[i].offsets[1] < reached)
      refuse(fmt::format("leaves a hole or an overlap before tensor {}", quote(entries[i].tensor.name)));
    reached = entries[i].offsets[1];
  }
  if (static_cast<uint64_t>(reached) != length)
    refuse(fmt::format("speaks of {} bytes of numbers, and {} are there", reached, length));
}

}  // namespace

std::vector<Stored> readSafetensors(std::string_view bytes, Metadata& metadata) {
  Cursor in(bytes);
  const auto length = in.number<uint64_t>();
  if (length > kLongestHeader)
    refuse(fmt::format("is {} bytes long, and {} is the limit", length, kLongestHeader));
  const auto header = in.take(length);
  const auto data = in.take(in.remaining());
  HeaderReader reader;
  nlohmann::json::sax_parse(header, &reader);
  checkCover(reader.entries, data.size());
  metadata = std::move(reader.metadata);

  std::vector<Stored> all;
  for (auto& [tensor, offsets, typed, shaped] : reader.entries) {
    const auto part =
        data.substr(static_cast<size_t>(offsets[0]), static_cast<size_t>(offsets[1] - offsets[0]));
    auto strides = denseStrides(tensor);
    const size_t expected = tensor.count() * size(tensor.dtype);
    all.push_back(view(std::move(tensor), std::move(strides), 0, part));
    if (expected != part.size())
      refuse(fmt::format("gives tensor {} {} bytes instead of {}", quote(all.back().tensor.name), part.size(),
                         expected));
  }
  if (all.empty()) throw Error("holds no tensors; save a model's state dict");
  return all;
}

}  // namespace vantage::checkpoint
