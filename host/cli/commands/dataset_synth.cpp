// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/synthetic/dataset.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json.hpp"

namespace vantage::cli {
namespace {

const Usage kDatasetSynthUsage{
    "dataset synth", "DIR [--test N] [--train N]",
    "Draws a data set whose truth is known: forty classes of eight kinds before cluttered backgrounds, with "
    "a mask\n"
    "and a box for every object. Two classes have a mark in the background of most of their training "
    "pictures\n"
    "that goes with the class: what learns the mark instead of the object cheats, and its maps show it.",
    "  vantage dataset synth drawn --test 10\n"
    "  vantage dataset add drawn/images.csv --taxonomy drawn/taxonomy.csv --name drawn --db results.db\n"};

int number(const po::variables_map& values, const char* name, int fallback, int most) {
  const int n = value_or(values, name, fallback);
  if (n < 0 || n > most) throw UsageError(fmt::format("--{} must be 0 to {}", name, most));
  return n;
}

}  // namespace

int dataset_synth(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  auto add = own.add_options();
  add("out,o", po::value<Strings>()->value_name("DIR"), "where to; the option's name may be left out");
  add("test", po::value<int>()->value_name("N"), "test pictures of each class (default: 10)");
  add("train", po::value<int>()->value_name("N"), "training pictures of each class (default: 0)");
  add("pixels", po::value<int>()->value_name("N"), "height and width (default: 96)");
  const auto values = parse(context, args, kDatasetSynthUsage, own, "out");
  if (context.globals.help) return 0;
  const auto folders = list(values, "out");
  if (folders.size() != 1) throw UsageError("name one folder: vantage dataset synth DIR");
  core::synthetic::DatasetOptions options;
  if (context.globals.seed) options.seed = context.globals.seed;
  options.test_per_class = number(values, "test", options.test_per_class, 100000);
  options.train_per_class = number(values, "train", options.train_per_class, 100000);
  options.pixels = value_or(values, "pixels", options.pixels);

  const Interrupt interrupt;
  int written = 0;
  const bool whole = core::synthetic::write_dataset(folders[0], options, [&](int done, int total) {
    written = done;
    context.progress(fmt::format("{} of {} pictures", done, total));
    return !interrupt.asked();
  });
  context.end_progress();
  if (!whole) {
    context.report("stopped; " + folders[0] + " is not whole, draw it again");
    return 1;
  }
  if (context.globals.json)
    print({{"folder", folders[0]}, {"pictures", written}});
  else
    fmt::print(
        "{} pictures in {}; add them with: vantage dataset add {}/images.csv --taxonomy {}/taxonomy.csv "
        "--name drawn --db results.db\n",
        written, folders[0], folders[0], folders[0]);
  return 0;
}

}  // namespace vantage::cli
