// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/dataset.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "core/files.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// No picture is opened, so that an empty file will do.
class ListDataset : public ::testing::Test {
 protected:
  void files(const std::vector<std::string>& names, const std::string& text = "") {
    for (const std::string& name : names) {
      fs::create_directories((folder_ / name).parent_path());
      write_atomically(folder_ / name, text);
    }
  }
  void box(const std::string& name, const std::string& xmax) {
    files({name}, "<annotation><object><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>" + xmax +
                      "</xmax><ymax>1</ymax></bndbox></object></annotation>");
  }
  DatasetListing list(const std::string& source, const DatasetOptions& options = {}) {
    return list_dataset(folder_ / source, options);
  }
  DatasetListing table(const std::string& text, const DatasetOptions& options = {}) {
    files({"t.csv"}, text);
    return list("t.csv", options);
  }
  // "file:class", with the split, boxes and mask where there are any.
  std::vector<std::string> entries(const DatasetListing& listing) {
    std::vector<std::string> all;
    for (const DatasetEntry& e : listing.entries) {
      std::string text = e.file.lexically_relative(folder_.path()).string() + ":" + std::to_string(e.cls);
      if (!e.split.empty()) text += " " + e.split;
      for (const Box& b : e.boxes) {
        for (const float edge : {b.xmin, b.ymin, b.xmax, b.ymax})
          text += " " + std::to_string(static_cast<int>(edge));
      }
      if (!e.mask.empty()) text += " " + e.mask.lexically_relative(folder_.path()).string();
      all.push_back(text);
    }
    return all;
  }
  std::string label(const DatasetListing& listing, size_t i) {
    return listing.classes.at(i).root + "/" + listing.classes.at(i).label;
  }
  testing::TemporaryFolder folder_;
};

TEST_F(ListDataset, FoldersNamedByWnidsAreImagenets) {
  files({"d/n01443537/b.JPEG", "d/n01443537/a.png", "d/n01440764/c.webp", "d/n01440764/notes.txt", "d/e.jpg",
         "d/n01440764/._c.jpg", "d/.thumbs/x.jpg"});
  const auto listing = list("d");
  EXPECT_EQ(listing.classes.size(), 1000u);
  EXPECT_THAT(entries(listing), ElementsAre("d/e.jpg:-1", "d/n01440764/c.webp:0", "d/n01443537/a.png:1",
                                            "d/n01443537/b.JPEG:1"));
  EXPECT_THAT(listing.problems, IsEmpty());
  EXPECT_TRUE(listing.entries[0].file.is_absolute());
  EXPECT_THAT(entries(list("d/")), SizeIs(4));
}

TEST_F(ListDataset, AFolderThatIsNoClassIsAProblem) {
  files({"d/n01443537/a.jpg", "d/n99999999/b.jpg", "d/n99999999/c.jpg", "d/crane/d.jpg", "d/tench/e.jpg"});
  const auto listing = list("d");
  EXPECT_THAT(entries(listing), ElementsAre("d/n01443537/a.jpg:1", "d/tench/e.jpg:0"));
  EXPECT_THAT(
      listing.problems,
      ElementsAre(
          HasSubstr(
              "d/crane: more than one class of the taxonomy has this name, so the folder's pictures (1)"),
          HasSubstr("d/n99999999: no class of the taxonomy has this name, so the folder's pictures (2)")));
}

TEST_F(ListDataset, OtherFoldersAreTheClassesThemselves) {
  files({"d/dog/a.jpg", "d/cat/b.jpg", "d/cat/c.jpg"});
  const auto listing = list("d");
  EXPECT_THAT(entries(listing), ElementsAre("d/cat/b.jpg:0", "d/cat/c.jpg:0", "d/dog/a.jpg:1"));
  ASSERT_EQ(listing.classes.size(), 2u);
  EXPECT_EQ(label(listing, 0), "cat/cat");
  EXPECT_EQ(listing.classes[1].index, 1);
}

TEST_F(ListDataset, TwoLevelsAreRootAndLeaf) {
  files({"d/tool/saw/a.jpg", "d/fish/saw/b.jpg", "d/fish/ray/c.jpg"});
  const auto listing = list("d");
  EXPECT_THAT(entries(listing),
              ElementsAre("d/fish/ray/c.jpg:0", "d/fish/saw/b.jpg:1", "d/tool/saw/a.jpg:2"));
  EXPECT_EQ(label(listing, 1), "fish/saw");
  EXPECT_EQ(label(listing, 2), "tool/saw");
}

