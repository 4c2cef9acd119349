// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/options.hpp"

#include <QtCore/QRegularExpression>

namespace vantage::viewer {
namespace {

[[noreturn]] void refuse(const QString& what) {
  throw UsageError((what + "; 'vantage-viewer --help' shows the options").toStdString());
}

QSize size_from(const QString& text) {
  static const QRegularExpression pattern("^([0-9]{1,5})x([0-9]{1,5})$");
  const auto match = pattern.match(text);
  const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
  if (!match.hasMatch() || size.width() < 320 || size.height() < 240 || size.width() > 16384 ||
      size.height() > 16384)
    refuse("--size must be WIDTHxHEIGHT with 320x240 to 16384x16384 pixels, not '" + text + "'");
  return size;
}

}  // namespace

Options parse_options(const QStringList& arguments) {
  Options options;
  bool size_given = false;
  for (int i = 0; i < arguments.size(); ++i) {
    const QString& a = arguments[i];
    const auto value = [&]() -> const QString& {
      if (i + 1 >= arguments.size() || arguments[i + 1].isEmpty()) refuse(a + " needs a value");
      return arguments[++i];
    };
    if (a == "--help" || a == "-h") {
      options.help = true;
    } else if (a == "--version") {
      options.version = true;
    } else if (a == "--session") {
      options.session = value().toStdString();
    } else if (a == "--export-png") {
      options.png_folder = value().toStdString();
    } else if (a == "--export-pdf") {
      options.pdf = value().toStdString();
    } else if (a == "--export-csv") {
      options.csv_folder = value().toStdString();
    } else if (a == "--export-html") {
      options.html = value().toStdString();
    } else if (a == "--size") {
      options.size = size_from(value());
      size_given = true;
    } else if (a.startsWith('-') && a.size() > 1) {
      refuse("there is no option '" + a + "'");
    } else if (options.database.empty()) {
      options.database = a.toStdString();
    } else {
      refuse("one database can be opened, not '" + QString::fromStdString(options.database.string()) +
             "' and '" + a + "'");
    }
  }
  if (options.exports() && options.database.empty() && options.session.empty())
    refuse("an export needs a database or a session");
  if (size_given && !options.exports()) refuse("--size belongs to the exports");
  return options;
}

QString usage() {
  return "vantage-viewer [OPTIONS] [DATABASE]\n\n"
         "Shows what networks look at: the results in a database of vantage.\n\n"
         "  --session FILE       take up an analysis that was saved; its database unless one is named\n"
         "  --export-png FOLDER  draw all views into a folder, without a display, and end\n"
         "  --export-pdf FILE    likewise into one file, a page a view\n"
         "  --export-csv FOLDER  write the numbers of every chart and table that is shown\n"
         "  --export-html FILE   write a report with pictures, tables and where they come from\n"
         "  --size WxH           of the window that is drawn, in pixels (1600x1000)\n"
         "  --version            which one this is\n";
}

}  // namespace vantage::viewer
