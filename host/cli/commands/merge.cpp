// SPDX-License-Identifier: Apache-2.0
#include "storage/merge.hpp"

#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/json.hpp"

namespace vantage::cli {
namespace {

const Usage kMergeUsage{
    "merge", "FILE... --db FILE",
    "Joins what other databases hold into this one: the parts of a run in shards, or the results of\n"
    "several machines. What is there already stays; merging twice changes nothing.",
    "  vantage merge part1.db part2.db --db results.db\n"};

}  // namespace

int merge(Context& context, const Strings& args) {
  po::options_description own("Options", kPageWidth);
  auto add = own.add_options();
  add("from", po::value<Strings>()->value_name("FILE"), "what to join; the option's name may be left out");
  add("db", po::value<std::string>()->value_name("FILE"),
      "the database that grows; made where there is none");
  const auto values = parse(context, args, kMergeUsage, own, "from");
  if (context.globals.help) return 0;
  const auto files = list(values, "from");
  if (files.empty())
    throw UsageError("name at least one database to join: vantage merge part1.db --db results.db");
  auto db =
      storage::Database::create_or_open(required(values, "db", "name the database that grows: --db FILE"));
  Json all = Json::array();
  for (const auto& file : files) {
    context.progress(file);
    const auto r = storage::merge(db, file);
    context.end_progress();
    all.push_back(
        {{"file", file}, {"predictions", r.predictions}, {"explanations", r.explanations}, {"left", r.left}});
    if (context.globals.json) continue;
    fmt::print("{}: {} predictions and {} maps are new\n", file, r.predictions, r.explanations);
    if (r.left > 0)
      fmt::print("  {} predictions overlap with ones that are counted here; the next run counts them\n",
                 r.left);
  }
  if (context.globals.json) print({{"merged", all}});
  return 0;
}

}  // namespace vantage::cli
