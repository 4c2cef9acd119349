// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QSize>
#include <QtCore/QStringList>
#include <filesystem>
#include <stdexcept>

namespace vantage::viewer {

struct Options {
  std::filesystem::path database, session;                  // empty: not given
  std::filesystem::path png_folder, pdf, csv_folder, html;  // what is exported; likewise
  QSize size{1600, 1000};                                   // of the window that is exported
  bool help = false, version = false;

  bool exports() const { return !(png_folder.empty() && pdf.empty() && csv_folder.empty() && html.empty()); }
};

// What is wrong with the command line, in one line: exit status 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Without the program's name. Throws UsageError.
Options parse_options(const QStringList& arguments);
QString usage();

}  // namespace vantage::viewer
