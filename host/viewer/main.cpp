// SPDX-License-Identifier: GPL-3.0-or-later
// The vantage-viewer program.
#include <unistd.h>

#include <QtCore/QHashSeed>
#include <QtCore/QSettings>
#include <QtWidgets/QApplication>
#include <cstdio>
#include <exception>

#include "host/engine/memory_policy.hpp"
#include "host/engine/wait_policy.hpp"
#include "host/viewer/error_line.hpp"
#include "host/viewer/export/export_csv.hpp"
#include "host/viewer/export/export_html.hpp"
#include "host/viewer/export/export_pdf.hpp"
#include "host/viewer/export/export_png.hpp"
#include "host/viewer/options.hpp"
#include "host/viewer/state/session.hpp"
#include "host/viewer/views/shell/appearance.hpp"
#include "host/viewer/views/shell/main_window.hpp"

namespace vantage::viewer {
namespace {

int fail(int status, const QString& line) {
  std::fprintf(stderr, "vantage-viewer: %s\n", qPrintable(line));
  return status;
}

void open_what_was_named(MainWindow& window, const Options& options) {
  if (options.session.empty()) {
    if (!options.database.empty()) window.open(options.database);
    return;
  }
  if (options.database.empty()) return window.open_session(options.session);
  window.open(options.database, load_session(options.session).state);
}

// When there is nothing left to wait for. What could not be read is an error: a picture of half the data
// would look like a picture of all of it.
bool at_rest(const MainWindow& window) {
  QApplication::processEvents();
  while (window.error().isEmpty() && !window.idle())
    QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
  return window.error().isEmpty();
}

int export_and_end(MainWindow& window, const Options& options) {
  window.resize(options.size);
  window.show();
  open_what_was_named(window, options);
  if (!at_rest(window)) return fail(1, window.error());
  window.reset_layout();
  if (!at_rest(window)) return fail(1, window.error());
  if (!options.png_folder.empty()) export_png(window, options.png_folder);
  if (!options.pdf.empty()) export_pdf(window, options.pdf);
  if (!options.csv_folder.empty()) export_csv(window, options.csv_folder);
  if (!options.html.empty()) export_html(window, options.html);
  return 0;
}

// Once for each user of this computer; the menu has it for those who want it again.
void tour_once(MainWindow& window) {
  static constexpr const char* kSeen = "tour/seen";
  if (QSettings().value(kSeen).toBool()) return;
  QObject::connect(&window, &MainWindow::tour_started, [] { QSettings().setValue(kSeen, true); });
  window.offer_tour();
}

int run(int argc, char** argv) {
  QStringList arguments;
  for (int i = 1; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
  const Options options = parse_options(arguments);
  if (options.help) {
    std::printf("%s", qPrintable(usage()));
    return 0;
  }
  if (options.version) {
    std::printf("vantage-viewer %s (Qt %s)\n", VANTAGE_VERSION, qVersion());
    return 0;
  }
  const bool exports = options.exports();
  if (exports) {
    // Nothing of this computer may show in the pictures.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", "1");
    qputenv("QT_FONT_DPI", "96");
    QHashSeed::setDeterministicGlobalSeed();
  }
  int one = 1;  // Qt's own options are not for users of this program
  QApplication application(one, argv);
  QApplication::setOrganizationName("vantage");
  QApplication::setApplicationName("vantage-viewer");
  QApplication::setApplicationVersion(VANTAGE_VERSION);
  prepare_appearance(exports ? 13 : 0);
  MainWindow window;
  if (exports) return export_and_end(window, options);
  window.show();
  open_what_was_named(window, options);
  tour_once(window);
  return QApplication::exec();
}

}  // namespace
}  // namespace vantage::viewer

int main(int argc, char** argv) {
  using namespace vantage::viewer;
  // Tasks compute beside the window. If it cannot be started again, it is only less smooth meanwhile.
  if (vantage::engine::let_waiting_threads_sleep()) execv("/proc/self/exe", argv);
  vantage::engine::keep_freed_memory();
  try {
    return run(argc, argv);
  } catch (const UsageError& e) {
    return fail(2, QString::fromUtf8(e.what()));
  } catch (...) {
    return fail(1, error_line(std::current_exception()));
  }
}
