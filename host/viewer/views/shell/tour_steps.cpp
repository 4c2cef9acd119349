// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/tour_steps.hpp"

namespace vantage::viewer {

const std::vector<TourStep>& tour_steps() {
  static const std::vector<TourStep> kSteps = {
      {Phase::overview, "phases", "Three phases lead through an analysis",
       "First look at all networks, then choose what to compare, then look closely. The line beside the "
       "phases always says what to do next. You can try everything while this tour goes on."},
      {Phase::overview, "A", "Which networks are good, and at what?",
       "A1 shows accuracy against size, A2 the accuracy on groups of classes. Click a point: that network is "
       "pinned, and A3 and B show how it does on single classes. Esc unpins it."},
      {Phase::overview, "B", "Which classes does a network mix up?",
       "Each point is a class; classes that a network takes for each other lie close together. Click points "
       "or "
       "drag a rectangle to choose the classes to compare."},
      {Phase::overview, "E", "Where do the networks disagree?",
       "The bars name the classes on which accuracies differ most and least: good places to ask why. Click a "
       "bar to choose its class."},
      {Phase::task, "C", "What do you want to compare?",
       "Several networks on one class, or one network on several classes or images. Choose them and a method "
       "that explains predictions, then Run computes what is not there yet."},
      {Phase::task, "D", "What do the methods show?",
       "One example for each method. Colours tell how much a place in the picture counts for the "
       "prediction: bright is much."},
      {Phase::investigation, "D", "What did each network look at?",
       "A row for each network and image. Click a heading to sort, drag the threshold to see which part of "
       "the picture it keeps, and double click a row to look at it large."},
      {Phase::investigation, "E", "Who looks at the same things?",
       "The matrix compares the explanations of every two networks, alike ones side by side. Click a cell to "
       "see both and their difference."},
      {Phase::overview, "phases", "Nothing can go wrong",
       "Ctrl+Z takes back every step, File > Save session keeps where you are, File > Export writes pictures "
       "and a report. Help > Tour shows this again."},
  };
  return kSteps;
}

}  // namespace vantage::viewer
