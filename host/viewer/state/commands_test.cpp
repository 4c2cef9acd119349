// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/commands.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace vantage::viewer {
namespace {

using testing::ElementsAre;

AnalysisState after(std::vector<Command> commands) {
  AnalysisState state;
  for (const auto& c : commands) state = c.apply(state);
  return state;
}

TEST(Commands, ChangeTheirPartAlone) {
  const AnalysisState before;
  const auto changed = [&](const Command& c) { return difference(before, c.apply(before)); };
  EXPECT_EQ(changed(open_dataset("val")), Parts(Part::source));
  EXPECT_EQ(changed(go_to(Phase::task)), Parts(Part::workflow));
  EXPECT_EQ(changed(choose_task(Task::within_class)), Parts(Part::workflow));
  EXPECT_EQ(changed(pin_model("resnet18")), Parts(Part::pin));
  EXPECT_EQ(changed(select_classes({3})), Parts(Part::selection));
  EXPECT_EQ(changed(set_focus({"vgg16", "", -1, -1})), Parts(Part::focus));
  EXPECT_EQ(changed(set_threshold(0.25)), Parts(Part::request));
  EXPECT_EQ(changed(sort_by("area", true)), Parts(Part::table));
  EXPECT_EQ(changed(show_model("vgg16", false)), Parts(Part::charts));
  EXPECT_EQ(changed(show_side_by_side(true)), Parts(Part::charts));
  EXPECT_EQ(changed(set_scope(Scope::dataset)), Parts(Part::charts));
  EXPECT_EQ(changed(set_theme(Theme::dark)), Parts(Part::look));
  EXPECT_TRUE(changed(pin_class(-7)).empty());
}

TEST(Commands, SetsAreCombined) {
  EXPECT_THAT(after({select_classes({5, 1, 5})}).selection.classes, ElementsAre(1, 5));
  EXPECT_THAT(after({select_classes({1, 5}), select_classes({3, 5}, Combine::add)}).selection.classes,
              ElementsAre(1, 3, 5));
  EXPECT_THAT(after({select_classes({1, 5}), select_classes({3, 5}, Combine::remove)}).selection.classes,
              ElementsAre(1));
  EXPECT_THAT(after({select_classes({1, 5}), select_classes({3, 5}, Combine::toggle)}).selection.classes,
              ElementsAre(1, 3));
}

TEST(Commands, ModelsKeepTheOrderOfChoice) {
  EXPECT_THAT(
      after({select_models({"vgg16", "alexnet", "vgg16"}), select_models({"densenet121"}, Combine::add)})
          .selection.models,
      ElementsAre("vgg16", "alexnet", "densenet121"));
}

TEST(Commands, AnotherDatasetDropsWhatBelongsToTheOld) {
  const auto state =
      after({open_dataset("val"), pin_model("vgg16"), select_images({4}), show_model("vgg16", false),
             set_zoom("B", Zoom{0, 1, 0, 1}), set_threshold(0.25), open_dataset("train")});
  AnalysisState expected;
  expected.source.dataset = "train";
  expected.request.threshold = 0.25;
  EXPECT_EQ(state, expected);
  EXPECT_EQ(after({open_dataset("val"), pin_model("vgg16"), open_dataset("val")}).pin.model, "vgg16");
}

TEST(Commands, NumbersStayInTheirRange) {
  EXPECT_EQ(after({set_threshold(1.5)}).request.threshold, 1);
  EXPECT_EQ(after({set_threshold(-1)}).request.threshold, 0);
  EXPECT_EQ(after({set_threshold(std::numeric_limits<double>::quiet_NaN())}).request.threshold, 0.5);
  EXPECT_EQ(after({set_image_count(0)}).request.images, 1);
  EXPECT_TRUE(after({set_zoom("A1", Zoom{1, 1, 0, 1})}).charts.zooms.empty());
}

TEST(Commands, ParametersBelongToAChosenMethod) {
  const auto state = after({set_methods({{"grad-cam", {}}, {"rise", {{"samples", "10"}}}, {"grad-cam", {}}}),
                            set_parameter("grad-cam", "relu", "false"),
                            set_parameter("rise", "samples", std::nullopt), set_parameter("bbmp", "x", "1")});
  EXPECT_THAT(state.request.methods,
              ElementsAre(MethodChoice{"grad-cam", {{"relu", "false"}}}, MethodChoice{"rise", {}}));
}

TEST(Commands, OneRangeAColumn) {
  const auto state = after({filter_range("area", 0.1, {}), filter_range("confidence", {}, 0.5),
                            filter_range("area", 0.2, 0.4), filter_range("confidence", {}, {})});
  EXPECT_THAT(state.table.ranges, ElementsAre(RangeFilter{"area", 0.2, 0.4}));
}

TEST(Commands, TwoCanBeOneStep) {
  const Command command = both(pin_class(7), select_classes({7}));
  EXPECT_EQ(command.name, "pin a class");
  const auto state = after({select_classes({1, 2}), command});
  EXPECT_EQ(state.pin.cls, 7);
  EXPECT_THAT(state.selection.classes, ElementsAre(7));
}

TEST(Commands, SayWhatTheyDo) {
  EXPECT_EQ(pin_model("vgg16").name, "pin vgg16");
  EXPECT_EQ(pin_root("").name, "unpin");
  EXPECT_EQ(pin_model_and_root("vgg16", "animal").name, "pin vgg16 and animal");
  EXPECT_EQ(select_classes({1}).name, "select 1 class");
  EXPECT_EQ(select_models({"a", "b"}, Combine::remove).name, "deselect 2 models");
}

}  // namespace
}  // namespace vantage::viewer
