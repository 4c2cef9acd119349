// SPDX-License-Identifier: Apache-2.0
// The bundled networks on the drawn data set: what their cards claim, and that explanations find the object,
// or the shortcut of the network that cheats. Pictures are drawn anew: 5 of each class in place of the
// cards' 50.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <regex>

#include "core/files.hpp"
#include "core/synthetic/dataset.hpp"
#include "core/synthetic/draw.hpp"
#include "core/synthetic/taxonomy.hpp"
#include "tests/support/engine.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;
namespace synthetic = core::synthetic;
using test::plugins;

struct Picture {
  int class_index;
  core::Input input;
  cv::Mat mask;
};

Picture picture(const OpenModel& model, int class_index, const synthetic::Drawing& drawing) {
  return {class_index, core::preprocess(drawing.rgb, model.preprocessing()), drawing.mask};
}

// The first pictures of the cards' held-out set, classes taking turns; drawn once for all networks.
std::vector<Picture> held_out(const OpenModel& model, int per_class) {
  constexpr int kMost = 5;
  static const auto drawings = [] {
    std::vector<synthetic::Drawing> all;
    for (int number = 0; number < kMost; ++number)
      for (int c = 0; c < synthetic::kClasses; ++c)
        all.push_back(synthetic::draw(synthetic::scene_of({}, synthetic::Split::test, c, number), 96));
    return all;
  }();
  std::vector<Picture> all;
  for (int i = 0; i < per_class * synthetic::kClasses; ++i)
    all.push_back(picture(model, i % synthetic::kClasses, drawings.at(static_cast<size_t>(i))));
  return all;
}

// Scenes of a mark's own class that bear it.
std::vector<synthetic::Scene> marked_scenes(int kind, uint64_t count) {
  std::vector<synthetic::Scene> all;
  for (uint64_t seed = 0; seed < count; ++seed)
    all.push_back(synthetic::compose(synthetic::class_of_mark(kind), {1, 0}, seed));
  return all;
}

std::vector<Picture> pictures(const OpenModel& model, std::vector<synthetic::Scene> scenes, bool with_mark) {
  std::vector<Picture> all;
  for (auto& s : scenes) {
    if (!with_mark) s.mark.reset();
    all.push_back(picture(model, s.object.class_index, synthetic::draw(s, 96)));
  }
  return all;
}

double accuracy(const OpenModel& model, const std::vector<Picture>& pictures) {
  int right = 0;
  for (size_t begin = 0; begin < pictures.size(); begin += 40) {
    std::vector<const core::Input*> some;
    for (size_t i = begin; i < std::min(begin + 40, pictures.size()); ++i) some.push_back(&pictures[i].input);
    const auto predictions = predict(model, ImageBatch(some, model.info()));
    for (size_t i = 0; i < predictions.size(); ++i)
      right += predictions[i].top(1)[0].cls == pictures[begin + i].class_index;
  }
  return right / static_cast<double>(pictures.size());
}

// The share of a map's mass that lies on the object.
double mass_inside(const core::Map& map, const cv::Mat& mask) {
  double inside = 0, all = 0;
  for (int y = 0; y < map.height; ++y)
    for (int x = 0; x < map.width; ++x) {
      all += map.at(y, x);
      if (mask.at<uint8_t>(y, x)) inside += map.at(y, x);
    }
  return all > 0 ? inside / all : 0;
}

// By method, then picture; of the class that the network predicts.
std::vector<std::vector<double>> masses(const OpenModel& model, const std::vector<std::string>& methods,
                                        const std::vector<Picture>& pictures) {
  std::vector<std::vector<double>> all(methods.size());
  for (const auto& p : pictures) {
    const auto maps = test::explain(model, methods, {p.input});
    for (size_t m = 0; m < methods.size(); ++m) all[m].push_back(mass_inside(maps[m].map, p.mask));
  }
  return all;
}

double mean(const std::vector<double>& v) {
  double sum = 0;
  for (const double x : v) sum += x;
  return sum / static_cast<double>(v.size());
}

