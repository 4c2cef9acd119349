// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QMainWindow>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "host/viewer/state/session.hpp"
#include "host/viewer/views/registry.hpp"
#include "host/viewer/views/shell/arrangement.hpp"
#include "host/viewer/views/shell/workbench.hpp"

class QActionGroup;
class QDockWidget;
class QLabel;

namespace vantage::viewer {

class PhaseBar;
class StatusArea;
class Tour;

// The window: a dock for each view, the phases above, progress and errors below.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  struct OpenView {
    const ViewEntry* entry;
    QDockWidget* dock;
    View* view;
  };

  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  // In the place of what is open. What is wrong with the file is shown, not thrown.
  void open(const std::filesystem::path& database, AnalysisState state = {});
  void open_session(const std::filesystem::path& file);
  void close_database();

  // The views as they come in this phase, whatever was dragged. Their sizes depend on what they say: pictures
  // that must be the same each time are arranged anew when there is nothing left to wait for.
  void reset_layout();

  // Leads a newcomer through the window as soon as there is something to see.
  void offer_tour();

  Workbench* workbench() const { return workbench_.get(); }  // null: no file is open
  const std::vector<OpenView>& open_views() const { return views_; }
  QString error() const;
  bool idle() const;

 signals:
  void tour_started();

 private:
  void make_menus();
  void make_edit_menu();
  void make_view_menu();
  void make_help_menu();
  void make_views();
  void arrange_views(const Arrangement&);
  void arrange_for_phase();

  void show_catalogue();
  void show_state(Parts);
  void show_theme();
  void show_emptiness();
  void show_history();
  void list_datasets();

  void ask_for_database();
  void ask_for_session();
  void save_session_as();
  void make_export_menu(QMenu* file);
  // `write` does it and says what it has written; what it throws is shown.
  void export_by(const std::function<QString()>& write);
  void show_plugins();
  void start_tour();
  void about();

  std::unique_ptr<Workbench> workbench_;
  std::vector<OpenView> views_;
  std::optional<Phase> arranged_;        // whose views are shown
  std::map<Phase, QByteArray> layouts_;  // as they were left
  PhaseBar* phases_;
  StatusArea* status_;
  QLabel* empty_;
  QPointer<Tour> tour_;
  bool tour_offered_ = false;
  QMenu *data_menu_ = nullptr, *docks_menu_ = nullptr, *export_ = nullptr;
  QAction *undo_ = nullptr, *redo_ = nullptr, *save_ = nullptr, *take_tour_ = nullptr;
  QActionGroup *themes_ = nullptr, *colours_ = nullptr;
};

}  // namespace vantage::viewer
