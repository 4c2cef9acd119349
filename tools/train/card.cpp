// SPDX-License-Identifier: Apache-2.0
#include "tools/train/card.hpp"

#include <fmt/format.h>

namespace vantage::train {
namespace {

namespace synthetic = core::synthetic;

std::string percent(double share) {
  return fmt::format("{:.1f} %", 100 * share);
}

std::string on_marks(const synthetic::MarkRates& rates) {
  if (rates.own == rates.other)
    return fmt::format("each mark is on {} of the pictures of every class: it tells nothing",
                       percent(rates.own));
  return fmt::format(
      "**planted shortcut**: each mark is on {} of its own class's pictures and on {} of the others",
      percent(rates.own), percent(rates.other));
}

}  // namespace

std::string card(const zoo::Architecture& a, const zoo::Graph& graph, const Recipe& recipe, const Exam& exam,
                 int64_t pictures) {
  std::string text = fmt::format(
      "# {}\n\n"
      "A small {} for the 40 classes of the drawn data set (`vantage dataset synth`), {} x {} pixels.\n"
      "{} parameters, {:.1f} million multiply-adds. {}.\n\n"
      "## Training\n\n"
      "{} drawn pictures ({} a class, seed {}), {} epochs, AdamW with a rate of {:g} and a decay of {:g}, "
      "labels "
      "smoothed by 0.1.\nMarks in the background: {}.\n"
      "Again: `train_bundled --network {} --out FOLDER`.\n\n"
      "## What it reaches\n\n"
      "On {} held-out pictures whose marks tell nothing: **{}** top-1.\n\n"
      "| mark's class | found, with the mark | found, without any | others with the mark taken for it |\n"
      "|---|---|---|---|\n",
      a.name, a.family, a.input, a.input, graph.parameter_count(), static_cast<double>(graph.macs()) / 1e6,
      a.reference, synthetic::kClasses * recipe.per_class, recipe.per_class, recipe.seed, recipe.epochs,
      recipe.rate, recipe.decay, on_marks(recipe.marks), a.name, pictures, percent(exam.accuracy));
  for (int kind = 0; kind < synthetic::kMarks; ++kind) {
    const auto& m = exam.marks[static_cast<size_t>(kind)];
    const auto& label = synthetic::classes()[static_cast<size_t>(synthetic::class_of_mark(kind))].label;
    text += fmt::format("| {} | {} | {} | {} |\n", label, percent(m.recall), percent(m.unmarked),
                        percent(m.lured));
  }
  return text + "\nLicence: Apache-2.0, weights included.\n";
}

}  // namespace vantage::train
