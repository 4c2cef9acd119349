// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/history.hpp"

#include <gtest/gtest.h>

namespace vantage::viewer {
namespace {

TEST(History, GoesBackAndForward) {
  History history;
  history.apply(pin_model("vgg16"));
  history.apply(pin_root("animal"));
  EXPECT_EQ(history.undo_name(), "pin animal");
  history.undo();
  EXPECT_EQ(history.present().pin, (Pin{"vgg16", "", -1}));
  EXPECT_EQ(history.redo_name(), "pin animal");
  history.undo();
  EXPECT_EQ(history.present(), AnalysisState());
  EXPECT_EQ(history.undo_name(), "");
  history.undo();  // there is no way
  history.redo();
  history.redo();
  history.redo();
  EXPECT_EQ(history.present().pin, (Pin{"vgg16", "animal", -1}));
}

TEST(History, ANewStepEndsTheWayForward) {
  History history;
  history.apply(pin_model("vgg16"));
  history.undo();
  history.apply(pin_model("alexnet"));
  EXPECT_EQ(history.redo_name(), "");
  history.undo();
  EXPECT_EQ(history.present().pin.model, "");
}

TEST(History, ADragIsOneStep) {
  History history;
  history.apply(set_threshold(0.25));
  history.seal();
  for (double t : {0.3, 0.4, 0.75}) history.apply(set_threshold(t));
  history.undo();
  EXPECT_EQ(history.present().request.threshold, 0.25);
  history.redo();
  EXPECT_EQ(history.present().request.threshold, 0.75);
}

TEST(History, ADragBackToItsBeginningIsNoStep) {
  History history;
  history.apply(pin_model("vgg16"));
  history.apply(set_threshold(0.75));
  history.apply(set_threshold(0.5));
  EXPECT_EQ(history.undo_name(), "pin vgg16");
}

TEST(History, WhatFollowsAnUndoneDragIsAStepOfItsOwn) {
  History history;
  history.apply(set_threshold(0.25));
  history.apply(pin_model("vgg16"));
  history.undo();
  history.apply(set_threshold(0.75));
  history.undo();
  EXPECT_EQ(history.present().request.threshold, 0.25);
}

TEST(History, WhatChangesNothingIsNoStep) {
  History history;
  history.apply(pin_model("vgg16"));
  history.undo();
  history.apply(unpin_all());
  EXPECT_EQ(history.undo_name(), "");
  EXPECT_EQ(history.redo_name(), "pin vgg16") << "it must not end the way forward either";
}

TEST(History, FocusAndLookPassItBy) {
  History history;
  history.apply(pin_model("vgg16"));
  history.apply(set_focus({"alexnet", "", -1, -1}));
  history.apply(set_theme(Theme::dark));
  EXPECT_EQ(history.undo_name(), "pin vgg16");
  history.undo();
  EXPECT_EQ(history.present().focus.model, "alexnet");
  EXPECT_EQ(history.present().look.theme, Theme::dark);
}

TEST(History, ForgetsTheOldest) {
  History history;
  for (int i = 0; i < 300; ++i) history.apply(pin_class(i));
  for (int i = 0; i < 300; ++i) history.undo();
  EXPECT_EQ(history.present().pin.cls, 299 - static_cast<int>(History::kSteps));
}

}  // namespace
}  // namespace vantage::viewer
