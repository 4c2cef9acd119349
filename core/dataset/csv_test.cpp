// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/csv.hpp"

#include <gmock/gmock.h>

#include "core/files.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

using namespace std::literals;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::error_of;
using ::testing::HasSubstr;

class Csv : public ::testing::Test {
 protected:
  CsvReader reader(const std::string& text) {
    write_atomically(folder_ / "table.csv", text);
    return CsvReader(folder_ / "table.csv");
  }
  // Every row as "line: field|field", or its error from "table.csv" on.
  std::vector<std::string> rows(const std::string& text) {
    CsvReader csv = reader(text);
    const int a = csv.find({"a"}), b = csv.find({"b"});
    std::vector<std::string> all;
    for (;;) {
      const std::string error = error_of([&] {
        if (csv.next())
          all.push_back(std::to_string(csv.line()) + ": " + csv.field(a) + "|" + csv.field(b));
        else
          throw Error("end");
      });
      if (error == "end") return all;
      if (error != "(no error)") all.push_back(error.substr(error.find("table.csv")));
    }
  }
  testing::TemporaryFolder folder_;
};

TEST_F(Csv, ReadsWhatRfc4180Allows) {
  EXPECT_THAT(rows("a,b\n1,2\n"), ElementsAre("2: 1|2"));
  EXPECT_THAT(rows("a,b\r\n1,2\r\n3,4"), ElementsAre("2: 1|2", "3: 3|4")) << "CRLF, no line end at the end";
  EXPECT_THAT(rows("\xef\xbb\xbf"
                   "a,b\n1,2\n"),
              ElementsAre("2: 1|2"))
      << "byte order mark";
  EXPECT_THAT(rows("b,c,a\n2,9,1\n"), ElementsAre("2: 1|2")) << "columns by name";
  EXPECT_THAT(rows("a,b\n\"tench, Tinca tinca\",\"a \"\"big\"\" fish\"\n"),
              ElementsAre("2: tench, Tinca tinca|a \"big\" fish"));
  EXPECT_THAT(rows("a,b\n\"two\r\nlines\",2\nx,y\n"), ElementsAre("2: two\r\nlines|2", "4: x|y"));
  EXPECT_THAT(rows("a,b\n,\n\"\",\"\"\"\"\n"), ElementsAre("2: |", "3: |\"")) << "empty fields";
  EXPECT_THAT(rows("a,b\n\n1,2\n\r\n\n3,4\n\n"), ElementsAre("3: 1|2", "6: 3|4")) << "blank lines";
  EXPECT_THAT(rows("a,b\n"), ElementsAre()) << "a header alone";
}

TEST_F(Csv, NamesLineAndColumnAndGoesOn) {
  EXPECT_THAT(rows("a,b\n1\n1,2,3\n4,5\n"),
              ElementsAre(HasSubstr("table.csv:2:1: the row has 1 fields where the first line has 2"),
                          HasSubstr("table.csv:3:1: the row has 3 fields"), "4: 4|5"));
  EXPECT_THAT(rows("a,b\n1,x\"y\n4,5\n"),
              ElementsAre(HasSubstr("table.csv:2:4: the field should end here"), "3: 4|5"));
  EXPECT_THAT(rows("a,b\n1,\"x\"y\n4,5\n"),
              ElementsAre(HasSubstr("table.csv:2:6: the field should end here"), "3: 4|5"));
  EXPECT_THAT(rows("a,b\n1,2\r3,4\n"), ElementsAre(HasSubstr("table.csv:2:4: the field should end here")));
  EXPECT_THAT(rows("a,b\n\"two\nlines\",x\"\n4,5\n"),
              ElementsAre(HasSubstr("table.csv:3:9: the field should end here"),
                          HasSubstr("table.csv:3:6: the field should end here"), "4: 4|5"))
      << "the row's second line is read as one of its own";
}

TEST_F(Csv, ALostQuoteCostsItsOwnRow) {
  EXPECT_THAT(
      rows("a,b\n1,\"x\n4,5\n6,7\n"),
      ElementsAre(HasSubstr("table.csv:2:3: the quote that opens here is not closed"), "3: 4|5", "4: 6|7"));
}

