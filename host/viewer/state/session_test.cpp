// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/session.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/testing/shared_data.hpp"
#include "host/viewer/error.hpp"
#include "host/viewer/state/state_json.hpp"

namespace vantage::viewer {
namespace {

// No field has its default.
AnalysisState everything() {
  AnalysisState s;
  s.source = {"imagenet-val", "bf16"};
  s.workflow = {Phase::investigation, Task::within_class};
  s.pin = {"vgg16", "geological formation", 7};
  s.selection = {{"vgg16", "alexnet"}, {1, 5, 999}, {0, 49999}};
  s.focus = {"r\xc3\xa9sum\xc3\xa9", "animal", 3, 12};
  s.request = {{{"grad-cam", {{"relu", "false"}}}, {"rise", {}}},
               "torch-cam",
               "layer4",
               "predicted",
               "ssim",
               0.30000000000000004,
               7};
  s.table = {"area", true, "dog", {{"area", 0.1, {}}, {"confidence", {}, 0.9}}, {"path"}};
  s.charts = {Complexity::macs, Scope::dataset, {"alexnet"}, {{"A1", {-1e-300, 1e300, 0.25, 0.5}}}, true};
  s.look = {Theme::dark, Colours::jet};
  return s;
}

class SessionTest : public ::testing::Test {
 protected:
  std::string error(const std::string& text) {
    std::ofstream(folder / "s.json", std::ios::binary) << text;
    try {
      load_session(folder / "s.json");
    } catch (const Error& e) {
      const std::string line = e.what(), name = (folder / "s.json").string();
      EXPECT_EQ(line.rfind(name, 0), 0u) << line;
      EXPECT_EQ(line.find('\n'), std::string::npos) << line;
      return line.substr(name.size() + 1);
    }
    return "(no error)";
  }
  std::string analysis_error(const std::string& analysis) {
    return error(R"({"vantage_session": 1, "analysis": )" + analysis + "}");
  }
  vantage::testing::TemporaryFolder folder;
};

TEST_F(SessionTest, ComesBackAsItWas) {
  ASSERT_EQ(difference(everything(), {}), Parts::all());
  save_session(folder / "s.json", {folder / "results.db", everything()});
  const Session session = load_session(folder / "s.json");
  EXPECT_EQ(session.state, everything());
  EXPECT_EQ(session.database, folder / "results.db");
}

TEST_F(SessionTest, SameStateSameBytes) {
  save_session(folder / "1.json", {"", everything()});
  save_session(folder / "2.json", load_session(folder / "1.json"));
  EXPECT_EQ(core::read_file(folder / "1.json", 1 << 20), core::read_file(folder / "2.json", 1 << 20));
}

TEST_F(SessionTest, MovesTogetherWithItsDatabase) {
  std::filesystem::create_directories(folder / "old");
  save_session(folder / "old" / "s.json", {folder / "old" / "results.db", {}});
  std::filesystem::rename(folder / "old", folder / "new");
  EXPECT_EQ(load_session(folder / "new" / "s.json").database, folder / "new" / "results.db");
}

TEST_F(SessionTest, WhatIsLeftOutHasItsDefault) {
  EXPECT_EQ(analysis_error(R"({"pin": {"model": "vgg16"}})"), "(no error)");
  AnalysisState expected;
  expected.pin.model = "vgg16";
  EXPECT_EQ(load_session(folder / "s.json").state, expected);
  EXPECT_EQ(error(R"({"vantage_session": 1})"), "(no error)");
}

TEST_F(SessionTest, ListsAreBroughtIntoOrder) {
  analysis_error(R"({"selection": {"classes": [5, 1, 5], "models": ["b", "a", "b"]}})");
  const auto selection = load_session(folder / "s.json").state.selection;
  EXPECT_EQ(selection.classes, (std::vector<int>{1, 5}));
  EXPECT_EQ(selection.models, (std::vector<std::string>{"b", "a"}));
}

TEST_F(SessionTest, WhatIsNoSessionIsRefused) {
  EXPECT_EQ(error(""), "1:1: this is no JSON; give a file that vantage-viewer has saved");
  EXPECT_EQ(error("{\n  \"a\": 1,\n  oops"),
            "3:3: this is no JSON; give a file that vantage-viewer has saved");
  EXPECT_EQ(error("[1e999]"), "holds a number that is too large; give a file that vantage-viewer has saved");
  EXPECT_EQ(error("[]"), " this is no session; give a file that vantage-viewer has saved");
  EXPECT_EQ(error(R"({"vantage_session": 2})"),
            " the session has version 2, this program knows 1; use a newer one");
  EXPECT_EQ(error(R"({"vantage_session": "1"})"), " vantage_session must be 1");
  EXPECT_EQ(error(R"({"vantage_session": 1, "state": {}})"),
            " a session has vantage_session, database and analysis, nothing else");
  EXPECT_EQ(error(std::string(1000000, '[')).substr(0, 10), "1:1000000:");
}

TEST_F(SessionTest, AWrongFieldIsNamed) {
  EXPECT_EQ(analysis_error("[]"), " the analysis must be an object, not a list");
  EXPECT_EQ(
      analysis_error(R"({"pins": {}})"),
      R"( "pins" is no part of an analysis; known there: charts, focus, look, pin, request, selection, )"
      "source, table, workflow");
  EXPECT_EQ(analysis_error(R"({"pin": {"classs": 1}})"),
            R"( pin."classs" is no part of an analysis; known there: class, model, root)");
  EXPECT_EQ(analysis_error(R"({"pin": {"class": "7"}})"),
            R"( pin.class must be a whole number from -1 to 1000000000, not "7")");
  EXPECT_EQ(analysis_error(R"({"pin": {"class": 1.5}})"),
            " pin.class must be a whole number from -1 to 1000000000, not 1.5");
  EXPECT_EQ(analysis_error(R"({"request": {"threshold": 1.01}})"),
            " request.threshold must be a number from 0 to 1, not 1.01");
  EXPECT_EQ(analysis_error(R"({"look": {"theme": "neon"}})"),
            R"( look.theme must be one of automatic, light, dark, not "neon")");
  EXPECT_EQ(analysis_error(R"({"selection": {"classes": [1, -1]}})"),
            " selection.classes[1] must be a whole number from 0 to 1000000000, not -1");
  EXPECT_EQ(analysis_error(R"({"table": {"descending": 1}})"),
            " table.descending must be true or false, not 1");
  EXPECT_EQ(analysis_error(R"({"pin": {"model": "a\nb"}})"),
            R"( pin.model must be a text of one line with at most 4096 bytes, not "a\nb")");
  EXPECT_EQ(analysis_error(R"({"charts": {"zooms": {"A1": {"x_min": 2, "x_max": 1}}}})"),
            R"( charts.zooms."A1" must have min below max on both axes)");
  EXPECT_EQ(analysis_error(R"({"request": {"methods": [{"parameters": {"k": 1}}]}})"),
            R"( request.methods[0].parameters."k" must be a text, not 1)");
}

TEST_F(SessionTest, AHugeFileIsNotRead) {
  std::ofstream(folder / "huge.json", std::ios::binary) << "";
  std::filesystem::resize_file(folder / "huge.json", (16 << 20) + 1);
  EXPECT_THROW(load_session(folder / "huge.json"), core::Error);
}

}  // namespace
}  // namespace vantage::viewer
