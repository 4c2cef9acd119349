// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/taxonomy.hpp"

#include <gmock/gmock.h>

#include "core/files.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

using ::testing::EndsWith;
using testing::error_of;
using ::testing::HasSubstr;

class Taxonomy : public ::testing::Test {
 protected:
  std::vector<LeafClass> read(const std::string& text) {
    write_atomically(folder_ / "classes.csv", text);
    return read_taxonomy(folder_ / "classes.csv");
  }
  std::string error(const std::string& rows) {
    return error_of([&] { read("class_index,wnid,label,root\n" + rows); });
  }
  testing::TemporaryFolder folder_;
};

TEST_F(Taxonomy, ComesInTheOrderOfTheIndices) {
  const auto classes = read("class_index,wnid,label,root\n1,n2,\"cat, tabby\",animal\n0,n1,cup,artifact\n");
  ASSERT_EQ(classes.size(), 2u);
  EXPECT_EQ(classes[0].wnid, "n1");
  EXPECT_EQ(classes[1].index, 1);
  EXPECT_EQ(classes[1].label, "cat, tabby");
  EXPECT_EQ(classes[1].root, "animal");
}

TEST_F(Taxonomy, NeedsNoWordNet) {
  const auto classes = read("label,root_class,class_index\ncat,animal,0\n");
  ASSERT_EQ(classes.size(), 1u);
  EXPECT_EQ(classes[0].wnid, "");
  EXPECT_EQ(classes[0].root, "animal");
}

TEST_F(Taxonomy, RefusesWhatMakesNoSense) {
  EXPECT_THAT(error(""), EndsWith("classes.csv: names no class; add a row for each"));
  EXPECT_THAT(error("0,a,x,r\n2,b,y,r\n5,c,z,r\n"),
              HasSubstr("classes.csv: has no class_index 1, 3, 4, though it goes up to 5"));
  EXPECT_THAT(error("99999,a,x,r\n"),
              HasSubstr("has no class_index 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 99989 more"));
  EXPECT_THAT(error("0,a,x,r\n1,b,y,r\n0,c,z,r\n"),
              EndsWith("classes.csv:4:1: class_index 0 stands in line 2 already; remove one of them"));
  EXPECT_THAT(error("0,a,x,r\n1,a,y,r\n"),
              EndsWith("classes.csv:3:3: wnid a stands in line 2 already; remove one of them"));
  EXPECT_THAT(error("-1,a,x,r\n"),
              EndsWith("classes.csv:2:1: class_index '-1' is no whole number from 0 to 99999; correct it"));
  EXPECT_THAT(error("100000,a,x,r\n"), HasSubstr("'100000' is no whole number from 0 to 99999"));
  EXPECT_THAT(error("0,a,,r\n"), EndsWith("classes.csv:2:5: class 0 has an empty label; fill it in"));
  EXPECT_THAT(error("0,a,x,\n"), EndsWith("classes.csv:2:7: class 0 has an empty root; fill it in"));
  EXPECT_THAT(error_of([&] { read("class_index,wnid,label\n"); }),
              HasSubstr("has no column 'root' or 'root_class'"));
}

TEST(ClassNames, FindImagenetsClasses) {
  const ClassNames names(imagenet_classes());
  EXPECT_EQ(names.by_wnid("n01440764"), 0);
  EXPECT_EQ(names.by_wnid("n00000000"), ClassNames::kNone);
  EXPECT_EQ(names.by_label("tench, Tinca tinca"), 0);
  EXPECT_EQ(names.by_label("Tinca Tinca"), 0);
  EXPECT_EQ(names.by_label("crane"), ClassNames::kSeveral) << "the bird and the machine";
  EXPECT_EQ(names.by_label("panther"), ClassNames::kSeveral) << "the leopard's synonym and the jaguar's";
  EXPECT_EQ(names.by_label("unicorn"), ClassNames::kNone);
  EXPECT_EQ(names.by_label(""), ClassNames::kNone);
}

TEST(ClassNames, TheWholeLabelComesFirst) {
  const ClassNames names({{0, "", "cup, mug", "r"}, {1, "", "mug", "r"}});
  EXPECT_EQ(names.by_label("mug"), 1);
  EXPECT_EQ(names.by_label("cup"), 0);
}

TEST(Taxonomies, ThePublishedTableIsTheBuiltInOne) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const auto classes = read_taxonomy(shared / "data" / "metadata" / "classes.csv");
  ASSERT_EQ(classes.size(), 1000u);
  for (size_t i = 0; i < classes.size(); ++i) {
    EXPECT_EQ(classes[i].wnid, imagenet_classes()[i].wnid);
    EXPECT_EQ(classes[i].label, imagenet_classes()[i].label);
    EXPECT_EQ(classes[i].root, imagenet_classes()[i].root);
  }
}

}  // namespace
}  // namespace vantage::core
