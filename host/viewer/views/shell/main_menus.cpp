// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and what they do.
#include <QtGui/QActionGroup>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>

#include "host/viewer/error_line.hpp"
#include "host/viewer/export/export_csv.hpp"
#include "host/viewer/export/export_html.hpp"
#include "host/viewer/export/export_pdf.hpp"
#include "host/viewer/export/export_png.hpp"
#include "host/viewer/views/shell/main_window.hpp"
#include "host/viewer/views/shell/plugins_dialog.hpp"
#include "host/viewer/views/shell/status_area.hpp"
#include "host/viewer/views/shell/tour.hpp"

namespace vantage::viewer {
namespace {

// One of several, each sending its command.
QActionGroup* choices(QMenu* menu, const QStringList& names) {
  auto* group = new QActionGroup(menu);
  for (const QString& name : names) {
    auto* action = menu->addAction(name);
    action->setCheckable(true);
    group->addAction(action);
  }
  return group;
}

}  // namespace

void MainWindow::make_menus() {
  auto* file = menuBar()->addMenu(tr("&File"));
  file->addAction(tr("&Open database..."), QKeySequence::Open, this, &MainWindow::ask_for_database);
  file->addAction(tr("Open &session..."), QKeySequence("Ctrl+Shift+O"), this, &MainWindow::ask_for_session);
  save_ = file->addAction(tr("&Save session..."), QKeySequence::Save, this, &MainWindow::save_session_as);
  make_export_menu(file);
  file->addSeparator();
  file->addAction(tr("&Quit"), QKeySequence("Ctrl+Q"), this, &QWidget::close);
  make_edit_menu();
  make_view_menu();
  data_menu_ = menuBar()->addMenu(tr("&Data"));
  make_help_menu();
}

void MainWindow::make_edit_menu() {
  auto* edit = menuBar()->addMenu(tr("&Edit"));
  const auto with_store = [this](auto act) {
    return [this, act] {
      if (workbench_) act(workbench_->store());
    };
  };
  undo_ = edit->addAction(tr("&Undo"), QKeySequence::Undo, this, with_store([](StateStore& s) { s.undo(); }));
  redo_ = edit->addAction(tr("&Redo"), QKeySequence("Ctrl+Shift+Z"), this,
                          with_store([](StateStore& s) { s.redo(); }));
  edit->addSeparator();
  edit->addAction(tr("Unpin &all"), QKeySequence("Esc"), this,
                  with_store([](StateStore& s) { s.apply(unpin_all()); }));
}

void MainWindow::make_view_menu() {
  auto* view = menuBar()->addMenu(tr("&View"));
  docks_menu_ = view->addMenu(tr("&Panels"));
  view->addAction(tr("All views &at once"), this, [this] {
    if (arranged_) arrange_views(all_at_once());
  });
  view->addAction(tr("&Reset the layout"), this, &MainWindow::reset_layout);
  themes_ = choices(view->addMenu(tr("&Theme")), {tr("As the &desktop"), tr("&Light"), tr("&Dark")});
  connect(themes_, &QActionGroup::triggered, this, [this](QAction* action) {
    if (workbench_)
      workbench_->store().apply(set_theme(static_cast<Theme>(themes_->actions().indexOf(action))));
  });
  colours_ = choices(view->addMenu(tr("&Colours of maps")), {tr("&Viridis"), tr("&Cividis"), tr("&Inferno"),
                                                             tr("&Jet (legacy: not even in brightness)")});
  connect(colours_, &QActionGroup::triggered, this, [this](QAction* action) {
    if (workbench_)
      workbench_->store().apply(set_colours(static_cast<Colours>(colours_->actions().indexOf(action))));
  });
  view->addSeparator();
  auto* full = view->addAction(tr("&Full screen"), QKeySequence("F11"), this,
                               [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
  full->setCheckable(true);
}

void MainWindow::make_help_menu() {
  auto* help = menuBar()->addMenu(tr("&Help"));
  take_tour_ = help->addAction(tr("&Tour"), this, &MainWindow::start_tour);
  help->addAction(tr("&Plugins..."), this, &MainWindow::show_plugins);
  help->addAction(tr("&About Vantage..."), this, &MainWindow::about);
}

// The data sets and precisions that the file has.
void MainWindow::list_datasets() {
  data_menu_->clear();
  const auto catalogue = workbench_ ? workbench_->catalogue() : nullptr;
  const auto list = [this](const std::vector<std::string>& names, const std::string& shown, auto command) {
    auto* group = new QActionGroup(data_menu_);
    for (const std::string& name : names) {
      auto* action = data_menu_->addAction(QString::fromStdString(name));
      action->setCheckable(true);
      action->setChecked(name == shown);
      group->addAction(action);
      connect(action, &QAction::triggered, this,
              [this, name, command] { workbench_->store().apply(command(name)); });
    }
  };
  data_menu_->addSection(tr("Data set"));
  if (catalogue) list(catalogue->datasets, catalogue->dataset, open_dataset);
  data_menu_->addSection(tr("Precision"));
  if (catalogue) list(catalogue->precisions, catalogue->precision, use_precision);
  data_menu_->setEnabled(catalogue && !catalogue->datasets.empty());
}

void MainWindow::ask_for_database() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Open a database"), {}, tr("Databases (*.db);;All files (*)"));
  if (!file.isEmpty()) open(file.toStdString());
}

void MainWindow::ask_for_session() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a session"), {}, tr("Sessions (*.json)"));
  if (!file.isEmpty()) open_session(file.toStdString());
}

void MainWindow::save_session_as() {
  QString file =
      QFileDialog::getSaveFileName(this, tr("Save the session"), "session.json", tr("Sessions (*.json)"));
  if (file.isEmpty()) return;
  try {
    save_session(file.toStdString(), {workbench_->file(), workbench_->store().state()});
    status_->show_note(tr("Saved %1").arg(file));
  } catch (...) {
    status_->show_error(error_line(std::current_exception()));
  }
}

void MainWindow::make_export_menu(QMenu* file) {
  export_ = file->addMenu(tr("&Export"));
  const auto folder = [this](const QString& title) { return QFileDialog::getExistingDirectory(this, title); };
  const auto name = [this](const QString& title, const QString& proposed, const QString& kind) {
    return QFileDialog::getSaveFileName(this, title, proposed, kind);
  };
  export_->addAction(tr("&Pictures..."), QKeySequence("Ctrl+E"), this, [this, folder] {
    const QString to = folder(tr("Export pictures into"));
    if (to.isEmpty()) return;
    export_by(
        [&] { return tr("%1 pictures written to %2").arg(export_png(*this, to.toStdString())).arg(to); });
  });
  export_->addAction(tr("P&DF..."), this, [this, name] {
    const QString to = name(tr("Export a PDF file"), "views.pdf", "PDF (*.pdf)");
    if (to.isEmpty()) return;
    export_by([&] { return tr("%1 pages written to %2").arg(export_pdf(*this, to.toStdString())).arg(to); });
  });
  export_->addAction(tr("&Tables as CSV..."), this, [this, folder] {
    const QString to = folder(tr("Export tables into"));
    if (to.isEmpty()) return;
    export_by([&] { return tr("%1 tables written to %2").arg(export_csv(*this, to.toStdString())).arg(to); });
  });
  export_->addAction(tr("&Report..."), QKeySequence("Ctrl+R"), this, [this, name] {
    const QString to = name(tr("Export a report"), "report.html", "HTML (*.html)");
    if (to.isEmpty()) return;
    export_by([&] {
      export_html(*this, to.toStdString());
      return tr("Report written to %1").arg(to);
    });
  });
}

void MainWindow::export_by(const std::function<QString()>& write) {
  try {
    status_->show_note(write());
  } catch (...) {
    status_->show_error(error_line(std::current_exception()));
  }
}

void MainWindow::show_plugins() {
  if (!workbench_) return;
  auto* dialog = new PluginsDialog(workbench_->plugins(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

void MainWindow::offer_tour() {
  tour_offered_ = true;
  show_emptiness();
}

// Ends where it began.
void MainWindow::start_tour() {
  tour_offered_ = false;
  if (tour_) return;
  tour_ = new Tour(this);
  const auto go = [this](Phase phase) { workbench_->store().apply(go_to(phase)); };
  connect(tour_, &Tour::phase_wanted, this, go);
  connect(tour_, &Tour::over, this,
          [go, before = workbench_->store().state().workflow.phase] { go(before); });
  tour_->start();
  emit tour_started();
}

void MainWindow::about() {
  QMessageBox::about(
      this, tr("About Vantage"),
      tr("<h3>Vantage %1</h3><p>Compares convolutional networks by what they look at.</p>"
         "<p>After VAC-CNN: Xuan, Zhang, Kwon, Ma: <i>VAC-CNN: A Visual Analytics System for Comparative "
         "Studies of "
         "Deep Convolutional Neural Networks</i>, IEEE TVCG 2022, arXiv:2110.13252.</p>"
         "<p>This program is free software under the GNU General Public License, version 3 or later, with Qt "
         "%2 and Qt "
         "Charts; it comes with no warranty. The DejaVu fonts have their own free licence.</p>")
          .arg(VANTAGE_VERSION, qVersion()));
}

}  // namespace vantage::viewer
