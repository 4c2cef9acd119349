// SPDX-License-Identifier: Apache-2.0
// Damaged files: every fixture cut at every byte, with every bit turned, and 20,000 fixed mutations of all of
// them. Each must give tensors or an Error; what else there could be, the sanitizers would see.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "plugins/models/checkpoint/testing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace vantage::checkpoint::testing {
namespace {

/// In a block of its own of exactly that size, so that the address sanitizer sees one byte too many.
void feed(std::string_view bytes) {
  const std::vector<uint8_t> exact(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::vector<std::string> seeds() {
  auto all = fixtures();
  all.insert(all.end(), {"whole_network.pth", "torchscript.pt"});
  for (auto& name : all) name = fixture(name);
  return all;
}

TEST(Mutation, CutAtEveryByteIsAnError) {
  for (const auto& file : fixtures()) {
    const auto whole = fixture(file);
    ASSERT_GT(whole.size(), 100u) << file;
    for (size_t length = 0; length < whole.size(); ++length)
      ASSERT_NE(errorOfParsing(whole.substr(0, length)), "") << file << " cut at " << length;
  }
}

TEST(Mutation, EveryBitTurned) {
  for (auto bytes : seeds())
    for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      const char mask = static_cast<char>(1 << (bit % 8));
      bytes[bit / 8] ^= mask;
      feed(bytes);
      bytes[bit / 8] ^= mask;
    }
}

TEST(Mutation, ManyAtATime) {
  std::mt19937 random(20221013);
  const auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
  const auto corpus = seeds();
  constexpr std::string_view kTelling[] = {
      "\xff\xff\xff\xff", "\x7f", {"\0\0\0\0", 4}, "\x80", "(", "R", "Q", "e", "u", "q", "h\1"};
  for (int round = 0; round < 20'000; ++round) {
    auto bytes = corpus[below(corpus.size())];
    for (size_t change = below(8); change-- > 0 && !bytes.empty();) {
      const size_t at = below(bytes.size());
      switch (below(5)) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.replace(at, 1, kTelling[below(std::size(kTelling))]);
          break;
        case 2:
          bytes.erase(at, below(16));
          break;
        case 3:
          bytes.insert(at, bytes.substr(below(bytes.size()), below(64)));
          break;
        default: {
          const auto& other = corpus[below(corpus.size())];
          bytes.replace(at, below(64), other.substr(below(other.size()), below(64)));
        }
      }
    }
    feed(bytes);
  }
}

}  // namespace
}  // namespace vantage::checkpoint::testing
