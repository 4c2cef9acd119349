// SPDX-License-Identifier: Apache-2.0
// Methods on real networks and photographs against what the Python libraries and the formulas give. Left
// out, and said so, where the shared data are absent.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/image.hpp"
#include "core/testing/golden.hpp"
#include "core/testing/shared_data.hpp"
#include "tests/support/engine.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;
using testing::GoldenFile;
using Floats = std::vector<float>;

double correlation(const Floats& a, const Floats& b) {
  const auto n = static_cast<double>(a.size());
  double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    ma += a[i] / n;
    mb += b[i] / n;
  }
  for (size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

double mean_difference(const Floats& a, const Floats& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += std::abs(double{a[i]} - b[i]);
  return sum / static_cast<double>(a.size());
}

// Both stretched to [0,1], so that a mean difference means the same for every method.
Floats unit(Floats v) {
  const auto [low, high] = std::minmax_element(v.begin(), v.end());
  const float from = *low, range = *high - *low;
  for (float& x : v) x = (x - from) / range;
  return v;
}

// One network's golden numbers and the network itself.
struct Bench {
  Bench(const fs::path& shared, const std::string& name, const char* folder)
      : shared_(shared),
        golden(shared / folder / (name + ".safetensors")),
        index(nlohmann::json::parse(std::ifstream(shared / folder / "index.json")).at(name)),
        model(OpenModel::open(
            test::plugins(), parse_model(name + ":" + (shared / "data/models" / (name + ".pth")).string()))) {
  }
  Explanation explain(const std::string& photograph, const std::string& method,
                      const std::string& profile) const {
    const auto image = core::load_image(shared_ / "data/images" / photograph);
    const auto input = core::preprocess(image.rgb, model->preprocessing());
    const auto cls = std::to_string(index.at("images").at(photograph).at("class").get<int>());
    return test::explain(*model, {method}, {input}, {cls}, profile).at(0);
  }
  Floats expected(const std::string& photograph, const std::string& what) const {
    return golden.at(photograph + "/" + what).values;
  }

  fs::path shared_;
  GoldenFile golden;
  nlohmann::json index;
  std::unique_ptr<OpenModel> model;
};

// What is asked of every deterministic method: correlation 0.999, mean difference 0.005 of the range.
void expect_same_map(const Floats& ours, const Floats& theirs, const std::string& what) {
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  EXPECT_GE(correlation(ours, theirs), 0.999) << what;
  EXPECT_LE(mean_difference(unit(ours), unit(theirs)), 0.005) << what;
}

int plugin_threads() {
  return Host(plugin_host()).threads();
}

class RealMethods : public ::testing::TestWithParam<const char*> {};

TEST_P(RealMethods, GradientCamsAreThoseOfPytorchGradCam) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const Bench bench(shared, GetParam(), "golden");
  for (const auto& photograph : bench.golden.photographs_with("logits")) {
    SCOPED_TRACE(photograph);
    for (const std::string method :
         {"grad-cam", "grad-cam++", "xgrad-cam", "layer-cam", "hires-cam", "grad-cam-elementwise"}) {
      const bool rectified = method == "layer-cam" || method == "grad-cam-elementwise";
      const auto raw =
          bench.explain(photograph, method + (rectified ? "" : ":relu=false"), "pytorch-grad-cam").raw;
      expect_same_map(raw.values, bench.expected(photograph, method + "/raw"), method);
    }
    for (const std::string method : {"grad-cam", "layer-cam"})
      expect_same_map(bench.explain(photograph, method, "pytorch-grad-cam").map.values,
                      bench.expected(photograph, method + "/final"), method + " final");
    // Its sign is a matter of taste.
    const auto eigen = bench.explain(photograph, "eigen-cam:relu=false", "pytorch-grad-cam").raw.values;
    auto expected = bench.expected(photograph, "eigen-cam/raw");
    if (correlation(eigen, expected) < 0)
      for (float& x : expected) x = -x;
    expect_same_map(eigen, expected, "eigen-cam");
  }
}

