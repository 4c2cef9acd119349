// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/report.hpp"

#include <algorithm>

#include "host/viewer/services/format.hpp"

namespace vantage::viewer {
namespace {

constexpr size_t kShort = 20;  // rows: such a table is unfolded

constexpr char kStyle[] =
    "body{font:15px/1.5 system-ui,sans-serif;color:#1c1f23;background:#fff;max-width:76rem;margin:2rem auto;"
    "padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.2rem;border-bottom:1px solid #d5d9de}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#5a626b}"
    "dd{margin:0;overflow-wrap:anywhere}"
    "img{max-width:100%;border:1px solid #d5d9de}"
    "table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}"
    "th,td{padding:.15rem .6rem;border-bottom:1px solid #e6e9ec;text-align:left;overflow-wrap:anywhere}"
    "td.n{text-align:right;white-space:nowrap}summary{cursor:pointer;margin:.6rem 0}";

// Control characters have no place in HTML; everything else is shown as it is.
QString text(QString given) {
  given.removeIf([](QChar c) {
    return (c.unicode() < 0x20 && c != '\n' && c != '\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0) ||
           c.isNonCharacter();
  });
  return given.toHtmlEscaped();
}

QString cell(const QVariant& value) {
  return (is_number(value) ? "<td class=\"n\">" : "<td>") + text(display_text(value)) + "</td>";
}

void add_table(QString& html, const ReportTable& table) {
  html += (table.values.rows.size() <= kShort ? "<details open>" : "<details>");
  html += "<summary>" + text(table.title) + "</summary>\n<table><thead><tr>";
  for (const QString& column : table.values.columns) html += "<th scope=\"col\">" + text(column) + "</th>";
  html += "</tr></thead><tbody>\n";
  const size_t rows = std::min(table.values.rows.size(), kMostReportRows);
  for (size_t i = 0; i < rows; ++i) {
    html += "<tr>";
    for (const QVariant& value : table.values.rows[i]) html += cell(value);
    html += "</tr>\n";
  }
  html += "</tbody></table>\n";
  if (const size_t more = table.values.rows.size() - rows; more > 0)
    html += "<p>" + grouped(static_cast<int64_t>(more)) + " more rows: export the tables as CSV.</p>\n";
  html += "</details>\n";
}

void add_section(QString& html, const ReportSection& section) {
  html += "<section><h2>" + text(section.title) + "</h2>\n";
  if (!section.facts.empty()) {
    html += "<dl>\n";
    for (const auto& [name, value] : section.facts)
      html += "<dt>" + text(name) + "</dt><dd>" + text(value) + "</dd>\n";
    html += "</dl>\n";
  }
  if (!section.png.isEmpty())
    html += "<img alt=\"" + text(section.title) + "\" src=\"data:image/png;base64," +
            QString::fromLatin1(section.png.toBase64()) + "\">\n";
  for (const ReportTable& table : section.tables) add_table(html, table);
  html += "</section>\n";
}

}  // namespace

QByteArray to_html(const Report& report) {
  QString html =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
      text(report.title) + "</title>\n<style>" + kStyle + "</style></head>\n<body>\n<h1>" +
      text(report.title) + "</h1>\n";
  for (const ReportSection& section : report.sections) add_section(html, section);
  return (html + "</body></html>\n").toUtf8();
}

}  // namespace vantage::viewer