TEST_F(ListDataset, AFolderOfASplitIsNoRoot) {
  files({"d/train/cat/a.jpg", "d/train/dog/b.jpg", "d/val/cat/c.jpg"});
  const auto listing = list("d");
  EXPECT_THAT(entries(listing),
              ElementsAre("d/train/cat/a.jpg:0 train", "d/train/dog/b.jpg:1 train", "d/val/cat/c.jpg:0 val"));
  EXPECT_EQ(label(listing, 0), "cat/cat");
}

TEST_F(ListDataset, FoldersThatFollowNoPatternSayNothing) {
  files({"d/a.jpg", "d/x/b.jpg", "d/x/y/z/c.jpg"});
  const auto listing = list("d");
  EXPECT_THAT(entries(listing), ElementsAre("d/a.jpg:-1", "d/x/b.jpg:-1", "d/x/y/z/c.jpg:-1"));
  EXPECT_THAT(listing.classes, IsEmpty());
  EXPECT_THAT(listing.problems, IsEmpty());
}

TEST_F(ListDataset, ATaxonomyNamesTheFolders) {
  files({"d/cup/a.jpg", "d/w1/b.jpg", "d/saucer/c.jpg"});
  files({"classes.csv"}, "class_index,wnid,label,root\n0,w0,\"cup, mug\",artifact\n1,w1,plate,artifact\n");
  DatasetOptions options;
  options.taxonomy = folder_ / "classes.csv";
  const auto listing = list("d", options);
  EXPECT_THAT(entries(listing), ElementsAre("d/cup/a.jpg:0", "d/w1/b.jpg:1"));
  EXPECT_THAT(listing.problems, ElementsAre(HasSubstr("d/saucer: no class of the taxonomy")));
}

TEST_F(ListDataset, BoxesAndMasksLieBesideOrBelow) {
  files({"d/n01440764/a.jpg", "d/n01440764/b.jpg", "d/n01440764/a.mask.png", "d/n01443537/c.jpg",
         "d/n01443537/b.jpg", "m/n01443537/c.png"});
  box("d/n01440764/a.xml", "1");
  box("annotations/n01440764/b.xml", "2");
  box("annotations/c.xml", "3");  // as ImageNet's validation boxes lie
  box("annotations/b.xml", "4");  // of two pictures named b nobody knows which
  EXPECT_THAT(entries(list("d")),
              ElementsAre("d/n01440764/a.jpg:0 0 0 1 1 d/n01440764/a.mask.png", "d/n01440764/b.jpg:0 0 0 2 1",
                          "d/n01443537/b.jpg:1", "d/n01443537/c.jpg:1 0 0 3 1"));
  DatasetOptions options;
  options.masks = folder_ / "m";
  EXPECT_THAT(entries(list("d", options)).back(), "d/n01443537/c.jpg:1 0 0 3 1 m/n01443537/c.png");
  options.annotations = folder_ / "d";
  options.masks = folder_ / "annotations";
  EXPECT_THAT(entries(list("d", options)),
              ElementsAre("d/n01440764/a.jpg:0 0 0 1 1 d/n01440764/a.mask.png", "d/n01440764/b.jpg:0",
                          "d/n01443537/b.jpg:1", "d/n01443537/c.jpg:1"));
}

TEST_F(ListDataset, ANameThatComesTwiceIsLookedForBesideEach) {
  files({"d/a.jpg", "d/sub/a.jpg"});
  box("d/a.xml", "1");
  EXPECT_THAT(entries(list("d")), ElementsAre("d/a.jpg:-1 0 0 1 1", "d/sub/a.jpg:-1"));
  box("d/sub/a.xml", "2");
  EXPECT_THAT(entries(list("d")), ElementsAre("d/a.jpg:-1 0 0 1 1", "d/sub/a.jpg:-1 0 0 2 1"));
}

TEST_F(ListDataset, ABrokenAnnotationLeavesThePicture) {
  files({"d/a.jpg", "d/b.jpg"});
  files({"d/a.xml"}, "<annotation>");
  const auto listing = list("d");
  EXPECT_THAT(entries(listing), ElementsAre("d/a.jpg:-1", "d/b.jpg:-1"));
  EXPECT_THAT(listing.problems,
              ElementsAre(AllOf(HasSubstr("d/a.xml:1:"), EndsWith("(the picture is kept, without boxes)"))));
}

TEST_F(ListDataset, LinksToFoldersAreSaidNotFollowed) {
  files({"d/a.jpg", "e/b.jpg"});
  fs::create_directory_symlink(folder_ / "d", folder_ / "d/loop");
  fs::create_symlink(folder_ / "e/b.jpg", folder_ / "d/b.jpg");
  fs::create_symlink(folder_ / "none.jpg", folder_ / "d/c.jpg");
  const auto listing = list("d");
  EXPECT_THAT(entries(listing), ElementsAre("d/a.jpg:-1", "d/b.jpg:-1"));
  EXPECT_THAT(listing.problems, ElementsAre(HasSubstr("d/c.jpg: is a link to nothing"),
                                            HasSubstr("d/loop: is a link to a folder and not followed")));
}

