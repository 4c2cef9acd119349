// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/pascal.hpp"

#include <gmock/gmock.h>

#include "core/files.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {

void PrintTo(const Box& b, std::ostream* to) {
  *to << b.xmin << ' ' << b.ymin << ' ' << b.xmax << ' ' << b.ymax;
}

namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Pascal : public ::testing::Test {
 protected:
  std::vector<Box> read(const std::string& text, cv::Size picture = {}) {
    write_atomically(folder_ / "a.xml", text);
    return read_pascal(folder_ / "a.xml", picture);
  }
  std::string error(const std::string& text, cv::Size picture = {}) {
    return error_of([&] { read(text, picture); });
  }
  testing::TemporaryFolder folder_;
};

std::string box(const std::string& inside) {
  return "<annotation><object><name>n1</name><bndbox>" + inside + "</bndbox></object></annotation>";
}

TEST_F(Pascal, ReadsEveryObjectsBox) {
  EXPECT_THAT(read(R"(<?xml version="1.0"?>
<annotation>
  <size><width>500</width><height>375</height></size>
  <object><name>dog</name>
    <part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>
    <bndbox><xmax>340</xmax><xmin> 119 </xmin><ymin>126.5</ymin><ymax>233</ymax></bndbox></object>
  <object><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>1e2</xmax><ymax>50</ymax></bndbox></object>
</annotation>)",
                   {500, 375}),
              ElementsAre(Box{119, 126.5f, 340, 233}, Box{0, 0, 100, 50}));
  EXPECT_THAT(read("<annotation/>"), IsEmpty());
}

TEST_F(Pascal, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(error("<annotation>\n<object></annotation>"), HasSubstr("a.xml:2:11: is no XML from here on"));
  EXPECT_THAT(error("no XML"), HasSubstr("is no XML"));
  EXPECT_THAT(error(""), HasSubstr("a.xml:1:1: is no XML"));
  EXPECT_THAT(error("<html/>"),
              EndsWith("a.xml:1:1: has no element <annotation>; is it a PASCAL VOC annotation?"));
  EXPECT_THAT(error("<annotation>\n <object/></annotation>"),
              HasSubstr("a.xml:2:3: <object> has no <bndbox>"));
  EXPECT_THAT(error(box("<xmin>1</xmin><ymin>1</ymin><xmax>2</xmax>")),
              HasSubstr("<bndbox> has no <ymax>; add it"));
  for (const auto* number : {"", "12px", "1 2", "&#49;", "one"}) {
    EXPECT_THAT(error(box("<xmin>" + std::string(number) + "</xmin>")), HasSubstr("no number; correct it"))
        << number;
  }
  const auto edges = [&](const std::string& a, const std::string& b, const std::string& c,
                         const std::string& d) {
    return error(
        box("<xmin>" + a + "</xmin><ymin>" + b + "</ymin><xmax>" + c + "</xmax><ymax>" + d + "</ymax>"));
  };
  EXPECT_THAT(edges("5", "0", "4", "9"), HasSubstr("the box has no inside: xmin must be below xmax"));
  EXPECT_THAT(edges("0", "9", "4", "9"), HasSubstr("the box has no inside"));
  EXPECT_THAT(edges("nan", "0", "4", "9"), HasSubstr("not finite or beyond a million"));
  EXPECT_THAT(edges("0", "0", "inf", "9"), HasSubstr("not finite or beyond a million"));
  EXPECT_THAT(edges("0", "0", "2e6", "9"), HasSubstr("not finite or beyond a million"));
  EXPECT_EQ(edges("-1", "0", "4", "9"), "(no error)")
      << "annotators do go over the edge; whoever uses it clips";
}

TEST_F(Pascal, ChecksThePicturesSize) {
  const std::string text = "<annotation><size><width>500</width><height>375</height></size></annotation>";
  EXPECT_EQ(error(text), "(no error)");
  EXPECT_EQ(error(text, {500, 375}), "(no error)");
  EXPECT_THAT(error(text, {375, 500}),
              HasSubstr("is made for a picture of 500 x 375 pixels, but this one has 375 x 500"));
}

TEST_F(Pascal, FollowsNoEntityAndNoDepth) {
  EXPECT_THAT(
      error("<!DOCTYPE annotation [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + box("<xmin>&x;</xmin>")),
      HasSubstr("<xmin> holds '&x;', no number"));
  std::string deep;
  for (int i = 0; i < 300'000; ++i) deep += "<a>";
  EXPECT_THAT(error(deep), HasSubstr("is no XML"));
  for (int i = 0; i < 2; ++i) deep += std::string(100'000, ' ');
  EXPECT_THAT(error(deep), HasSubstr("longer than the 1048576 bytes"));
}

TEST(PascalOfShared, EveryAnnotationIsRead) {
  VANTAGE_SHARED_OR_SKIP(shared);
  size_t files = 0, boxes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / "data" / "annotations")) {
    if (entry.path().extension() != ".xml") continue;
    boxes += read_pascal(entry.path()).size();
    ++files;
  }
  EXPECT_EQ(files, 651u);
  EXPECT_GE(boxes, 651u);
}

}  // namespace
}  // namespace vantage::core
