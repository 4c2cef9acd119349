// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/report.hpp"

#include <gmock/gmock.h>

namespace vantage::viewer {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string html_of(const ReportSection& section, const QString& title = "T") {
  return to_html({title, {section}}).toStdString();
}

TEST(Report, WhatIsInADatabaseIsText) {
  const QString hostile = "<script>alert('x')</script>\"><img src=x onerror=y>&amp;\x1b";
  ReportSection section{hostile, {{hostile, hostile}}, "PNG", {{hostile, {{hostile}, {{hostile}}}}}};
  const std::string html = html_of(section, hostile);
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img src")), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert('x')&lt;/script&gt;&quot;&gt;"));
  EXPECT_THAT(html, HasSubstr("&amp;amp;"));
}

TEST(Report, NeedsNothingElse) {
  const std::string html = html_of({"Views", {}, "\x89PNG", {}});
  EXPECT_THAT(html, HasSubstr("src=\"data:image/png;base64,iVBORw==\""));  // by base64(1)
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("http://")), Not(HasSubstr("https://")), Not(HasSubstr("<link"))));
}

TEST(Report, NumbersAreCells) {
  const std::string html =
      html_of({"A", {}, {}, {{"A1", {{"model", "top-1"}, {{"vgg16", 0.716}, {"none", NAN}}}}}});
  EXPECT_THAT(html, HasSubstr("<tr><td>vgg16</td><td class=\"n\">0.716</td></tr>"));
  EXPECT_THAT(html, HasSubstr("<tr><td>none</td><td class=\"n\"></td></tr>"));
}

TEST(Report, LongTablesAreCutAndSaySo) {
  ReportTable table{"Rows", {{"n"}, {}}};
  for (int i = 0; i < 1205; ++i) table.values.rows.push_back({i});
  const std::string html = html_of({"A", {}, {}, {table}});
  EXPECT_THAT(html, HasSubstr("<td class=\"n\">199</td>"));
  EXPECT_THAT(html, Not(HasSubstr("<td class=\"n\">200</td>")));
  EXPECT_THAT(html, HasSubstr("1\u202f005 more rows"));
}

}  // namespace
}  // namespace vantage::viewer
