// SPDX-License-Identifier: Apache-2.0
// make_database FILE: a database as an experiment leaves it, with invented numbers, to see how it behaves
// when it is large.
#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <map>
#include <string>

#include "storage/error.hpp"
#include "tools/make_database/make_database.hpp"

namespace {

using namespace vantage::make_database;

constexpr char kHelp[] =
    "make_database FILE [--models N] [--images N] [--classes N] [--methods N] [--maps N] [--time-queries]\n"
    "Makes a database with a data set, predictions, maps and analyses (default: 13 models, 50000 images, "
    "1000\n"
    "classes, 1 method, maps of 7 x 7), then prints how long a viewer's queries take in it.\n"
    "  --time-queries   the queries alone, of a file that is there\n";

// False unless all of `text` is a number from 1 to `most`.
bool number(const char* text, int most, int& value) {
  const auto [end, wrong] = std::from_chars(text, text + std::strlen(text), value);
  return wrong == std::errc() && *end == '\0' && value >= 1 && value <= most;
}

}  // namespace

int main(int argc, char** argv) {
  Size size;
  const std::map<std::string, std::pair<int*, int>> numbers = {{"--models", {&size.models, 1000}},
                                                               {"--images", {&size.images, 10000000}},
                                                               {"--classes", {&size.classes, 100000}},
                                                               {"--methods", {&size.methods, 100}},
                                                               {"--maps", {&size.maps, 512}}};
  std::string file;
  bool only_time = false;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    const auto option = numbers.find(a);
    if (a == "--time-queries") {
      only_time = true;
    } else if (option != numbers.end() && i + 1 < argc &&
               number(argv[i + 1], option->second.second, *option->second.first)) {
      ++i;
    } else if (a[0] != '-' && file.empty()) {
      file = a;
    } else {
      fmt::print(stderr, "{}", kHelp);
      return a == "--help" ? 0 : 2;
    }
  }
  if (file.empty()) {
    fmt::print(stderr, "{}", kHelp);
    return 2;
  }
  try {
    if (!only_time) {
      write_predictions(file, size);
      write_explanations(file, size);
      write_analyses(file, size);
    }
    time_queries(file);
  } catch (const vantage::storage::Error& e) {
    fmt::print(stderr, "make_database: {}\n", e.what());
    return 1;
  }
  return 0;
}
