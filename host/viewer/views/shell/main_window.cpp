// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/main_window.hpp"

#include <QtCore/QSignalBlocker>
#include <QtGui/QActionGroup>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <algorithm>

#include "host/viewer/error_line.hpp"
#include "host/viewer/views/shell/appearance.hpp"
#include "host/viewer/views/shell/guide.hpp"
#include "host/viewer/views/shell/phase_bar.hpp"
#include "host/viewer/views/shell/status_area.hpp"
#include "host/viewer/views/shell/tour.hpp"

namespace vantage::viewer {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      phases_(new PhaseBar(this)),
      status_(new StatusArea(this)),
      empty_(new QLabel(this)) {
  setWindowTitle("Vantage");
  setDockNestingEnabled(true);
  setDockOptions(dockOptions() & ~QMainWindow::AnimatedDocks);
  addToolBar(phases_);
  setStatusBar(status_);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setTextFormat(Qt::RichText);
  empty_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  empty_->setAccessibleName(tr("What to do first"));
  setCentralWidget(empty_);
  connect(phases_, &PhaseBar::chosen, this, [this](Phase phase) {
    if (workbench_) workbench_->store().apply(go_to(phase));
  });
  make_menus();
  close_database();
  resize(1280, 800);
}

MainWindow::~MainWindow() {
  close_database();
}

bool MainWindow::idle() const {
  return !workbench_ ||
         (workbench_->catalogue() && workbench_->idle() &&
          std::all_of(views_.begin(), views_.end(), [](const OpenView& v) { return v.view->idle(); }));
}

QString MainWindow::error() const {
  return status_->error();
}

void MainWindow::close_database() {
  delete tour_;
  for (const OpenView& v : views_) delete v.dock;  // the views with them: they must not outlive the workbench
  views_.clear();
  arranged_.reset();
  docks_menu_->clear();
  status_->watch(nullptr);
  workbench_.reset();
  setWindowFilePath({});
  setWindowTitle("Vantage");
  show_theme();
  show_history();
  list_datasets();
  show_emptiness();
}

void MainWindow::open(const std::filesystem::path& database, AnalysisState state) {
  close_database();
  workbench_ = std::make_unique<Workbench>(database, std::move(state));
  setWindowTitle(QString::fromStdString(database.filename().string()) + " \u2013 Vantage");
  status_->watch(&workbench_->jobs());
  connect(workbench_.get(), &Workbench::failed, status_, &StatusArea::show_error);
  connect(workbench_.get(), &Workbench::catalogue_changed, this, &MainWindow::show_catalogue);
  connect(&workbench_->store(), &StateStore::history_changed, this, &MainWindow::show_history);
  connect(&workbench_->store(), &StateStore::changed, this,
          [this](const AnalysisState&, Parts parts) { show_state(parts); });
  make_views();
  show_theme();
  show_history();
  show_emptiness();
}

void MainWindow::open_session(const std::filesystem::path& file) {
  try {
    const Session session = load_session(file);
    if (session.database.empty())
      status_->show_error(tr("%1 names no database; open one").arg(QString::fromStdString(file.string())));
    else
      open(session.database, session.state);
  } catch (...) {
    status_->show_error(error_line(std::current_exception()));
  }
}

void MainWindow::make_views() {
  for (const ViewEntry& entry : view_entries()) {
    OpenView v{&entry, new QDockWidget(tr("%1 %2").arg(entry.id, tr(entry.title)), this), nullptr};
    v.dock->setObjectName(entry.id);
    v.view = entry.make(workbench_->context(), v.dock);
    v.view->setAccessibleName(v.dock->windowTitle());
    v.dock->setWidget(v.view);
    v.dock->hide();
    auto* toggle = v.dock->toggleViewAction();
    toggle->setShortcut(QKeySequence(QString("Alt+%1").arg(entry.id)));
    docks_menu_->addAction(toggle);
    views_.push_back(v);
  }
}

void MainWindow::arrange_views(const Arrangement& arrangement) {
  std::map<QString, QDockWidget*> docks;
  for (const OpenView& v : views_) docks[v.entry->id] = v.dock;
  arrange(*this, docks, arrangement);
}

void MainWindow::reset_layout() {
  if (arranged_) arrange_views(arrangement_of(*arranged_));
}

// As the analyst left the phase, or as it comes.
void MainWindow::arrange_for_phase() {
  const Phase phase = workbench_->store().state().workflow.phase;
  if (arranged_ == phase) return;
  if (arranged_) layouts_[*arranged_] = saveState();
  arranged_ = phase;
  arrange_views(arrangement_of(phase));
  if (const auto left = layouts_.find(phase); left != layouts_.end()) restoreState(left->second);
}

void MainWindow::show_catalogue() {
  for (const OpenView& v : views_) v.view->show_catalogue(workbench_->catalogue());
  list_datasets();
  show_emptiness();
}

void MainWindow::show_state(Parts parts) {
  if (parts.has(Part::look)) show_theme();
  for (const OpenView& v : views_) v.view->show_state(parts);
  if (parts.has(Part::workflow | Part::pin | Part::selection | Part::request)) show_emptiness();
  if (parts.has(Part::source)) list_datasets();
}

void MainWindow::show_theme() {
  const Look look = workbench_ ? workbench_->store().state().look : Look{};
  const ThemeColours& theme = theme_colours(shade_of(look.theme, desktop_is_dark()));
  QApplication::setPalette(palette_of(theme));
  for (const OpenView& v : views_)
    if (&v.view->theme() != &theme) v.view->show_theme(theme);
  themes_->actions().at(static_cast<int>(look.theme))->setChecked(true);
  colours_->actions().at(static_cast<int>(look.colours))->setChecked(true);
}

void MainWindow::show_emptiness() {
  const auto catalogue = workbench_ ? workbench_->catalogue() : std::make_shared<const Catalogue>();
  const QString file = workbench_ ? QString::fromStdString(workbench_->file().string()) : QString();
  const QString reason = catalogue ? reason_for_emptiness(file, *catalogue) : QString();
  empty_->setText(reason);
  empty_->setVisible(!reason.isEmpty());
  if (!reason.isEmpty()) {
    arranged_.reset();
    for (const OpenView& v : views_) v.dock->hide();
  } else if (catalogue) {
    arrange_for_phase();
  }
  phases_->setVisible(workbench_ && reason.isEmpty());
  if (workbench_ && catalogue)
    phases_->show_phase(workbench_->store().state().workflow.phase,
                        next_step(workbench_->store().state(), *catalogue));
  take_tour_->setEnabled(arranged_.has_value());
  if (tour_offered_ && arranged_) start_tour();
}

void MainWindow::show_history() {
  const QString back = workbench_ ? workbench_->store().undo_name() : QString();
  const QString forward = workbench_ ? workbench_->store().redo_name() : QString();
  undo_->setText(back.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(back));
  redo_->setText(forward.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(forward));
  undo_->setEnabled(!back.isEmpty());
  redo_->setEnabled(!forward.isEmpty());
  save_->setEnabled(workbench_ != nullptr);
  export_->menuAction()->setEnabled(workbench_ != nullptr);
  for (QAction* action : export_->actions()) action->setEnabled(workbench_ != nullptr);
}

}  // namespace vantage::viewer