TEST_F(ListDataset, ATableNamesFilesClassesAndBoxes) {
  files({"images/x/a.jpg", "b.jpg", "c.jpg", "m.png"});
  const auto listing = table(
      "file,class_index,wnid,label,bboxes_xyxy,split,mask\n"
      "x/a.jpg,0,n01440764,whatever,1 2 3 4;5 6 7 8.5,val,\n"
      "c.jpg,,,,,,m.png\n"
      "b.jpg,1,,\"goldfish, Carassius auratus\",,train,\n");
  EXPECT_THAT(listing.problems, IsEmpty());
  EXPECT_THAT(entries(listing),
              ElementsAre("images/x/a.jpg:0 val 1 2 3 4 5 6 7 8", "c.jpg:-1 m.png", "b.jpg:1 train"));
  EXPECT_EQ(listing.entries[0].boxes[1].ymax, 8.5f);
}

TEST_F(ListDataset, SeveralRowsAreSeveralBoxes) {
  files({"a.jpg", "b.jpg"});
  const auto listing = table(
      "path,class,xmin,ymin,xmax,ymax\n"
      "a.jpg,7,0,0,1,1\n"
      "b.jpg,8,,,,\n"
      "./a.jpg,7,2,2,3,3\n"
      "a.jpg,8,4,4,5,5\n"
      "b.jpg,8,,,,\n"
      "a.jpg,7,6,6,7,\n");
  EXPECT_THAT(entries(listing), ElementsAre("a.jpg:7 0 0 1 1 2 2 3 3", "b.jpg:8"));
  EXPECT_THAT(listing.problems, ElementsAre(HasSubstr("t.csv:5:1: the file stands in line 2 already"),
                                            HasSubstr("t.csv:6:1: the file stands in line 3"),
                                            HasSubstr("t.csv:7:15: a box's '' is no number")));
}

TEST_F(ListDataset, LabelsAloneAreTheClassesUnlessImagenetHasThem) {
  files({"a.jpg", "b.jpg", "c.jpg"});
  const auto own = table("image,label,root\na.jpg,dog,animal\nb.jpg,cup,\nc.jpg,dog,animal\n");
  EXPECT_THAT(entries(own), ElementsAre("a.jpg:1", "b.jpg:0", "c.jpg:1"));
  ASSERT_EQ(own.classes.size(), 2u);
  EXPECT_EQ(label(own, 0), "cup/cup");
  EXPECT_EQ(label(own, 1), "animal/dog");
  const auto imagenet = table("image,label\na.jpg,goldfish\nb.jpg,\"tench, Tinca tinca\"\n");
  EXPECT_EQ(imagenet.classes.size(), 1000u);
  EXPECT_THAT(entries(imagenet), ElementsAre("a.jpg:1", "b.jpg:0"));
  EXPECT_THAT(table("image\na.jpg\n").classes, IsEmpty());
}

TEST_F(ListDataset, ABadRowIsAProblemAndTheRestGoesOn) {
  files({"a.jpg", "b.jpg"});
  const auto listing = table(
      "file,class_index,wnid,label,bboxes_xyxy,mask\n"
      "a.jpg,0,,,,\n"
      "none.jpg,0,,,,\n"
      ",0,,,,\n"
      "b.jpg,1000,,,,\n"
      "b.jpg,cat,,,,\n"
      "b.jpg,,n00000000,,,\n"
      "b.jpg,,,unicorn,,\n"
      "b.jpg,,,crane,,\n"
      "b.jpg,0,n01443537,,,\n"
      "b.jpg,0,,goldfish,,\n"
      "b.jpg,0,,,1 2 3,\n"
      "b.jpg,0,,,1 2 3 x,\n"
      "b.jpg,0,,,3 2 1 4,\n"
      "b.jpg,0,,,,none.png\n"
      "b.jpg,0,,\n"
      "b.jpg,134,,crane,,\n");
  EXPECT_THAT(entries(listing), ElementsAre("a.jpg:0", "b.jpg:134"));
  EXPECT_THAT(
      listing.problems,
      ElementsAre(HasSubstr("t.csv:3:1: 'none.jpg' is no file in "), HasSubstr("t.csv:4:1: names no file"),
                  HasSubstr("t.csv:5:7: class_index '1000' is no whole number from 0 to 999"),
                  HasSubstr("t.csv:6:7: class_index 'cat' is no whole number"),
                  HasSubstr("t.csv:7:8: no class of the taxonomy is called 'n00000000'"),
                  HasSubstr("t.csv:8:9: no class of the taxonomy is called 'unicorn'"),
                  HasSubstr("t.csv:9:9: more than one class of the taxonomy is called 'crane'"),
                  HasSubstr("t.csv:10:9: 'n01443537' is class 1, but the row's class_index is 0"),
                  HasSubstr("t.csv:11:10: 'goldfish' is class 1, but the row's class_index is 0"),
                  HasSubstr("t.csv:12:11: the box '1 2 3' has not four numbers"),
                  HasSubstr("t.csv:13:11: a box's 'x' is no number"),
                  HasSubstr("t.csv:14:11: the box has no inside"),
                  HasSubstr("t.csv:15:12: 'none.png' is no file in "),
                  AllOf(HasSubstr("t.csv:16:1: the row has 4 fields"), EndsWith("(the row is left out)"))));
}

