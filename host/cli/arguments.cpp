// SPDX-License-Identifier: Apache-2.0
#include "host/cli/arguments.hpp"

#include <filesystem>

#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <sstream>

namespace vantage::cli {
namespace {

std::string help_page(const Usage& usage, const po::options_description& own) {
  std::ostringstream page;
  page << "vantage " << usage.command << " " << usage.synopsis << "\n\n" << usage.text << "\n";
  if (!own.options().empty()) page << "\n" << own;
  page << "\nEvery command also takes the options that 'vantage --help' shows.\n";
  if (!usage.examples.empty()) page << "\nExamples:\n" << usage.examples;
  return page.str();
}

// "4G", "512M", "300000K" or bytes.
uint64_t bytes_from(const std::string& text) {
  const std::string units = "KMG";
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const size_t unit = stop == end ? 0 : units.find(*stop);
  const int shift = stop == end ? 0 : static_cast<int>(10 * (unit + 1));
  const bool known = stop == end || (stop + 1 == end && unit != std::string::npos);
  if (error != std::errc() || !known || number == 0 || number > (uint64_t{1} << (50 - shift)))
    throw UsageError("--memory " + text + " is no size; write for example 512M or 4G");
  return number << shift;
}

std::string what_is_wrong(const po::error& e) {
  if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&e))
    return "there is no option " + unknown->get_option_name();
  if (const auto* bad = dynamic_cast<const po::validation_error*>(&e))
    return "option " + bad->get_option_name() + " cannot have that value";
  return e.what();
}

}  // namespace

po::options_description global_options(Globals& g) {
  po::options_description all("Options of every command", kPageWidth);
  auto add = all.add_options();
  add("plugin-dir", po::value(&g.plugin_dirs)->value_name("DIR")->composing(),
      "look for plugins here first; may be repeated");
  add("threads", po::value(&g.threads)->value_name("N"), "processor threads to use (default: all)");
  add("memory", po::value<std::string>()->value_name("SIZE")->notifier([&g](const std::string& text) {
    g.memory = bytes_from(text);
  }),
      "scratch memory for passes, such as 512M or 4G (default: a quarter of what is free)");
  add("seed", po::value(&g.seed)->value_name("N"), "seed of everything random (default: 0)");
  add("json", po::bool_switch(&g.json), "print one JSON document");
  add("quiet", po::bool_switch(&g.quiet), "no progress on stderr");
  add("verbose", po::bool_switch(&g.verbose), "say on stderr where the time went");
  add("help,h", po::bool_switch(&g.help), "print this help");
  return all;
}

po::variables_map parse(Context& context, const Strings& args, const Usage& usage,
                        const po::options_description& own, const std::string& positional) {
  po::options_description all;
  all.add(own).add(global_options(context.globals));
  po::positional_options_description words;
  if (!positional.empty()) words.add(positional.c_str(), -1);
  po::variables_map values;
  const auto see = "; see 'vantage " + usage.command + " --help'";
  try {
    namespace style = po::command_line_style;
    const auto form = style::default_style & ~style::allow_guessing;
    po::store(po::command_line_parser(args).options(all).positional(words).style(form).run(), values);
    po::notify(values);
  } catch (const po::too_many_positional_options_error&) {
    throw UsageError("'vantage " + usage.command + "' takes no words without a dash" + see);
  } catch (const po::error& e) {
    throw UsageError(what_is_wrong(e) + see);
  }
  if (context.globals.threads < 0 || context.globals.threads > 4096)
    throw UsageError("--threads must be 1 to 4096");
  if (context.globals.help) std::cout << help_page(usage, own);
  return values;
}

std::string existing_database(const po::variables_map& values) {
  auto file = required(values, "db", "name the database: --db FILE");
  if (std::error_code ignored; !std::filesystem::exists(file, ignored))
    throw UsageError("database " + file +
                     " does not exist; 'vantage dataset add' or 'vantage run' makes one");
  return file;
}

}  // namespace vantage::cli
