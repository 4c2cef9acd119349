// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/guide.hpp"

namespace vantage::viewer {
namespace {

QString overview_step(const AnalysisState& state) {
  if (state.pin.model.empty())
    return "Which networks are good, and at what cost? Click a model in A1 to see which classes it knows.";
  if (state.pin.root.empty())
    return "A3 ranks the classes of the pinned model. Click a root class in A2 or A4 to see its leaf "
           "classes.";
  return "Point at a bar for its numbers, click it to pin a class. Esc unpins everything.";
}

}  // namespace

QString next_step(const AnalysisState& state, const Catalogue&) {
  switch (state.workflow.phase) {
    case Phase::overview:
      return overview_step(state);
    case Phase::task:
      return "Choose a task, then models, classes and a method, and run what the database lacks.";
    case Phase::investigation:
      return "Sort and filter the table, move the threshold, and open a row to look closely.";
  }
  return {};
}

QString reason_for_emptiness(const QString& file, const Catalogue& catalogue) {
  if (file.isEmpty())
    return "<h2>Which network looks at the right things?</h2>"
           "<p>Open a database of results with <b>Ctrl+O</b>, or make one in a terminal:</p>"
           "<pre>vantage dataset add PHOTOGRAPHS --name mine --db results.db\n"
           "vantage run EXPERIMENT.yaml --db results.db\n"
           "vantage-viewer results.db</pre>";
  if (catalogue.datasets.empty())
    return "<h2>This database has no data set</h2>"
           "<p>The views compare models on a data set. Register one and run models on it:</p>"
           "<pre>vantage dataset add PHOTOGRAPHS --name mine --db " +
           file.toHtmlEscaped() + "\nvantage run EXPERIMENT.yaml --db " + file.toHtmlEscaped() + "</pre>";
  if (!catalogue.has_accuracies())
    return "<h2>No model was tried on " + QString::fromStdString(catalogue.dataset).toHtmlEscaped() +
           " yet</h2>"
           "<p>Run models on it, or count what a run has written; the views fill by themselves:</p>"
           "<pre>vantage run EXPERIMENT.yaml --db " +
           file.toHtmlEscaped() + "\nvantage analyze --db " + file.toHtmlEscaped() + "</pre>";
  return {};
}

}  // namespace vantage::viewer
