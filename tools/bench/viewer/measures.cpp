// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/bench/viewer/measures.hpp"

#include <fmt/format.h>

#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "host/viewer/export/export_csv.hpp"
#include "host/viewer/export/export_html.hpp"
#include "host/viewer/export/export_pdf.hpp"
#include "host/viewer/export/export_png.hpp"
#include "host/viewer/views/explanation/explanation_view.hpp"

namespace vantage::bench {
namespace {

using viewer::Command;
using viewer::MainWindow;
using viewer::Phase;

void line(const std::string& what, const std::string& target, const std::string& measured) {
  fmt::print("| {} | {} | {} |\n", what, target, measured);
  std::fflush(stdout);
}

std::string spread(const Times& times) {
  if (times.all.empty()) return "nothing was painted";
  return fmt::format("{:.0f}, worst {:.0f}, median {:.0f} ms, {} times", times.share(0.95), times.worst(),
                     times.share(0.5), times.all.size());
}

void stall(Probe& probe, const char* while_what) {
  line(fmt::format("longest stall of the event loop while {}", while_what), "100 ms",
       fmt::format("{:.0f} ms", probe.take_stall()));
}

const viewer::Catalogue& catalogue(MainWindow& window) {
  return *window.workbench()->catalogue();
}

void send(Probe& probe, MainWindow& window, const Command& command) {
  window.workbench()->store().apply(command);
  rest(probe, window);
}

// `make(i)` must differ from `make(i - 1)`.
Times times_of(Probe& probe, MainWindow& window, int count, const std::function<Command(size_t)>& make) {
  Times times;
  for (int i = 0; i < count; ++i) {
    const Command command = make(static_cast<size_t>(i));
    const double time = until_painted(probe, window, [&] { window.workbench()->store().apply(command); });
    if (time > 0) times.all.push_back(time);  // what shows nothing must not make the rest look quick
  }
  return times;
}

viewer::ExplanationView& view_d(MainWindow& window) {
  return *window.findChild<viewer::ExplanationView*>();
}

double resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string text; std::getline(status, text);)
    if (text.rfind("VmRSS:", 0) == 0) return std::stod(text.substr(6)) / 1024;
  return 0;
}

std::map<std::string, std::string> contents(const std::filesystem::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) {
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      all[std::filesystem::relative(entry.path(), folder).string()] = bytes.str();
    }
  return all;
}

}  // namespace

void print_head() {
  fmt::print("\n| what | target | measured |\n|---|---|---|\n");
}

void opening(Probe& probe, const std::filesystem::path& database, int rounds) {
  double first = 1e9, all = 1e9;
  probe.take_stall();
  for (int i = 0; i < rounds; ++i) {
    const Moment start = Clock::now();
    MainWindow window;
    window.resize(1600, 1000);
    window.show();
    window.open(database);
    probe.start(window.open_views().front().view);
    rest(probe, window);
    first = std::min(first, milliseconds(start, probe.first_paint()));
    all = std::min(all, milliseconds(start, probe.last_paint()));
    probe.start();  // what is watched goes with the window
  }
  line("shell and view A painted", "500 ms", fmt::format("{:.0f} ms", first));
  line("all views of the overview at rest", "2000 ms", fmt::format("{:.0f} ms", all));
  stall(probe, "opening");
}

void commands(Probe& probe, MainWindow& window, int count) {
  const auto& c = catalogue(window);
  const auto model = [&](size_t i) { return c.models[i % c.models.size()].name; };
  const auto cls = [&](size_t i) { return c.classes[i * 37 % c.classes.size()].cls; };
  const std::vector<std::pair<const char*, std::function<Command(size_t)>>> kinds = {
      {"pin of a model", [&](size_t i) { return viewer::pin_model(model(i)); }},
      {"pin of a root class", [&](size_t i) { return viewer::pin_root(c.roots[i % c.roots.size()]); }},
      {"selection of a class", [&](size_t i) { return viewer::select_classes({cls(i)}); }},
      {"focus", [&](size_t i) {
         viewer::Focus focus;
         focus.model = model(i);
         focus.cls = cls(i);
         return viewer::set_focus(focus);
       }}};
  const std::vector<std::pair<Phase, const char*>> phases = {
      {Phase::overview, "overview"}, {Phase::task, "task"}, {Phase::investigation, "investigation"}};
  for (const auto& [phase, name] : phases) {
    send(probe, window, viewer::go_to(phase));
    probe.take_stall();
    for (const auto& [what, make] : kinds)
      line(fmt::format("{}: {} to all views, p95", name, what), "50, worst 100 ms",
           spread(times_of(probe, window, count, make)));
    stall(probe, name);
  }
}

void threshold(Probe& probe, MainWindow& window, int count) {
  send(probe, window, viewer::go_to(Phase::investigation));
  send(probe, window, viewer::select_classes({catalogue(window).classes.front().cls}));
  probe.take_stall();
  line("threshold drag, p95", "33 ms", spread(times_of(probe, window, count, [](size_t i) {
         return viewer::set_threshold(0.2 + 0.005 * static_cast<double>(i % 100));
       })));
  stall(probe, "dragging");
}

