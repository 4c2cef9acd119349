// SPDX-License-Identifier: Apache-2.0
#include "core/imagenet.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace vantage::core {
namespace {

TEST(ImagenetClasses, AreAThousandInOrder) {
  const auto& classes = imagenet_classes();
  ASSERT_EQ(classes.size(), 1000u);
  std::set<std::string> ids;
  for (size_t i = 0; i < classes.size(); ++i) {
    EXPECT_EQ(classes[i].index, static_cast<int>(i));
    EXPECT_FALSE(classes[i].label.empty());
    ids.insert(classes[i].wnid);
  }
  EXPECT_EQ(ids.size(), 1000u);
  EXPECT_EQ(classes[0].wnid, "n01440764");
  EXPECT_EQ(classes[0].label, "tench, Tinca tinca");
  EXPECT_EQ(classes[417].label, "balloon");
  EXPECT_EQ(classes[999].root, "artifact");
}

TEST(ImagenetClasses, HaveThePapersEightRoots) {
  std::map<std::string, int> roots;
  for (const LeafClass& leaf : imagenet_classes()) ++roots[leaf.root];
  EXPECT_EQ(roots, (std::map<std::string, int>{{"artifact", 526},
                                               {"animal", 398},
                                               {"food", 48},
                                               {"geological formation", 10},
                                               {"fungus", 7},
                                               {"natural object", 6},
                                               {"person", 3},
                                               {"plant", 2}}));
}

}  // namespace
}  // namespace vantage::core
