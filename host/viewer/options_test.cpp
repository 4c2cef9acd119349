// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/options.hpp"

#include <gtest/gtest.h>

namespace vantage::viewer {
namespace {

std::string error(const QStringList& arguments) {
  try {
    parse_options(arguments);
  } catch (const UsageError& e) {
    return e.what();
  }
  return "(no error)";
}

TEST(Options, AreRead) {
  const Options o =
      parse_options({"--session", "s.json", "r.db", "--export-png", "out", "--size", "800x600",
                     "--export-pdf", "o.pdf", "--export-csv", "tables", "--export-html", "o.html"});
  EXPECT_EQ(o.database, "r.db");
  EXPECT_EQ(o.session, "s.json");
  EXPECT_EQ(o.png_folder, "out");
  EXPECT_EQ(o.pdf, "o.pdf");
  EXPECT_EQ(o.csv_folder, "tables");
  EXPECT_EQ(o.html, "o.html");
  EXPECT_TRUE(o.exports());
  EXPECT_EQ(o.size, QSize(800, 600));
  EXPECT_TRUE(parse_options({"-h"}).help);
  EXPECT_TRUE(parse_options({}).database.empty());
  EXPECT_FALSE(parse_options({}).exports());
}

TEST(Options, WrongOnesAreRefusedInOneLine) {
  const std::string end = "; 'vantage-viewer --help' shows the options";
  EXPECT_EQ(error({"--sesion"}), "there is no option '--sesion'" + end);
  EXPECT_EQ(error({"--session"}), "--session needs a value" + end);
  EXPECT_EQ(error({"a.db", "b.db"}), "one database can be opened, not 'a.db' and 'b.db'" + end);
  EXPECT_EQ(error({"--export-png", "out"}), "an export needs a database or a session" + end);
  EXPECT_EQ(error({"a.db", "--size", "10x10"}),
            "--size must be WIDTHxHEIGHT with 320x240 to 16384x16384 pixels, not '10x10'" + end);
  EXPECT_EQ(error({"a.db", "--size", "800x600"}), "--size belongs to the exports" + end);
}

}  // namespace
}  // namespace vantage::viewer
