// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/export/export_html.hpp"

#include <QtCore/QtGlobal>
#include <set>
#include <utility>
#include <vector>

#include "core/files.hpp"
#include "host/viewer/export/report.hpp"
#include "host/viewer/export/view_pictures.hpp"
#include "host/viewer/query/provenance.hpp"
#include "host/viewer/services/format.hpp"
#include "host/viewer/services/text.hpp"
#include "host/viewer/views/chart_panel.hpp"

namespace vantage::viewer {
namespace {

template <typename Names>
QString listed(const Names& names, const QString& if_empty) {
  QStringList all;
  for (const std::string& name : names) all << qt(name);
  return all.isEmpty() ? if_empty : all.join(", ");
}

QString method_text(const MethodChoice& method) {
  QStringList parameters;
  for (const auto& [key, value] : method.parameters) parameters << qt(key) + "=" + qt(value);
  return parameters.isEmpty() ? qt(method.id) : qt(method.id) + ":" + parameters.join(",");
}

QString methods_text(const std::vector<MethodChoice>& methods) {
  QStringList all;
  for (const MethodChoice& method : methods) all << method_text(method);
  return all.isEmpty() ? QString("none chosen") : all.join("; ");
}

QString classes_text(const Catalogue& c, const std::vector<int>& classes) {
  QStringList all;
  for (const int cls : classes) {
    const size_t k = c.class_index(cls);
    all << (k == Catalogue::kNone ? QString("class %1").arg(cls) : qt(c.classes[k].name));
  }
  return all.isEmpty() ? QString("none chosen") : all.join(", ");
}

QString positions_text(const std::vector<int64_t>& images) {
  QStringList all;
  for (const int64_t image : images) all << QString::number(image);
  return all.isEmpty() ? QString("none chosen") : all.join(", ");
}

ReportSection analysis(const Catalogue& c, const AnalysisState& s, const QString& file) {
  constexpr const char* kTasks[] = {"several models on a class or an image", "one model over several classes",
                                    "one model within a class"};
  const Request& r = s.request;
  ReportSection section{"What was analysed", {}, {}, {}};
  section.facts = {{"Database", file},
                   {"Data set", qt(c.dataset)},
                   {"Precision", qt(c.precision)},
                   {"Task", kTasks[static_cast<int>(s.workflow.task)]},
                   {"Models", listed(s.selection.models, "all")},
                   {"Classes", classes_text(c, s.selection.classes)},
                   {"Images", positions_text(s.selection.images)},
                   {"Methods", methods_text(r.methods)},
                   {"Profile", qt(r.profile)},
                   {"Target layer", r.layer.empty() ? "each model's default" : qt(r.layer)},
                   {"Class that is explained", qt(r.target)},
                   {"Similarity measure", qt(r.measure)},
                   {"Threshold", QString::number(r.threshold, 'g', 6)},
                   {"Made with", QString("Vantage %1, Qt %2").arg(VANTAGE_VERSION, qVersion())}};
  return section;
}

ReportTable models_table(const Catalogue& c, const Provenance& p) {
  ReportTable table{"Models and their accuracies",
                    {{"model", "architecture", "parameters", "multiply-adds", "images", "top-1", "95 % from",
                      "to", "top-5", "weights (SHA-256)"},
                     {}}};
  for (size_t m = 0; m < c.models.size(); ++m) {
    const auto& model = c.models[m];
    const core::Accuracy a = c.accuracy(m);
    QString weights;
    for (const auto& row : p.models)
      if (row.id == model.id) weights = qt(row.weights_sha256);
    table.values.rows.push_back({qt(model.name), qt(model.architecture), qlonglong{model.parameters},
                                 qlonglong{model.macs}, qlonglong{model.images}, a.top1, a.top1_interval.low,
                                 a.top1_interval.high, a.top5, weights});
  }
  return table;
}

// Of the chosen methods, or of all where none is chosen.
ReportTable methods_table(const std::vector<MethodChoice>& chosen, const Provenance& p) {
  std::set<std::string> ids;
  for (const MethodChoice& method : chosen) ids.insert(method.id);
  ReportTable table{"Methods whose maps the database holds",
                    {{"method", "version", "profile", "layer", "parameters"}, {}}};
  for (const auto& m : p.methods)
    if (ids.empty() || ids.contains(m.method))
      table.values.rows.push_back(
          {qt(m.method), qt(m.version), qt(m.profile), qt(m.layer), qt(m.parameters)});
  return table;
}

ReportTable runs_table(const Provenance& p) {
  ReportTable table{"Runs that wrote the results",
                    {{"started (UTC)", "command", "Vantage", "seed", "platform", "libraries", "device"}, {}}};
  for (const auto& r : p.runs)
    table.values.rows.push_back({qt(r.started_utc), qt(r.command_line), qt(r.vantage_version),
                                 qulonglong{r.seed}, qt(r.platform), qt(r.libraries), qt(r.device)});
  return table;
}

ReportSection section_of(const MainWindow::OpenView& open) {
  ReportSection section{QString("%1 %2").arg(open.entry->id, open.entry->title), {}, {}, {}};
  for (const ChartPanel* panel : visible_panels(*open.view))
    section.tables.push_back({panel->id() + " " + panel->title(), panel->table()});
  return section;
}

}  // namespace

void export_html(MainWindow& window, const std::filesystem::path& file) {
  const QImage whole = settled_picture(window);
  Report report{"Vantage report", {}};
  std::vector<std::pair<size_t, QImage>> pictures;  // of these sections
  if (Workbench* bench = window.workbench(); bench && bench->catalogue()) {
    storage::Options options;
    options.read_only = true;
    auto db = storage::Database::create_or_open(bench->file(), options);
    const Provenance provenance = read_provenance(db);
    const Catalogue& c = *bench->catalogue();
    const AnalysisState& s = bench->store().state();
    report.title += " on " + qt(c.dataset);
    report.sections.push_back(analysis(c, s, qt(bench->file().string())));
    report.sections.back().tables.push_back(models_table(c, provenance));
    for (const auto& open : visible_views(window)) {
      pictures.emplace_back(report.sections.size(), picture_of(*open.view, whole));
      report.sections.push_back(section_of(open));
    }
    report.sections.push_back({"Where the results come from", {}, {}, {}});
    report.sections.back().facts = {{"Schema of the database", QString::number(provenance.schema)}};
    report.sections.back().tables = {methods_table(s.request.methods, provenance), runs_table(provenance)};
  }
  beside_the_window([&] {
    for (const auto& [at, picture] : pictures)
      report.sections[at].png = png_bytes(picture, report.sections[at].title.toStdString());
    core::write_atomically(file, to_html(report).toStdString());
  });
}

}  // namespace vantage::viewer
