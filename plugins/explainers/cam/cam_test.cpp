// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

struct ClassActivationTest : CamTest {
  // linear-gap, with whatever head the test tells.
  static inline vtg_head told;
  static inline vtg_model_v1 table;
  Model model() const {
    const Model m = gap.get();
    table = *m.api();
    table.head = [](const vtg_model*, int32_t, vtg_head* out, vtg_error*) -> vtg_status {
      *out = told;
      return VTG_OK;
    };
    return Model(m.c(), &table, m.host());
  }
  void SetUp() override {
    static constexpr float bias[] = {0, 0.125f, 0};
    told = {sizeof told, 4, VTG_HEAD_IDENTITY, VTG_HEAD_IDENTITY, kHead[0], bias};
  }
  std::vector<float> map(const std::vector<int64_t>& which, const std::vector<int64_t>& classes,
                         std::vector<int64_t> image_of = {}, double relu = 0) {
    return numbers(method
                       .explain(model(), images(which).view(), classes, {{"layer", kGapRelu}, {"relu", relu}},
                                job, nullptr, std::move(image_of))
                       .view());
  }
};

TEST_F(ClassActivationTest, IsTheClassifiersRow) {  // 16 times Grad-CAM
  for (int64_t c = 0; c < 3; ++c)
    EXPECT_THAT(map({c}, {c}), near(weighted(c, {kHead[c], kHead[c] + 4}), 1e-6f));
}

TEST_F(ClassActivationTest, KeepsBothSignsUnlessAsked) {
  auto both = map({1}, {2});
  EXPECT_THAT(both, testing::Contains(testing::Lt(0)));
  for (float& x : both) x = std::max(x, 0.0f);
  EXPECT_EQ(map({1}, {2}, {}, /*relu=*/1), both);
}

TEST_F(ClassActivationTest, BatchAndClassesEqualSingleCalls) {
  std::vector<float> apart;
  const std::vector<int64_t> image_of = {0, 0, 1, 2, 2}, classes = {2, 0, 1, 1, 2};
  for (size_t m = 0; m < classes.size(); ++m) {
    const auto one = map({image_of[m]}, {classes[m]});
    apart.insert(apart.end(), one.begin(), one.end());
  }
  EXPECT_EQ(map({0, 1, 2}, classes, image_of), apart);
}

TEST_F(ClassActivationTest, RefusesHeadsThatItCannotRead) {
  told.channels = 0;
  EXPECT_EQ(refusal([&] { map({0}, {0}); }),
            "layer 'relu' is not followed by global average pooling and one linear layer, whose weights CAM "
            "reads; use grad-cam, which computes such weights for any head");
  SetUp();
  told.inner = VTG_HEAD_RELU;
  EXPECT_EQ(refusal([&] { map({0}, {0}); }),
            "layer 'relu' is followed by a ReLU, so the classifier sees other values than CAM would; choose "
            "that ReLU");
  SetUp();
  told.outer = VTG_HEAD_RELU;
  EXPECT_EQ(refusal([&] { map({0}, {0}); }),
            "layer 'relu' leads to scores that a ReLU clips at each position before they are averaged, so "
            "CAM's weighted sum does not add up to the class score; use grad-cam");
}

TEST_F(ClassActivationTest, LayersWithoutMapsAreRefused) {
  EXPECT_EQ(refusal([&] {
              on_m1({{"layer", kFc}});
            }),
            "layer 'fc' has no spatial extent; choose a convolution or a block of them");
}

}  // namespace
}  // namespace vantage::test
