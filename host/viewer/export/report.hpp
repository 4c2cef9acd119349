// SPDX-License-Identifier: GPL-3.0-or-later
// A report as one HTML file that needs nothing else: no script, no link, pictures inside. No widgets.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <utility>
#include <vector>

#include "host/viewer/models/value_table.hpp"

namespace vantage::viewer {

struct ReportTable {
  QString title;
  ValueTable values;
};

struct ReportSection {
  QString title;
  std::vector<std::pair<QString, QString>> facts;  // name and value
  QByteArray png;                                  // empty: no picture
  std::vector<ReportTable> tables;
};

struct Report {
  QString title;
  std::vector<ReportSection> sections;
};

// Longer tables are cut, and say so.
inline constexpr size_t kMostReportRows = 200;

// UTF-8. Every text is shown as it is, whatever marks it contains: names in a database are not to be trusted.
QByteArray to_html(const Report&);

}  // namespace vantage::viewer
