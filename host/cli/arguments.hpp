// SPDX-License-Identifier: Apache-2.0
// A command's options: declared once, parsed with the global ones, and turned into its help page.
#pragma once
#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "host/cli/context.hpp"

namespace vantage::cli {

namespace po = boost::program_options;
using Strings = std::vector<std::string>;
inline constexpr unsigned kPageWidth = 110;  // characters of a help page

/// What a command says about itself.
struct Usage {
  std::string command;   // "explain"
  std::string synopsis;  // "--model MODEL... --method METHOD... --image FILE..."
  std::string text;      // what it does
  std::string examples;  // indented lines, may be empty
};

/// Fills `context.globals` and returns the command's own values. Words without a dash go to the option
/// `positional` (an option that takes many), or are refused where it is empty. With --help the page is
/// printed and `context.globals.help` set: the command then returns 0. Throws UsageError.
po::variables_map parse(Context& context, const Strings& args, const Usage& usage,
                        const po::options_description& own, const std::string& positional = "");

po::options_description global_options(Globals&);

template <class T>
T value_or(const po::variables_map& values, const char* name, T fallback) {
  return values.count(name) ? values[name].as<T>() : fallback;
}
inline Strings list(const po::variables_map& values, const char* name) {
  return value_or(values, name, Strings{});
}

/// An option that cannot be left out. Throws UsageError(`missing`).
inline std::string required(const po::variables_map& values, const char* name, const char* missing) {
  auto text = value_or(values, name, std::string());
  if (text.empty()) throw UsageError(missing);
  return text;
}

/// --db, of a file that must be there already. Throws UsageError.
std::string existing_database(const po::variables_map& values);

}  // namespace vantage::cli