// Final maps of eight photographs at once, one by one, and on one thread: 1e-5 in [0,1]. Random weights of
// both signs cancel: what is left of a channel sum is a small part of its terms, whose rounding counts the
// more.
TEST_P(RealMethods, BatchesAndThreadsDoNotMatter) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const Bench bench(shared, GetParam(), "golden");
  std::vector<core::Input> images;
  for (const auto& photograph : bench.golden.photographs_with("logits"))
    images.push_back(core::preprocess(core::load_image(shared / "data/images" / photograph).rgb,
                                      bench.model->preprocessing()));
  const std::vector<std::string> methods = {"grad-cam",  "grad-cam++",  "xgrad-cam",  "layer-cam",
                                            "hires-cam", "recipro-cam", "random-cam", "ablation-cam"};
  const auto batch = test::explain(*bench.model, methods, images);
  const auto threads = plugin_threads();
  for (size_t n = 0; n < images.size(); ++n) {
    configure(n % 2 ? 1 : threads, 0);
    const auto single = test::explain(*bench.model, methods, {images[n]});
    for (size_t m = 0; m < methods.size(); ++m) {
      const auto& a = single[m].map.values;
      const auto& b = batch[n * methods.size() + m].map.values;
      double worst = 0;
      for (size_t i = 0; i < a.size(); ++i) worst = std::max(worst, std::abs(double{a[i]} - b[i]));
      EXPECT_LE(worst, methods[m] == "random-cam" ? 3e-5 : 1e-5) << methods[m] << ", image " << n;
    }
  }
  configure(threads, 0);
}

// Both average 64 noisy images, of another random generator each: hence 0.99.
TEST_P(RealMethods, SmoothGradCamPlusPlusFollowsThePaper) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const Bench bench(shared, GetParam(), "golden");
  const auto photographs = bench.golden.photographs_with("smooth-grad-cam++/raw");
  ASSERT_FALSE(photographs.empty());
  for (size_t i = 0; i < std::min<size_t>(2, photographs.size()); ++i)
    EXPECT_GE(correlation(bench.explain(photographs[i], "smooth-grad-cam++:samples=64", "paper").raw.values,
                          bench.expected(photographs[i], "smooth-grad-cam++/raw")),
              0.99)
        << photographs[i];
}

INSTANTIATE_TEST_SUITE_P(All, RealMethods,
                         ::testing::Values("squeezenet1_0", "squeezenet1_1", "mobilenet_v2",
                                           "mobilenet_v3_small", "resnet18", "resnet50"),
                         [](const auto& i) { return std::string(i.param); });

class SlowMethods : public ::testing::TestWithParam<const char*> {};

TEST_P(SlowMethods, ScoreCamAndAblationCamAreThoseOfPytorchGradCam) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const Bench bench(shared, GetParam(), "golden/slow");
  for (const auto& photograph : bench.golden.photographs_with("score-cam/raw")) {
    SCOPED_TRACE(photograph);
    const auto score = bench.explain(photograph, "score-cam:relu=false", "pytorch-grad-cam");
    expect_same_map(score.raw.values, bench.expected(photograph, "score-cam/raw"), "score-cam");
    expect_same_map(bench.explain(photograph, "score-cam", "pytorch-grad-cam").map.values,
                    bench.expected(photograph, "score-cam/final"), "score-cam final");
    const auto ablation = bench.explain(photograph, "ablation-cam:relu=false", "pytorch-grad-cam");
    expect_same_map(ablation.raw.values, bench.expected(photograph, "ablation-cam/raw"), "ablation-cam");
  }
}

