// SPDX-License-Identifier: GPL-3.0-or-later
// vantage-viewer-bench: how quickly the viewer answers on 13 models, 50,000 images and 1,000 classes, without
// a display. See docs/performance.md.
#include <fmt/format.h>

#include <QtCore/QHashSeed>
#include <QtCore/QTemporaryDir>
#include <cstdlib>
#include <exception>

#include "host/viewer/error_line.hpp"
#include "host/viewer/views/shell/appearance.hpp"
#include "tools/bench/viewer/measures.hpp"
#include "tools/make_database/make_database.hpp"

namespace {

using namespace vantage;

constexpr char kHelp[] =
    "vantage-viewer-bench [--db FILE] [--rounds N]\n"
    "Measures the viewer without a display and prints a table for docs/performance.md.\n"
    "  --db FILE    a database as make_database makes it; without it one is made and removed (a minute)\n"
    "  --rounds N   times that long things are repeated; the best counts (default: 5)\n";

void make(const std::filesystem::path& file) {
  const make_database::Size size;
  make_database::write_predictions(file, size);
  make_database::write_explanations(file, size);
  make_database::write_analyses(file, size);
}

int run(std::filesystem::path database, int rounds) {
  int one = 1;
  char name[] = "vantage-viewer-bench", *arguments[] = {name, nullptr};
  bench::Probe probe(one, arguments);
  viewer::prepare_appearance(13);
  const QTemporaryDir temporary;
  const std::filesystem::path folder = temporary.path().toStdString();
  if (database.empty()) make(database = folder / "made.db");

  bench::print_head();
  bench::opening(probe, database, rounds);
  viewer::MainWindow window;
  window.resize(1600, 1000);
  window.show();
  window.open(database);
  bench::rest(probe, window);
  if (!window.error().isEmpty()) {
    fmt::print(stderr, "vantage-viewer-bench: {}\n", window.error().toStdString());
    return 1;
  }
  bench::exports(probe, window, folder);
  bench::commands(probe, window, 20 * rounds);
  bench::threshold(probe, window, 20 * rounds);
  bench::large_table(probe, window, rounds, folder);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path database;
  int rounds = 5;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    const bool more = i + 1 < argc;
    if (a == "--db" && more) {
      database = argv[++i];
    } else if (a == "--rounds" && more) {
      rounds = std::max(1, std::atoi(argv[++i]));
    } else {
      fmt::print(stderr, "{}", kHelp);
      return a == "--help" ? 0 : 2;
    }
  }
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_SCALE_FACTOR", "1");
  qputenv("QT_FONT_DPI", "96");
  QHashSeed::setDeterministicGlobalSeed();
  try {
    return run(database, rounds);
  } catch (...) {
    fmt::print(stderr, "vantage-viewer-bench: {}\n",
               viewer::error_line(std::current_exception()).toStdString());
    return 1;
  }
}