void large_table(Probe& probe, MainWindow& window, int rounds, const std::filesystem::path& folder) {
  const auto& c = catalogue(window);
  std::vector<int> classes;
  for (const auto& cls : c.classes) classes.push_back(cls.cls);
  send(probe, window, viewer::go_to(Phase::investigation));
  probe.take_stall();
  const double reading = until_painted(
      probe, window, [&] { window.workbench()->store().apply(viewer::select_classes(classes)); });
  auto& view = view_d(window);
  auto& table = *view.findChild<QTableView*>();
  const int rows = table.model()->rowCount();
  line(fmt::format("{} rows read, all views at rest", rows), "", fmt::format("{:.0f} ms", reading));
  stall(probe, "reading rows");

  // Of two commands in turns, the slower one's best time.
  const auto best = [&](const std::function<Command(size_t)>& make) {
    double quickest[2] = {1e9, 1e9};
    for (size_t i = 0; i < 2 * static_cast<size_t>(rounds); ++i) {
      const Command command = make(i);
      const double time = until_painted(probe, window, [&] { window.workbench()->store().apply(command); });
      quickest[i % 2] = std::min(quickest[i % 2], time);
    }
    return fmt::format("{:.0f} ms", std::max(quickest[0], quickest[1]));
  };
  const auto sorted = [&](const char* column) {
    line(fmt::format("{} rows sorted by {}", rows, column), "150 ms",
         best([&](size_t i) { return viewer::sort_by(column, i % 2 == 0); }));
  };
  for (const char* column : {"confidence", "predicted", "image"}) sorted(column);
  send(probe, window, viewer::sort_by("", false));
  line(fmt::format("{} rows filtered by text", rows), "150 ms",
       best([&](size_t i) { return viewer::filter_text(i % 2 == 0 ? c.classes.front().name : "1"); }));
  send(probe, window, viewer::filter_text(""));
  line(fmt::format("{} rows filtered by a range", rows), "150 ms",
       best([&](size_t i) { return viewer::filter_range("confidence", i % 2 == 0 ? 0.25 : 0.5, {}); }));
  send(probe, window, viewer::filter_range("confidence", {}, {}));
  stall(probe, "sorting and filtering");

  auto& bar = *table.verticalScrollBar();
  Times steps;
  for (int row = 0; row < std::min(rows, 50000); row += 20) {
    const auto at = table.model()->index(row, 0);
    steps.all.push_back(
        until_painted(probe, window, [&] { table.scrollTo(at, QAbstractItemView::PositionAtTop); }));
  }
  line("resident memory after scrolling 50,000 rows", "400 MB", fmt::format("{:.0f} MB", resident_mb()));
  line("a step of scrolling, p95", "", spread(steps));
  stall(probe, "scrolling");
  bar.setValue(0);

  auto& jobs = window.workbench()->jobs();
  view.save_csv_to(folder / "rows.csv");
  for (const Moment start = Clock::now(); milliseconds(start, Clock::now()) < 300;)
    QApplication::processEvents(QEventLoop::AllEvents, 10);
  const bool running = !jobs.idle();
  const Moment start = Clock::now();
  jobs.cancel_all();
  while (!jobs.idle()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  line("cancelled: the job that writes all rows has ended", "100 ms",
       running ? fmt::format("{:.0f} ms", milliseconds(start, Clock::now())) : "it ended before");
  probe.take_stall();
}

void exports(Probe& probe, MainWindow& window, const std::filesystem::path& folder) {
  const std::vector<std::pair<const char*, std::function<void(const std::filesystem::path&)>>> kinds = {
      {"png", [&](const auto& to) { viewer::export_png(window, to / "png"); }},
      {"pdf", [&](const auto& to) { viewer::export_pdf(window, to / "views.pdf"); }},
      {"csv", [&](const auto& to) { viewer::export_csv(window, to / "csv"); }},
      {"html", [&](const auto& to) { viewer::export_html(window, to / "report.html"); }}};
  std::map<std::string, double> best;
  double best_all = 1e9;
  std::vector<std::map<std::string, std::string>> written;
  probe.take_stall();
  for (const char* time : {"first", "second"}) {
    const auto to = folder / time;
    std::filesystem::create_directories(to);
    double all = 0;
    for (const auto& [kind, write] : kinds) {
      const Moment start = Clock::now();
      write(to);
      const double took = milliseconds(start, Clock::now());
      best[kind] = best.count(kind) ? std::min(best[kind], took) : took;
      all += took;
    }
    best_all = std::min(best_all, all);
  }
  stall(probe, "exporting");
  for (const char* time : {"first", "second"}) written.push_back(contents(folder / time));
  std::string parts;
  for (const auto& [kind, took] : best)
    parts += fmt::format("{}{} {:.0f}", parts.empty() ? "" : ", ", kind, took);
  line("export of all views of the overview", "3000 ms", fmt::format("{:.0f} ms ({})", best_all, parts));
  line("the same bytes when repeated", "yes",
       written[0] == written[1] ? fmt::format("yes, {} files", written[0].size()) : "no");
  probe.take_stall();
}

}  // namespace vantage::bench