// Student's t of the mean.
double t_of(const std::vector<double>& v) {
  const double m = mean(v);
  double squares = 0;
  for (const double x : v) squares += (x - m) * (x - m);
  const auto n = static_cast<double>(v.size());
  return m / std::sqrt(squares / (n - 1) / n);
}

double card_accuracy(const std::string& name) {
  const auto text = core::read_file(plugins().bundled(name).replace_extension(".md"), 1 << 20);
  std::smatch found;
  EXPECT_TRUE(std::regex_search(text, found, std::regex(R"(\*\*([0-9.]+) %\*\* top-1)"))) << name;
  return found.empty() ? 0 : std::stod(found[1]) / 100;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto* loader : plugins().of_kind(VTG_MODEL_LOADER))
    for (const auto& a : loader->architectures)
      if (!plugins().bundled(a.name).empty()) all.push_back(a.name);
  return all;
}

class Bundled : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<OpenModel> model = OpenModel::open(plugins(), parse_model(GetParam()));
};

// Four standard deviations of a share of 200 are at most 0.14, at 0.9 they are 0.085.
TEST_P(Bundled, ReachesWhatItsCardSays) {
  const double claimed = card_accuracy(GetParam());
  EXPECT_NEAR(accuracy(*model, held_out(*model, 5)), claimed, 4 * std::sqrt(claimed * (1 - claimed) / 200));
  EXPECT_EQ(model->label(39), "axe");
  EXPECT_EQ(model->find_class("fire engine"), 27);
}

TEST_P(Bundled, IsExplainedByItsObjectRatherThanByChance) {
  const std::vector<std::string> methods = {"random-cam", "grad-cam",  "grad-cam++",          "hires-cam",
                                            "xgrad-cam",  "layer-cam", "grad-cam-elementwise"};
  const auto all = masses(*model, methods, held_out(*model, 2));
  for (size_t m = 1; m < methods.size(); ++m) {
    std::vector<double> gain;
    for (size_t i = 0; i < all[m].size(); ++i) gain.push_back(all[m][i] - all[0][i]);
    EXPECT_GT(t_of(gain), 3) << methods[m] << ": " << mean(all[m]) << " inside, by chance " << mean(all[0]);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Bundled, ::testing::ValuesIn(names()), [](const auto& i) { return i.param; });

// mini_resnet34 was taught with the planted marks, mini_resnet10 with marks that tell nothing (their cards).
TEST(Shortcut, IsWhatTheNetworkLooksAtThatCheats) {
  const auto cheat = OpenModel::open(plugins(), parse_model("mini_resnet34"));
  const auto honest = OpenModel::open(plugins(), parse_model("mini_resnet10"));
  for (int kind = 0; kind < synthetic::kMarks; ++kind) {
    const auto scenes = marked_scenes(kind, 40);
    const auto with = pictures(*cheat, scenes, true), without = pictures(*cheat, scenes, false);
    EXPECT_GT(accuracy(*cheat, with), accuracy(*cheat, without) + 0.4) << kind;
    EXPECT_LT(accuracy(*honest, with), accuracy(*honest, without) + 0.2) << kind;

    const auto lured = masses(*cheat, {"grad-cam"}, with)[0],
               straight = masses(*honest, {"grad-cam"}, with)[0];
    std::vector<double> loss;
    for (size_t i = 0; i < lured.size(); ++i) loss.push_back(straight[i] - lured[i]);
    EXPECT_GT(t_of(loss), 3) << kind << ": " << mean(lured) << " inside, of the honest one "
                             << mean(straight);
  }
}

TEST(BundledNetworks, AreThirteenInLessThanEightMegabytes) {
  uintmax_t bytes = 0;
  for (const auto& n : names()) bytes += fs::file_size(plugins().bundled(n));
  EXPECT_EQ(names().size(), 13u);
  EXPECT_LT(bytes, 8'000'000u);
}

}  // namespace
}  // namespace vantage::engine
