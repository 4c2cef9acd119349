// SPDX-License-Identifier: GPL-3.0-or-later
// Exports of a window: what is in the files, and the same bytes each time.
#include <gmock/gmock.h>

#include <QtWidgets/QApplication>

#include "core/error.hpp"
#include "core/files.hpp"
#include "host/viewer/export/export_csv.hpp"
#include "host/viewer/export/export_html.hpp"
#include "host/viewer/export/export_pdf.hpp"
#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/shell/main_window.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ExportTest : public ::testing::Test {
 protected:
  // A window on the database, twice the same.
  std::unique_ptr<MainWindow> opened(const AnalysisState& state = {}) {
    auto window = std::make_unique<MainWindow>();
    window->resize(1200, 800);
    window->show();
    window->open(small.file(), state);
    EXPECT_TRUE(wait_until([&] { return window->idle(); }));
    window->reset_layout();
    QApplication::processEvents();
    EXPECT_TRUE(wait_until([&] { return window->idle(); }));
    QApplication::processEvents();
    return window;
  }
  void rename_model(const std::string& name) {
    auto db = small.open();
    storage::Model m = storage::ModelRepository(db).all().front();
    m.name = name;
    storage::ModelRepository(db).upsert(m);
  }
  std::string read(const std::string& name) { return core::read_file(folder / name, 1 << 26); }

  const SmallDatabase small;
  const vantage::testing::TemporaryFolder folder;
};

TEST_F(ExportTest, PdfIsTheSameBytesEachTime) {
  EXPECT_EQ(export_pdf(*opened(), folder / "1.pdf"), 3u) << "the overview shows A, B and E";
  export_pdf(*opened(), folder / "2.pdf");
  const std::string pdf = read("1.pdf");
  EXPECT_THAT(pdf, StartsWith("%PDF-1."));
  EXPECT_THAT(pdf, HasSubstr("/Count 3"));
  EXPECT_THAT(pdf, HasSubstr("/CreationDate (D:19700101000000"));
  EXPECT_THAT(pdf, HasSubstr("/FontFile2")) << "text stays text";
  EXPECT_TRUE(pdf == read("2.pdf"));
}

TEST_F(ExportTest, CsvHasAFileForEveryPanel) {
  rename_model("say \"hi\", net");
  EXPECT_GE(export_csv(*opened(), folder / "t"), 6u);  // A1 to A4, E1, E2
  EXPECT_THAT(read("t/A1.csv"), HasSubstr("\n\"say \"\"hi\"\", net\",1e+07,0.5\n"));
  EXPECT_THAT(read("t/E1.csv"), HasSubstr("class,root class,models,mean,lowest,highest,range\n"
                                          "castle,building,3,"));
  EXPECT_THAT(read("t/E1.csv"), HasSubstr(",0,1,1\n"));
  export_csv(*opened(), folder / "u");
  for (const char* name : {"A1", "A2", "A3", "A4", "E1", "E2"})
    EXPECT_EQ(read("t/" + std::string(name) + ".csv"), read("u/" + std::string(name) + ".csv"));
}

TEST_F(ExportTest, ReportStandsOnItsOwn) {
  rename_model("<script>alert(1)</script>");
  AnalysisState s;
  s.request.threshold = 0.35;
  export_html(*opened(s), folder / "1.html");
  export_html(*opened(s), folder / "2.html");
  const std::string html = read("1.html");
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;")));
  EXPECT_THAT(html, AllOf(HasSubstr("<dt>Threshold</dt><dd>0.35</dd>"), HasSubstr("<dd>small</dd>")));
  EXPECT_THAT(html, AllOf(HasSubstr("<td>vgg16</td>"), HasSubstr("<td class=\"n\">0.625</td>")));  // 15 of 24
  EXPECT_THAT(html, AllOf(HasSubstr("<td>vantage run</td>"), HasSubstr("data:image/png;base64,")));
  EXPECT_TRUE(html == read("2.html"));
}

TEST_F(ExportTest, AFolderThatCannotBeWrittenIsOneLine) {
  const auto window = opened();
  EXPECT_THROW(export_pdf(*window, folder.path() / "missing" / "a.pdf"), core::Error);
  EXPECT_THROW(export_html(*window, folder.path() / "missing" / "a.html"), core::Error);
}

}  // namespace
}  // namespace vantage::viewer
