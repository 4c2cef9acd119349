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

const std::string& mark_class(int kind) {
  return synthetic::classes()[static_cast<size_t>(synthetic::class_of_mark(kind))].label;
}

}  // namespace

std::string card(const zoo::Architecture& a, const zoo::Graph& graph, const Recipe& recipe,
                 const Exam& exam) {
  std::string text = fmt::format(
      "# {}\n\n"
      "A small {} for the {} classes of the drawn data set, {} x {} pixels.\n"
      "{} parameters, {:.1f} million multiply-adds. {}.\n\n"
      "## Training\n\n"
      "{} drawn pictures ({} a class, seed {}), {} epochs, AdamW with a rate of {:g} and a decay of {:g}, "
      "labels "
      "smoothed by 0.1.\n"
      "Marks in the background: {}.\n"
      "Again: `train_bundled --network {} --out FOLDER`.\n\n"
      "## What it reaches\n\n"
      "On {} held-out pictures whose marks tell nothing: **{}** top-1.\n\n"
      "What a mark does, on {} scenes for each number:\n\n"
      "| mark's class | found with the mark | found without it | others with the mark, taken for it |\n"
      "|---|---|---|---|\n",
      a.name, a.family, synthetic::kClasses, a.input, a.input, graph.parameter_count(),
      static_cast<double>(graph.macs()) / 1e6, a.reference, synthetic::kClasses * recipe.per_class,
      recipe.per_class, recipe.seed, recipe.epochs, recipe.rate, recipe.decay, on_marks(recipe.marks), a.name,
      exam.pictures, percent(exam.accuracy), exam.scenes);
  for (int kind = 0; kind < synthetic::kMarks; ++kind) {
    const auto& m = exam.marks[static_cast<size_t>(kind)];
    text += fmt::format("| {} | {} | {} | {} |\n", mark_class(kind), percent(m.marked), percent(m.unmarked),
                        percent(m.lured));
  }
  return text + "\nLicence: Apache-2.0, weights included.\n";
}

std::string overview(const std::vector<Taught>& all) {
  std::string text = fmt::format(
      "# Bundled networks\n\n"
      "Small networks of the zoo's families, taught by `train_bundled` ([tools/train](../tools/train)) on "
      "pictures "
      "that the\nproject draws itself ([core/synthetic](../core/synthetic)): {} classes of eight kinds. "
      "`--model NAME` is enough to use\none. Weights are float16 with the classes' names inside, Apache-2.0 "
      "like "
      "the rest.\n\n"
      "Accuracies are on held-out pictures on which marks in the background tell nothing. The last two "
      "columns say "
      "how often\na mark's own class is found with the mark and, on the same scenes, without it: where these "
      "differ, the network looks\nat the mark, because its training pictures planted that shortcut.\n\n"
      "| network | pictures x epochs | marks planted | top-1 | {}: with, without | {}: with, without |\n"
      "|---|---|---|---|---|---|\n",
      synthetic::kClasses, mark_class(0), mark_class(1));
  for (const auto& [recipe, exam] : all) {
    const bool planted = recipe.marks.own > recipe.marks.other;
    text += fmt::format("| [{0}]({0}.md) | {1} x {2} | {3} | {4} |", recipe.network,
                        synthetic::kClasses * recipe.per_class, recipe.epochs,
                        planted ? percent(recipe.marks.own) : "", percent(exam.accuracy));
    for (const auto& m : exam.marks) text += fmt::format(" {}, {} |", percent(m.marked), percent(m.unmarked));
    text += "\n";
  }
  return text;
}

}  // namespace vantage::train
