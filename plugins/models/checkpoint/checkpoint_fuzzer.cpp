// SPDX-License-Identifier: Apache-2.0
// Any bytes make a checkpoint or an Error, nothing else. Built as a libFuzzer program with VANTAGE_FUZZ=ON
// and clang, and as a part of hostile_test otherwise, which feeds it mutations of the files in testdata/.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "plugins/models/checkpoint/checkpoint.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using vantage::checkpoint::Checkpoint;
  constexpr size_t kMostNumbers = 1 << 20;  // of all tensors together: those of one storage may be many
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto checkpoint = Checkpoint::parse(bytes, "input");
    size_t left = kMostNumbers;
    for (const auto& tensor : checkpoint.tensors()) {
      const size_t count = tensor.count();
      if (count > size || checkpoint.find(tensor.name) != &tensor) std::abort();
      if (count > left) break;
      left -= count;
      std::vector<float> values(count);
      checkpoint.read(tensor, values.data(), count);
    }
  } catch (const vantage::checkpoint::Error& e) {
    const std::string_view message = e.what();
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::any_of(message.begin(), message.end(), control) || message.size() > 1000) std::abort();
  }
  return 0;
}