// BBMP's objective on m = 1 - map, as the golden README writes it; the network's part through the ABI.
std::pair<double, double> probability_and_objective(const OpenModel& model, const core::Input& input,
                                                    const core::Map& map, int64_t cls) {
  constexpr int kSide = 224, kRadius = 30;
  constexpr double kSigma = 10;
  std::vector<double> kernel;
  for (int i = -kRadius; i <= kRadius; ++i) kernel.push_back(std::exp(-0.5 * i * i / (kSigma * kSigma)));
  const double sum = std::accumulate(kernel.begin(), kernel.end(), 0.0);
  const auto reflect = [](int i) { return i < 0 ? -i : i >= kSide ? 2 * kSide - 2 - i : i; };
  const auto blurred = [&](const Floats& x, int dy, int dx) {
    Floats y(x.size());
    for (int c = 0; c < 3; ++c)
      for (int r = 0; r < kSide; ++r)
        for (int q = 0; q < kSide; ++q) {
          double v = 0;
          for (int k = -kRadius; k <= kRadius; ++k)
            v += kernel[static_cast<size_t>(k + kRadius)] / sum *
                 x[static_cast<size_t>((c * kSide + reflect(r + k * dy)) * kSide + reflect(q + k * dx))];
          y[static_cast<size_t>((c * kSide + r) * kSide + q)] = static_cast<float>(v);
        }
    return y;
  };
  Floats mask = map.values;
  for (float& x : mask) x = 1 - x;
  const Floats blur = blurred(blurred(input.chw, 0, 1), 1, 0);
  const auto view = [](const Floats& v, int64_t* shape, int dims) {
    return vtg_view{const_cast<float*>(v.data()), {1, 0}, dims, {2, 32, 1}, shape, nullptr, 0};
  };
  int64_t image_shape[] = {1, 3, kSide, kSide}, mask_shape[] = {1, map.height, map.width};
  const auto image = view(input.chw, image_shape, 4), base = view(blur, image_shape, 4),
             masks = view(mask, mask_shape, 3);
  SharedModel shared(model.api(), model.perturb(), &image, {});
  auto q = Perturbation::request(View(&image), View(&masks));
  q.baseline = &base;
  q.probabilities = 1;
  q.n_targets = 1;
  q.targets = &cls;
  const double p = Perturbation(shared.model(), SharedModel::perturb(), nullptr).scores(q).view().data()[0];
  double l1 = 0, tv = 0;
  const auto at = [&](int y, int x) { return double{mask[static_cast<size_t>(y * map.width + x)]}; };
  for (int y = 0; y < map.height; ++y)
    for (int x = 0; x < map.width; ++x) {
      l1 += std::abs(1 - at(y, x));
      if (y + 1 == map.height || x + 1 == map.width) continue;
      const double dy = at(y, x) - at(y + 1, x), dx = at(y, x) - at(y, x + 1);
      tv += std::pow(dx * dx + dy * dy + 1e-12, 1.5);
    }
  return {p, p + 1e-4 * l1 + 1e-2 * tv};
}

TEST_P(SlowMethods, BbmpReachesTheObjectiveOfThreeHundredIterations) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const Bench bench(shared, GetParam(), "golden/slow");
  for (const auto& photograph : bench.golden.photographs_with("bbmp/raw")) {
    SCOPED_TRACE(photograph);
    const auto e = bench.explain(photograph, "bbmp:jitter=0", "paper");
    const auto input = core::preprocess(core::load_image(shared / "data/images" / photograph).rgb,
                                        bench.model->preprocessing());
    const auto& about = bench.index.at("images").at(photograph);
    const auto golden = bench.golden.at(photograph + "/bbmp/raw");
    const auto cls = about.at("class").get<int64_t>();
    // The formula above, on their mask, gives their numbers: the comparison is fair.
    const auto theirs = probability_and_objective(*bench.model, input, {28, 28, golden.values}, cls);
    EXPECT_NEAR(theirs.second, about.at("bbmp").at("objective").get<double>(), 1e-3);
    const auto ours = probability_and_objective(*bench.model, input, e.raw, cls);
    EXPECT_LE(ours.second, theirs.second);
    EXPECT_LE(ours.first, theirs.first);
    RecordProperty("objective", std::to_string(ours.second) + " against " + std::to_string(theirs.second));
  }
}

INSTANTIATE_TEST_SUITE_P(All, SlowMethods, ::testing::Values("squeezenet1_1", "mobilenet_v2", "resnet18"),
                         [](const auto& i) { return std::string(i.param); });

}  // namespace
}  // namespace vantage::engine
