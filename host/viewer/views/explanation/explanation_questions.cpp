// SPDX-License-Identifier: GPL-3.0-or-later
// What view D asks of the database and hands to other programs.
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QStackedWidget>
#include <utility>

#include "core/files.hpp"
#include "host/viewer/query/method_match.hpp"
#include "host/viewer/services/text.hpp"
#include "host/viewer/views/explanation/explanation_view.hpp"
#include "host/viewer/views/explanation/large_view.hpp"
#include "host/viewer/views/explanation/method_gallery.hpp"
#include "host/viewer/views/explanation/result_view.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

// Rows that are read at a time: few enough that other views' questions come in between.
constexpr size_t kRowsAtOnce = 4000;
constexpr size_t kMostMeasured = 2000;  // rows that are copied

QString advice_for(const AnalysisState& s, const Catalogue& c, bool has_examples) {
  if (c.models.empty() || c.classes.empty()) return QObject::tr("There are no results in this database yet.");
  const QString what =
      s.workflow.task != Task::compare_models && s.selection.models.empty() && s.pin.model.empty()
          ? QObject::tr(
                "Pin a model in A or select one in C, and select classes in B or C to see what it looks at.")
          : QObject::tr(
                "Select classes in B or C, or pin one in A, to see what models look at in its images.");
  return has_examples ? what + " " + QObject::tr("Until then: what each method makes of one image.")
                      : what + " " + QObject::tr("There are no maps yet: Run in C computes them.");
}

}  // namespace

void ExplanationView::ask() {
  asked_of_ = shared_catalogue();
  failure_.clear();
  const bool table = !question_.empty();
  pages_->setCurrentIndex(table ? 1 : 0);
  show_look();
  if (!table) {
    latest_.reset();
    table_.set_rows(nullptr, {});
    return ask_examples();
  }
  auto rows = std::make_shared<TaskRows>();
  rows->catalogue = shared_catalogue();
  rows->question = question_;
  read_on(std::move(rows));
}

void ExplanationView::ask_examples() {
  struct Answer {
    MethodExamples examples;
    std::vector<std::string> methods;
  };
  context().reader.ask(
      "D rows", this,
      [c = shared_catalogue(), model = catalogue().model_index(state().pin.model)](storage::Database& db) {
        Answer a;
        if (c->dataset_id != 0) a.examples = method_examples(db, *c, model);
        a.methods = method_ids(storage::MethodRepository(db).all());
        return a;
      },
      [this](Answer a) {
        methods_ = std::move(a.methods);
        const bool some = !a.examples.examples.empty();
        gallery_->show_examples(std::move(a.examples), catalogue(), advice_for(state(), catalogue(), some));
      });
}

// The first rows are shown while the others are read.
void ExplanationView::read_on(std::shared_ptr<TaskRows> rows) {
  struct Answer {
    std::shared_ptr<TaskRows> rows;
    std::vector<std::string> methods;
  };
  const bool first = rows->rows.empty();
  context().reader.ask(
      "D rows", this,
      [rows](storage::Database& db) {
        read_rows(db, *rows, kRowsAtOnce);
        return Answer{rows, method_ids(storage::MethodRepository(db).all())};
      },
      [this, first](Answer a) {
        methods_ = std::move(a.methods);
        if (a.rows->complete()) return sort(a.rows);
        if (first) sort(std::make_shared<const TaskRows>(*a.rows));
        read_on(a.rows);
      });
}

void ExplanationView::choose(const std::vector<int64_t>& images) {
  if (images == state().selection.images) return;
  if (own_images_.empty()) base_images_ = state().selection.images;
  own_images_ = images;
  send(select_images(images));
}

void ExplanationView::look_at(int row) {
  Focus focus;
  if (row >= 0 && row < table_.rowCount()) {
    focus.model = catalogue().models[table_.at(row).model].name;
    focus.cls = table_.image_at(row).cls;
    focus.image = table_.image_at(row).position;
  }
  if (focus != state().focus) send(set_focus(focus));
}

void ExplanationView::open_large(int row) {
  if (row < 0 || row >= table_.rowCount() || table_.at(row).explanation == 0) return;
  const MapPlace place = place_of(table_.rows(), table_.at(row));
  const QString title =
      tr("%1: %2 of %3")
          .arg(qt(table_.rows().catalogue->models[table_.at(row).model].name), qt(table_.rows().method),
               qt(table_.rows().class_name(table_.at(row).explained)));
  context().reader.ask(
      "D large", this, [place](storage::Database& db) { return read_record(db, place); },
      [this, place, title](ExplanationRecord record) {
        auto* large = new LargeView(title, std::move(record), place, state().request.threshold,
                                    state().look.colours, this);
        large->show();
      });
}

// As a spreadsheet takes it (tabs), and as CSV for those who ask for that. Areas of very many rows are left
// to saving, which may take its time.
void ExplanationView::copy_rows() {
  context().reader.ask(
      "D copy", this,
      [rows = table_.shared_rows(), chosen = results_->chosen_rows(),
       threshold = state().request.threshold](storage::Database& db) {
        std::vector<float> areas;
        if (chosen.size() <= kMostMeasured)
          areas = read_areas(db, *rows, chosen, threshold, [](size_t) { return true; });
        return result_values(*rows, chosen, areas);
      },
      [](const ValueTable& values) {
        auto* rows = new QMimeData;
        rows->setText(QString::fromUtf8(to_tsv(values)));
        rows->setData("text/csv", to_csv(values));
        QGuiApplication::clipboard()->setMimeData(rows);
      });
}

void ExplanationView::save_csv() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Save the table"), "results.csv", "CSV (*.csv)");
  if (!file.isEmpty()) save_csv_to(file.toStdString());
}

void ExplanationView::save_csv_to(const std::filesystem::path& file) {
  context().jobs.submit(
      tr("Save %1").arg(qt(file.filename().string())), "D csv",
      [rows = table_.shared_rows(), order = table_.order(), threshold = state().request.threshold,
       database = context().reader.file(), file](JobControl& control) {
        storage::Options options;
        options.read_only = true;
        auto db = storage::Database::create_or_open(database, options);
        const auto areas = read_areas(db, *rows, order, threshold, [&](size_t done) {
          control.report(static_cast<double>(done) / static_cast<double>(rows->explained), tr("ROI areas"));
          return !control.cancelled();
        });
        if (control.cancelled()) return;
        core::write_atomically(file, to_csv(result_values(*rows, order, areas)).toStdString());
      },
      this, [] {});
}

}  // namespace vantage::viewer
