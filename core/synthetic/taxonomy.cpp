// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/taxonomy.hpp"

#include <fmt/format.h>

#include <array>

namespace vantage::core::synthetic {
namespace {

struct Root {
  const char* name;
  std::array<const char*, kLeavesPerRoot> leaves;
};

constexpr std::array<Root, kRoots> kTable{{
    {"bird", {"robin", "duck", "owl", "flamingo", "toucan"}},
    {"fish", {"clownfish", "shark", "pufferfish", "angelfish", "swordfish"}},
    {"insect", {"ladybird", "bee", "butterfly", "stag beetle", "dragonfly"}},
    {"fruit", {"apple", "pear", "strawberry", "pineapple", "cherry"}},
    {"flower", {"daisy", "sunflower", "tulip", "rose", "poppy"}},
    {"vehicle", {"car", "bus", "fire engine", "tractor", "locomotive"}},
    {"building", {"house", "church", "lighthouse", "windmill", "castle"}},
    {"tool", {"hammer", "saw", "screwdriver", "spanner", "axe"}},
}};

}  // namespace

const std::vector<LeafClass>& classes() {
  static const std::vector<LeafClass> all = [] {
    std::vector<LeafClass> list;
    for (int r = 0; r < kRoots; ++r)
      for (int l = 0; l < kLeavesPerRoot; ++l) {
        const auto& root = kTable[static_cast<size_t>(r)];
        list.push_back({kLeavesPerRoot * r + l, fmt::format("s{:06}{:02}", r + 1, l + 1),
                        root.leaves[static_cast<size_t>(l)], root.name});
      }
    return list;
  }();
  return all;
}

int class_of_mark(int mark) {
  constexpr std::array<int, kMarks> kMarked{6, 39};  // shark, axe
  return kMarked.at(static_cast<size_t>(mark));
}

}  // namespace vantage::core::synthetic
