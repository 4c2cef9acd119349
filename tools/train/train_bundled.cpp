// SPDX-License-Identifier: Apache-2.0
// train_bundled --out FOLDER [--network NAME]... [--examine] [--threads N]: teaches the bundled networks and
// writes NAME.safetensors and the card NAME.md for each, and README.md when it is all of them. One thread
// gives the same weights every time.
#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "core/error.hpp"
#include "core/files.hpp"
#include "plugins/models/zoo/onednn_check.hpp"
#include "tools/train/card.hpp"
#include "tools/train/fit.hpp"
#include "tools/train/safetensors.hpp"

namespace {

using namespace vantage;
using namespace vantage::train;
namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr int kExamPerClass = 50, kExamScenes = 200;

std::string labels() {
  std::string all;
  for (const auto& c : core::synthetic::classes()) all += (all.empty() ? "" : "\n") + c.label;
  return all;
}

Trainable teach(const zoo::Architecture& a, const Recipe& recipe) {
  core::synthetic::DatasetOptions options;
  options.seed = recipe.seed;
  options.train_marks = recipe.marks;
  const auto scenes = scenes_of(options, core::synthetic::Split::train, recipe.per_class);
  const auto lessons = draw_samples(scenes, static_cast<int>(a.input));
  Trainable network(zoo::build(a, a.input, core::synthetic::kClasses), recipe.seed);
  fit(network, a, recipe, lessons, [&](const Progress& p) {
    std::cerr << fmt::format("{}: epoch {} of {}, loss {:.3f}, {:.0f} s\n", recipe.network, p.epoch, p.epochs,
                             p.loss, p.seconds);
  });
  network.round_to_half();
  return network;
}

Trainable read(const zoo::Architecture& a, const fs::path& file) {
  auto graph = zoo::build(a, a.input, core::synthetic::kClasses);
  auto weights = zoo::load_weights(a, graph, checkpoint::Checkpoint::open(file), file.string());
  return {std::move(graph), std::move(weights)};
}

Taught handle(const Recipe& recipe, const fs::path& out, bool only_examine) {
  const auto& a = *zoo::find_architecture(recipe.network);
  const auto file = out / (recipe.network + ".safetensors");
  const Trainable network = only_examine ? read(a, file) : teach(a, recipe);
  if (!only_examine)
    core::write_atomically(file, safetensors(network.graph(), network.weights(),
                                             {{"architecture", recipe.network}, {"labels", labels()}}));
  const auto exam = examine(network, a, kExamPerClass, kExamScenes);
  core::write_atomically(out / (recipe.network + ".md"), card(a, network.graph(), recipe, exam));
  std::cout << fmt::format("{}: {:.1f} %\n", recipe.network, 100 * exam.accuracy) << std::flush;
  return {recipe, exam};
}

int run(int argc, char** argv) {
  std::string out;
  std::vector<std::string> names;
  int threads = 1;
  po::options_description all("train_bundled");
  all.add_options()("out", po::value(&out)->required(), "folder for the weights and cards")(
      "network", po::value(&names)->composing(),
      "one of the bundled networks; every one where none is named")(
      "examine", "teach nothing: read the weights and write the cards anew")(
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
  zoo::leave_wrong_onednn_alone();
  fs::create_directories(out);
  std::vector<Taught> taught;
  for (const auto& r : chosen) taught.push_back(handle(r, out, given.count("examine") > 0));
  if (names.empty()) core::write_atomically(fs::path(out) / "README.md", overview(taught));
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
