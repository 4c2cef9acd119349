// SPDX-License-Identifier: Apache-2.0
#include "vantage/resize.hpp"

#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

struct RefineCamTest : CamTest {
  // m1 under the counting image, with layers by name.
  std::vector<float> map(const char* layers) {
    const Plugin plugin(VANTAGE_PLUGIN, host);
    const auto& table = plugin.table<vtg_explainer_v1>(VTG_EXPLAINER);
    auto v = values(table, "refine-cam", {{"layer", kRelu1}});
    v[1].text = layers;
    std::vector<float> x(16);
    for (size_t i = 0; i < 16; ++i) x[i] = static_cast<float>(i);
    const Tensor image = host.tensor({1, 1, 4, 4}, x);
    const int64_t zero = 0;
    const Model model = m1.get();
    vtg_explain q{};
    q.struct_size = sizeof q;
    q.n_params = static_cast<uint32_t>(v.size());
    q.model = model.c();
    q.model_api = model.api();
    q.images = image.view().c();
    q.targets = q.image_of = &zero;
    q.n_maps = 1;
    q.params = v.data();
    q.job = job.c();
    vtg_explainer* explainer = nullptr;
    detail::check([&](vtg_error* e) { return table.create("refine-cam", host.c(), &explainer, e); });
    vtg_tensor* out = nullptr;
    detail::check([&](vtg_error* e) { return table.explain(explainer, &q, &out, e); });
    table.destroy(explainer);
    return numbers(Tensor(out).view());
  }
};

TEST_F(RefineCamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}}, {{"layer", kFc}});
}

TEST_F(RefineCamTest, OneResolutionIsGradCamPlusPlus) {
  EXPECT_THAT(map(""), near({0, 4 / 55.0f, 37 / 55.0f, 1}));
}

TEST_F(RefineCamTest, LayersAreMultiplied) {
  // Grad-CAM++ of the convolution: only its first channel, -5, 4, 31, 40, has positive gradients.
  EXPECT_THAT(map("conv1"), near({0, 0.1f, 31 / 40.0f, 1}));
  EXPECT_THAT(map("relu1+conv1"), near({0, 0.1f * 4 / 55, 31 / 40.0f * 37 / 55, 1}));
  EXPECT_THAT(map("relu1+relu1"), near({0, 4 / 55.0f, 37 / 55.0f, 1}));
}

TEST_F(RefineCamTest, UnknownLayersAreRefused) {
  EXPECT_EQ(
      refusal([&] { map("relu1+relu9"); }),
      "layers: the model has no layer 'relu9'; separate names by '+', 'vantage models show' lists them");
  EXPECT_EQ(refusal([&] { map("fc"); }),
            "layer 'fc' has no spatial extent; choose a convolution or a block of them");
}

TEST(RefineCamGrow, HasHalfPixelCentres) {
  eigen::RowMajor small(2, 2), big(4, 4);
  small << 0, 4,  //
      8, 12;
  big << 0, 1, 3, 4,  //
      2, 3, 5, 6,     //
      6, 7, 9, 10,    //
      8, 9, 11, 12;
  EXPECT_EQ(eigen::resized(small, 4, 4), big);
  EXPECT_EQ(eigen::resized(small, 2, 2), small);
}

}  // namespace
}  // namespace vantage::test