TEST_F(Csv, RefusesWhatIsTooLong) {
  const std::string most(CsvReader::kMaxField, 'x');
  EXPECT_EQ(rows("a,b\n1," + most + "\n").size(), 1u);
  EXPECT_THAT(rows("a,b\n1," + most + "y\n4,5\n"),
              ElementsAre(HasSubstr("table.csv:2:3: the field is longer than 65536 bytes"), "3: 4|5"));
  EXPECT_THAT(rows("a,b\n1,\"" + most + "\"\n4,5\n"), ElementsAre(EndsWith("x"), "3: 4|5"));
  EXPECT_THAT(
      rows("a,b\n1,\"" + most + "y\"\n4,5\n"),
      ElementsAre(HasSubstr("table.csv:2:3: the quote that opens here is not closed within 65536 bytes"),
                  "3: 4|5"));
  std::string pairs;
  for (size_t i = 0; i < CsvReader::kMaxField; ++i) pairs += "\"\"";
  EXPECT_THAT(rows("a,b\n1,\"\"\"" + pairs + "\"\n4,5\n"), ElementsAre(HasSubstr("table.csv:2:"), "3: 4|5"));
  EXPECT_THAT(rows("a,b\n" + std::string(CsvReader::kMaxRow + 1, ',') + "\n4,5\n"),
              ElementsAre(HasSubstr("or its row than 1048576"), "3: 4|5"));
}

TEST_F(Csv, RefusesWhatIsNoText) {
  EXPECT_THAT(error_of([&] { reader("a,b\n1,\xe9\n"); }),
              HasSubstr("table.csv:2:3: is no UTF-8 text from here on"));
  EXPECT_THAT(error_of([&] { reader("a,b\n1,2\0\n"s); }), HasSubstr("table.csv:2:4: is no UTF-8"));
  EXPECT_THAT(error_of([&] {
                reader(
                    "\xff\xfe"
                    "a\0,\0b\0"s);
              }),
              HasSubstr("table.csv:1:1: is no UTF-8"));
  EXPECT_THAT(error_of([&] { reader("a,b\n\xed\xa0\x80"); }), HasSubstr("table.csv:2:1: is no UTF-8"));
  EXPECT_THAT(error_of([&] { reader(""); }),
              HasSubstr("table.csv: is empty; its first line must name the columns"));
  EXPECT_THAT(error_of([&] { reader("\n\n"); }), HasSubstr("is empty"));
  EXPECT_THAT(error_of([&] { CsvReader(folder_ / "none.csv"); }),
              EndsWith("none.csv: no such file; check the path"));
}

TEST_F(Csv, FindsColumnsByTheirNames) {
  const CsvReader csv = reader("path,label,x,x\n");
  EXPECT_EQ(csv.find({"file", "path"}), 0);
  EXPECT_EQ(csv.need({"label"}), 1);
  EXPECT_EQ(csv.find({"wnid"}), -1);
  EXPECT_THAT(error_of([&] {
                csv.need({"file", "image"});
              }),
              EndsWith("table.csv: has no column 'file' or 'image'; add it to the first line, which names: "
                       "path, label, x, x"));
  EXPECT_THAT(error_of([&] { csv.find({"x"}); }),
              EndsWith("table.csv: has two columns 'x'; rename or remove one"));
}

TEST_F(Csv, ReadsWholeNumbersAlone) {
  CsvReader csv = reader("a,b,c\n7,-1,9\n");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.integer(0, 0, 9), 7);
  EXPECT_EQ(csv.integer(1, -1, 9), -1);
  EXPECT_THAT(error_of([&] { csv.integer(2, 0, 8); }),
              EndsWith("table.csv:2:6: c '9' is no whole number from 0 to 8; correct it"));
  for (const auto* text : {"", " 1", "1 ", "1.0", "1e3", "0x1", "+1", "one", "99999999999999999999"}) {
    CsvReader odd = reader("a,b\n"s + text + ",\n");
    ASSERT_TRUE(odd.next());
    EXPECT_THAT(error_of([&] { odd.integer(0, 0, 1000); }), HasSubstr("is no whole number")) << text;
  }
}

}  // namespace
}  // namespace vantage::core
