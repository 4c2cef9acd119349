// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/state_store.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

TEST(StateStore, TellsOnceWhatChanged) {
  StateStore store;
  std::vector<Parts> told;
  QObject::connect(&store, &StateStore::changed, [&](const AnalysisState& now, Parts parts) {
    EXPECT_EQ(now, store.state());
    told.push_back(parts);
  });
  store.apply(pin_model("vgg16"));
  store.apply(pin_model("vgg16"));  // changes nothing
  store.apply(open_dataset("val"));
  store.undo();
  EXPECT_THAT(told, ElementsAre(Parts(Part::pin), Part::source | Part::pin, Part::source | Part::pin));
}

TEST(StateStore, CommandsFromWithinASignalWaitUntilAllHaveBeenTold) {
  StateStore store;
  std::vector<std::string> first, second;
  QObject::connect(&store, &StateStore::changed, [&](const AnalysisState& now, Parts) {
    first.push_back(now.pin.model + now.pin.root);
    if (now.pin.root.empty()) store.apply(pin_root("animal"));
  });
  QObject::connect(&store, &StateStore::changed,
                   [&](const AnalysisState& now, Parts) { second.push_back(now.pin.model + now.pin.root); });
  store.apply(pin_model("vgg16 "));
  EXPECT_THAT(first, ElementsAre("vgg16 ", "vgg16 animal"));
  EXPECT_EQ(second, first);
}

TEST(StateStore, DragsEnd) {
  StateStore store;
  store.apply(set_threshold(0.25));
  store.end_drag();
  store.apply(set_threshold(0.75));
  store.undo();
  EXPECT_EQ(store.state().request.threshold, 0.25);
  EXPECT_EQ(store.redo_name(), "move the threshold");
}

TEST(StateStore, ASessionBeginsAHistory) {
  StateStore store;
  store.apply(pin_model("vgg16"));
  AnalysisState other;
  other.pin.model = "alexnet";
  store.reset(other);
  EXPECT_EQ(store.state(), other);
  EXPECT_TRUE(store.undo_name().isEmpty());
}

}  // namespace
}  // namespace vantage::viewer
