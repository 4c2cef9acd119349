// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json.hpp"
#include "host/cli/progress_line.hpp"
#include "host/cli/table.hpp"
#include "host/engine/error.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/runner.hpp"
#include "storage/repositories.hpp"

namespace vantage::cli {
namespace {

const Usage kRunUsage{
    "run", "EXPERIMENT.yaml --db FILE [--shard I/N]",
    "Computes what an experiment asks for and the database lacks: models x methods x images. It may be ended "
    "at\n"
    "any moment; the same command goes on where it stopped. docs/experiments.md describes the file.",
    "  vantage run experiment.yaml --db results.db\n"
    "  vantage run experiment.yaml --db part2.db --shard 2/4      # one of four machines; see vantage "
    "merge\n"};

// "I/N", both from 1.
void read_shard(const std::string& text, engine::RunOptions& options) {
  if (text.empty()) return;
  int used = 0;
  if (std::sscanf(text.c_str(), "%d/%d%n", &options.shard, &options.shards, &used) != 2 ||
      static_cast<size_t>(used) != text.size() || options.shards < 1 || options.shard < 1 ||
      options.shard > options.shards || options.shards > 100000)
    throw UsageError("--shard must be I/N with 1 <= I <= N, such as 2/4");
}

void print_summary(const engine::RunSummary& s) {
  fmt::print("{} images: {} predictions and {} maps made, {} results were there already; {}\n", s.images,
             s.predictions, s.maps, s.existing, duration(s.seconds));
}

// Failures of the whole database that this run has met or made, the newest last.
std::vector<storage::Failure> failures_of(storage::Database& db, int64_t run) {
  std::vector<storage::Failure> some;
  for (auto& f : storage::FailureRepository(db).all())
    if (f.run == run) some.push_back(std::move(f));
  return some;
}

void print_failures(const std::vector<storage::Failure>& all) {
  constexpr size_t kMost = 20;
  if (all.empty()) return;
  Table table({"model", "method", "reason"});
  for (size_t i = 0; i < std::min(all.size(), kMost); ++i)
    table.row({all[i].model, all[i].method, all[i].reason});
  fmt::print("\n{} failed:\n{}", all.size(), table.text());
  if (all.size() > kMost)
    fmt::print("and {} more; 'vantage export --what failures' lists them all\n", all.size() - kMost);
}

Json json_of(const engine::RunSummary& s, const std::vector<storage::Failure>& failures) {
  Json failed = Json::array();
  for (const auto& f : failures)
    failed.push_back({{"model", f.model}, {"image", f.image}, {"method", f.method}, {"reason", f.reason}});
  return {{"images", s.images},   {"predictions", s.predictions}, {"maps", s.maps},  {"existing", s.existing},
          {"seconds", s.seconds}, {"stopped", s.stopped},         {"failed", failed}};
}

}  // namespace

int run(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  auto add = own.add_options();
  add("experiment", po::value<Strings>()->value_name("FILE"),
      "the experiment; the option's name may be left out");
  add("db", po::value<std::string>()->value_name("FILE"), "the database with the data set; results go there");
  add("shard", po::value<std::string>()->value_name("I/N"), "do the I-th of N parts of the images");
  const auto values = parse(context, args, kRunUsage, own, "experiment");
  if (context.globals.help) return 0;
  const auto files = list(values, "experiment");
  if (files.size() != 1) throw UsageError("name one experiment: vantage run experiment.yaml --db FILE");
  const auto file = required(values, "db", "name the database: --db FILE");
  engine::RunOptions options;
  read_shard(value_or(values, "shard", std::string()), options);
  options.command_line = context.command_line();

  auto experiment = engine::read_experiment(files[0], context.plugins(), context.globals.seed);
  auto db = storage::Database::create_or_open(file);
  if (experiment.dataset.empty()) {
    experiment.dataset = experiment.name;
    const auto report =
        engine::register_dataset(db, experiment.name, files[0], engine::listing_of(experiment.images));
    for (const auto& p : report.problems) context.report(p);
  }
  const Interrupt interrupt;
  options.stop = [&] { return interrupt.asked(); };
  options.progress = [&](const engine::RunProgress& p) { context.progress(progress_line(p)); };
  const auto summary = engine::run_experiment(context.plugins(), db, experiment, options);
  context.end_progress();

  const auto failures = failures_of(db, summary.run);
  if (context.globals.json) {
    print(json_of(summary, failures));
  } else {
    print_summary(summary);
    print_failures(failures);
  }
  if (summary.stopped)
    context.report("stopped; what was made is kept. Go on with: " + context.command_line());
  return summary.stopped || summary.failures > 0 ? 1 : 0;
}

}  // namespace vantage::cli
