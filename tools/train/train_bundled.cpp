// SPDX-License-Identifier: Apache-2.0
// train_bundled --out FOLDER [--network NAME]... [--threads N]: teaches the bundled networks and writes
// NAME.safetensors and the card NAME.md for each. One thread gives the same weights every time.
#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "core/error.hpp"
#include "core/files.hpp"
#include "tools/train/card.hpp"
#include "tools/train/fit.hpp"
#include "tools/train/safetensors.hpp"

namespace {

using namespace vantage;
using namespace vantage::train;
namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr int kExamPerClass = 50;

std::string labels() {
  std::string all;
  for (const auto& c : core::synthetic::classes()) all += (all.empty() ? "" : "\n") + c.label;
  return all;
}

void teach(const Recipe& recipe, const fs::path& out) {
  const auto& a = *zoo::find_architecture(recipe.network);
  core::synthetic::DatasetOptions options;
  options.seed = recipe.seed;
  options.pixels = static_cast<int>(a.input);
  options.train_marks = recipe.marks;
  const auto lessons = draw_samples(options, core::synthetic::Split::train, recipe.per_class);
  Trainable network(zoo::build(a, a.input, core::synthetic::kClasses), recipe.seed);
  fit(network, a, recipe, lessons, [&](const Progress& p) {
    std::cerr << fmt::format("{}: epoch {} of {}, loss {:.3f}, {:.0f} s\n", recipe.network, p.epoch, p.epochs,
                             p.loss, p.seconds);
  });
  network.round_to_half();
  const auto questions = draw_samples(options, core::synthetic::Split::test, kExamPerClass);
  const auto exam = examine(questions, classify(network, a, questions));
  std::cout << fmt::format("{}: {:.1f} %\n", recipe.network, 100 * exam.accuracy) << std::flush;
  core::write_atomically(out / (recipe.network + ".safetensors"),
                         safetensors(network.graph(), network.weights(),
                                     {{"architecture", recipe.network}, {"labels", labels()}}));
  core::write_atomically(out / (recipe.network + ".md"),
                         card(a, network.graph(), recipe, exam, questions.size()));
}

int run(int argc, char** argv) {
  std::string out;
  std::vector<std::string> names;
  int threads = 1;
  po::options_description all("train_bundled");
  all.add_options()("out", po::value(&out)->required(), "folder for the weights and cards")(
      "network", po::value(&names)->composing(),
      "one of the bundled networks; every one where none is named")(
      "threads", po::value(&threads), "threads of LibTorch (default 1)")("help", "this text");
  po::variables_map given;
  po::store(po::parse_command_line(argc, argv, all), given);
  if (given.count("help")) {
    std::cout << all;
    return 0;
  }
  po::notify(given);
  std::vector<Recipe> chosen;
  for (const auto& r : recipes())
    if (names.empty() || std::ranges::find(names, r.network) != names.end()) chosen.push_back(r);
  for (const auto& n : names)
    if (std::ranges::find(chosen, n, &Recipe::network) == chosen.end())
      throw core::Error("no bundled network is called '" + n + "'");
  at::set_num_threads(threads);
  fs::create_directories(out);
  for (const auto& r : chosen) teach(r, out);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const po::error& e) {
    std::cerr << "train_bundled: " << e.what() << "\n";
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "train_bundled: " << e.what() << "\n";
    return 1;
  }
}