TEST_F(ListDataset, OptionsSayWhereATablesFilesAre) {
  files({"pictures/n1/a.jpg", "masks/a.png"});
  box("boxes/n1/a.xml", "5");
  DatasetOptions options;
  options.images = folder_ / "pictures";
  options.annotations = folder_ / "boxes";
  EXPECT_THAT(entries(table("file,mask\nn1/a.jpg,a.png\n", options)),
              ElementsAre("pictures/n1/a.jpg:-1 0 0 5 1 masks/a.png"));
}

TEST_F(ListDataset, ASourceThatYieldsNothingIsAnError) {
  fs::create_directory(folder_ / "empty");
  EXPECT_THAT(error_of([&] { list("empty"); }),
              EndsWith("empty: has no picture (JPEG, PNG, WebP, TIFF, BMP); is it the right place?"));
  EXPECT_THAT(error_of([&] { list("none"); }), EndsWith("none: no such file; check the path"));
  EXPECT_THAT(error_of([&] { list_dataset(""); }), HasSubstr("give a folder or a CSV file"));
  EXPECT_THAT(error_of([&] { table("file\nx.jpg\n"); }),
              HasSubstr("t.csv: no picture is left after 1 problem, the first: "));
  EXPECT_THAT(error_of([&] { table("name\nx.jpg\n"); }),
              HasSubstr("has no column 'file' or 'path' or 'image'"));
  EXPECT_THAT(error_of([&] { table("file,xmin,ymin,xmax\nx.jpg,1,2,3\n"); }),
              HasSubstr("has no column 'ymax'"));
  files({"a.jpg"});
  EXPECT_THAT(error_of([&] { list("a.jpg"); }),
              HasSubstr("a.jpg: is a picture, or named like one; give its folder"));
  DatasetOptions options;
  options.annotations = folder_ / "nowhere";
  EXPECT_THAT(error_of([&] { list("", options); }), EndsWith("nowhere: no such folder; check the path"));
}

TEST_F(ListDataset, NamesFromOutsideStayOnOneLine) {
  files({"d/n01440764/a.jpg", "d/two\nlines\x1b[31m/b.jpg", "d/\xff/c.jpg"});
  for (const std::string& problem : list("d").problems)
    EXPECT_EQ(problem.find_first_of("\n\x1b\xff"), std::string::npos);
  EXPECT_THAT(list("d").problems, SizeIs(2));
}

TEST(ListDatasetOfShared, FolderAndTableAgree) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const auto folder = list_dataset(shared / "data" / "images");
  const auto table = list_dataset(shared / "data" / "images.csv");
  for (const auto* listing : {&folder, &table}) {
    EXPECT_THAT(listing->problems, IsEmpty());
    EXPECT_EQ(listing->classes.size(), 1000u);
    EXPECT_EQ(listing->entries.size(), 1403u);
    std::set<int> classes;
    size_t with_boxes = 0;
    for (const DatasetEntry& entry : listing->entries) {
      classes.insert(entry.cls);
      with_boxes += !entry.boxes.empty();
    }
    EXPECT_EQ(classes.size(), 504u);
    EXPECT_EQ(*classes.begin(), 0) << "none without a class";
    EXPECT_EQ(with_boxes, 651u);
  }
  std::map<fs::path, const DatasetEntry*> by_file;
  for (const DatasetEntry& entry : table.entries) by_file[entry.file] = &entry;
  for (const DatasetEntry& entry : folder.entries) {
    ASSERT_TRUE(by_file.count(entry.file)) << entry.file;
    EXPECT_EQ(entry.cls, by_file[entry.file]->cls) << entry.file;
    EXPECT_EQ(entry.boxes, by_file[entry.file]->boxes) << entry.file;
  }
}

}  // namespace
}  // namespace vantage::core
