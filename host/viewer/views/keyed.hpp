// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace vantage::viewer {

// Charts number their items; `keys` says what each is in the catalogue's order.
template <typename Item>
struct Keyed {
  std::vector<Item> items;
  std::vector<size_t> keys;

  int item_of(size_t key) const {  // -1: none
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
  }
};

}  // namespace vantage::viewer
