// SPDX-License-Identifier: Apache-2.0
// Where in one block of memory each value of a program lies. Decided while the program is compiled: what is
// given back may be taken again by a later value.
#pragma once
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>

namespace vantage::zoo {

class Arena {
 public:
  /// The offset of `bytes` bytes: the tightest gap that holds them, else at the end.
  size_t take(size_t bytes) {
    bytes = rounded(bytes);
    auto best = gaps_.end();
    for (auto g = gaps_.begin(); g != gaps_.end(); ++g)
      if (g->second >= bytes && (best == gaps_.end() || g->second < best->second)) best = g;
    if (best == gaps_.end()) {
      // A gap that reaches the end grows; otherwise the block does.
      if (!gaps_.empty() && std::prev(gaps_.end())->first + std::prev(gaps_.end())->second == size_)
        best = std::prev(gaps_.end());
      else
        best = gaps_.emplace(size_, 0).first;
      size_ = best->first + bytes;
      best->second = bytes;
    }
    const auto [offset, length] = *best;
    gaps_.erase(best);
    if (length > bytes) gaps_.emplace(offset + bytes, length - bytes);
    return offset;
  }

  void give_back(size_t offset, size_t bytes) {
    auto g = gaps_.emplace(offset, rounded(bytes)).first;
    if (const auto next = std::next(g); next != gaps_.end() && g->first + g->second == next->first) {
      g->second += next->second;
      gaps_.erase(next);
    }
    if (g == gaps_.begin()) return;
    if (const auto before = std::prev(g); before->first + before->second == g->first) {
      before->second += g->second;
      gaps_.erase(g);
    }
  }

  size_t size() const { return size_; }

 private:
  static size_t rounded(size_t bytes) { return std::max<size_t>((bytes + 63) / 64 * 64, 64); }
  std::map<size_t, size_t> gaps_;  // offset -> length
  size_t size_ = 0;
};

}  // namespace vantage::zoo
