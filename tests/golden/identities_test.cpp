// SPDX-License-Identifier: Apache-2.0
// What must hold on any network, checked on every architecture of the zoo with random weights, through
// registry, planner and ABI.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/engine.hpp"

namespace vantage::engine {
namespace {

using test::plugins;

// Another batch size or number of threads is another order of additions, and another convolution algorithm.
// Random weights amplify that: what comes out of up to 150 layers is the small difference of large sums. For
// trained networks, see RealMethods.
constexpr double kCam = 5e-4;
// A gradient down to the pixels also changes where a ReLU's input crosses zero.
constexpr double kPixels = 5e-2;
// XGrad-CAM divides by sums of activations, which may nearly cancel where they have both signs.
constexpr double kQuotient = 5e-3;

double tolerance(const std::string& method) {
  return method == "saliency" || method == "input-x-gradient" ? kPixels : kCam;
}

class Identities : public ::testing::TestWithParam<std::string> {
 protected:
  // Random images of the smallest size that the architecture takes.
  void SetUp() override {
    const std::string name = GetParam();
    const int input = name == "inception_v3" ? 96 : name == "alexnet" ? 80 : 64;
    model =
        OpenModel::open(plugins(), parse_model(name + ",seed=3,classes=7,input=" + std::to_string(input)));
    for (uint64_t n = 0; n < 3; ++n) images.push_back(test::noise(model->info(), n));
    layer = model->layer("");
    head = model->api().head(layer);
  }
  std::vector<Explanation> explain(const std::vector<std::string>& methods, const std::vector<size_t>& which,
                                   const std::vector<std::string>& classes = {"2"}) const {
    std::vector<core::Input> some;
    for (const size_t n : which) some.push_back(images[n]);
    return test::explain(*model, methods, some, classes);
  }
  std::vector<float> raw(const std::string& method) const { return explain({method}, {0})[0].raw.values; }
  double logit(int64_t cls) const {
    return predict(*model, ImageBatch({&images[0]}, model->info()))[0].logits[static_cast<size_t>(cls)];
  }
  // Both functions of the head are the identity: a classifier behind global average pooling.
  bool linear() const {
    return head.channels > 0 && head.inner == VTG_HEAD_IDENTITY && head.outer == VTG_HEAD_IDENTITY;
  }
  static double largest(const std::vector<float>& v) {
    double most = 0;
    for (const float x : v) most = std::max(most, std::abs(double{x}));
    return most;
  }
  static void expect_equal(const std::vector<float>& a, const std::vector<float>& b, double tolerance,
                           const std::string& what, double scale = 1, double shift = 0) {
    ASSERT_EQ(a.size(), b.size()) << what;
    const double most = std::max(largest(a), 1e-20);
    for (size_t i = 0; i < a.size(); ++i)
      ASSERT_NEAR(a[i], scale * b[i] + shift, tolerance * most) << what << ", position " << i;
  }

  void gradient_cams_are_one_on_a_linear_head() const;
  void hires_cam_sums_to_the_logit() const;
  void recipro_cam_is_cam_over_positions_and_bias() const;
  void ablation_cam_by_formula_is_ablation_cam_by_passes() const;
  void a_batch_is_its_images_one_by_one() const;
  void a_class_is_the_same_whatever_else_is_asked() const;
  void one_thread_is_two() const;

  std::unique_ptr<OpenModel> model;
  std::vector<core::Input> images;
  int32_t layer = 0;
  vtg_head head{};
};

void Identities::gradient_cams_are_one_on_a_linear_head() const {
  const auto cam = raw("cam:relu=false");
  const auto positions = static_cast<double>(cam.size());
  for (const char* method : {"grad-cam:relu=false", "hires-cam:relu=false", "xgrad-cam:relu=false"})
    expect_equal(raw(method), cam, kQuotient, method, 1 / positions);
}

void Identities::hires_cam_sums_to_the_logit() const {
  const auto map = raw("hires-cam:relu=false");
  const double sum = std::accumulate(map.begin(), map.end(), 0.0);
  EXPECT_NEAR(sum + head.bias[2], logit(2), 1e-4 * (std::abs(logit(2)) + largest(map) * map.size()));
}

void Identities::recipro_cam_is_cam_over_positions_and_bias() const {
  const auto cam = raw("cam:relu=false"), recipro = raw("recipro-cam:relu=false,score=logit");
  expect_equal(recipro, cam, 1e-4, "recipro-cam", 1.0 / static_cast<double>(cam.size()), head.bias[2]);
}

void Identities::ablation_cam_by_formula_is_ablation_cam_by_passes() const {
  expect_equal(raw("ablation-cam:relu=false"), raw("ablation-cam:relu=false,closed_form=false"), 1e-3,
               "ablation-cam");
}

void Identities::a_batch_is_its_images_one_by_one() const {
  const std::vector<std::string> methods = {
      "grad-cam", "grad-cam++", "layer-cam", "random-cam", "smooth-grad-cam++:samples=3", "saliency"};
  const auto batch = explain(methods, {0, 1, 2});
  for (size_t n = 0; n < 3; ++n) {
    const auto single = explain(methods, {n});
    for (size_t m = 0; m < methods.size(); ++m)
      expect_equal(single[m].raw.values, batch[n * methods.size() + m].raw.values, tolerance(methods[m]),
                   methods[m]);
  }
}

void Identities::a_class_is_the_same_whatever_else_is_asked() const {
  const auto all = explain({"grad-cam"}, {0}, {"5", "2", "0"});
  const auto one = explain({"grad-cam"}, {0}, {"2"});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].cls, 5);
  EXPECT_EQ(all[1].cls, 2);
  expect_equal(one[0].raw.values, all[1].raw.values, kCam, "grad-cam");
}

void Identities::one_thread_is_two() const {
  const std::vector<std::string> methods = {"grad-cam:relu=false", "input-x-gradient"};
  configure(1, 0);
  const auto one = explain(methods, {0});
  configure(2, 0);
  const auto two = explain(methods, {0}), again = explain(methods, {0});
  for (size_t m = 0; m < methods.size(); ++m) {
    expect_equal(one[m].raw.values, two[m].raw.values, tolerance(methods[m]), methods[m]);
    EXPECT_EQ(two[m].raw.values, again[m].raw.values) << "the same bytes";
  }
}

// One test an architecture: opening it costs more than most of the checks.
TEST_P(Identities, Hold) {
  if (linear()) {
    gradient_cams_are_one_on_a_linear_head();
    hires_cam_sums_to_the_logit();
    recipro_cam_is_cam_over_positions_and_bias();
  }
  if (head.channels > 0) ablation_cam_by_formula_is_ablation_cam_by_passes();
  a_batch_is_its_images_one_by_one();
  a_class_is_the_same_whatever_else_is_asked();
  one_thread_is_two();
}

std::vector<std::string> architectures() {
  std::vector<std::string> names;
  for (const auto* loader : plugins().of_kind(VTG_MODEL_LOADER))
    if (loader->id == "zoo")
      for (const auto& a : loader->architectures) names.push_back(a.name);
  return names;
}
INSTANTIATE_TEST_SUITE_P(Zoo, Identities, ::testing::ValuesIn(architectures()),
                         [](const auto& i) { return i.param; });

}  // namespace
}  // namespace vantage::engine
