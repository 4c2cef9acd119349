// SPDX-License-Identifier: Apache-2.0
// The rows. Sizes, interpolation and normalisation are those of torchvision's IMAGENET1K_V1 weights, for the
// mini_ networks those of the bundled weights.
#include "plugins/models/zoo/architectures.hpp"
#include "plugins/models/zoo/families/families.hpp"

namespace vantage::zoo {
namespace {

constexpr std::array<float, 3> kMean = {0.485f, 0.456f, 0.406f}, kStd = {0.229f, 0.224f, 0.225f};

constexpr const char* kAlexNet = "Krizhevsky, One Weird Trick for Parallelizing CNNs, 2014, arXiv:1404.5997";
constexpr const char* kVgg =
    "Simonyan and Zisserman, Very Deep Convolutional Networks, ICLR 2015, arXiv:1409.1556";
constexpr const char* kResNet = "He et al., Deep Residual Learning, CVPR 2016, arXiv:1512.03385";
constexpr const char* kResNeXt =
    "Xie et al., Aggregated Residual Transformations, CVPR 2017, arXiv:1611.05431";
constexpr const char* kWide = "Zagoruyko and Komodakis, Wide Residual Networks, BMVC 2016, arXiv:1605.07146";
constexpr const char* kSqueezeNet =
    "Iandola et al., SqueezeNet: AlexNet-Level Accuracy with 50x Fewer Parameters, 2016, arXiv:1602.07360";
constexpr const char* kDenseNet =
    "Huang et al., Densely Connected Convolutional Networks, CVPR 2017, arXiv:1608.06993";
constexpr const char* kMobileNetV2 =
    "Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR 2018, arXiv:1801.04381";
constexpr const char* kMobileNetV3 = "Howard et al., Searching for MobileNetV3, ICCV 2019, arXiv:1905.02244";
constexpr const char* kShuffleNetV2 = "Ma et al., ShuffleNet V2, ECCV 2018, arXiv:1807.11164";
constexpr const char* kGoogLeNet =
    "Szegedy et al., Going Deeper with Convolutions, CVPR 2015, arXiv:1409.4842";
constexpr const char* kMnasNet =
    "Tan et al., MnasNet: Platform-Aware Neural Architecture Search, CVPR 2019, arXiv:1807.11626";
constexpr const char* kEfficientNet =
    "Tan and Le, EfficientNet: Rethinking Model Scaling, ICML 2019, arXiv:1905.11946";

using Build = std::function<void(Builder&, int64_t)>;

// The common case: 224 pixels cut from 256, bilinear, ImageNet's mean and deviation.
Architecture imagenet(const char* name, const char* family, const char* reference, const char* layer,
                      const char* head, Build build, int64_t resize = 256) {
  return {name,  family, reference, 224,  resize,          1000, Interpolation::bilinear,
          kMean, kStd,   layer,     head, std::move(build)};
}

Architecture vgg_of(const char* name, const char* layer, std::array<int, 5> depths, bool batch_norm) {
  return imagenet(name, "VGG", kVgg, layer, "classifier.6",
                  [=](Builder& b, int64_t classes) { vgg(b, classes, depths, batch_norm); });
}

Architecture resnet_of(const char* name, const ResNet& net, const char* family = "ResNet",
                       const char* reference = kResNet) {
  return imagenet(name, family, reference, "layer4", "fc",
                  [=](Builder& b, int64_t classes) { resnet(b, classes, net); });
}

Architecture squeezenet_of(const char* name, const SqueezeNet& net) {
  return imagenet(name, "SqueezeNet", kSqueezeNet, "features.12", "classifier.1",
                  [=](Builder& b, int64_t classes) { squeezenet(b, classes, net); });
}

// The ReLU behind `features` is a function in torchvision, but it is what the classifier sees.
Architecture densenet_of(const char* name, const std::vector<int>& depths, int64_t growth = 32,
                         int64_t stem = 64) {
  return imagenet(name, "DenseNet", kDenseNet, "relu", "classifier",
                  [=](Builder& b, int64_t classes) { densenet(b, classes, depths, growth, stem); });
}

Architecture mobilenet_v2_of(const char* name, const MobileNetV2& net = {}) {
  return imagenet(name, "MobileNet", kMobileNetV2, "features.18", "classifier.1",
                  [=](Builder& b, int64_t classes) { mobilenet_v2(b, classes, net); });
}

Architecture mobilenet_v3_of(const char* name, const char* layer, const MobileNetV3& net) {
  return imagenet(name, "MobileNet", kMobileNetV3, layer, "classifier.3",
                  [=](Builder& b, int64_t classes) { mobilenet_v3(b, classes, net); });
}

// The two wide ones were trained later, with a narrower margin around the crop.
Architecture shufflenet_of(const char* name, int64_t resize, const ShuffleNetV2& net) {
  return imagenet(
      name, "ShuffleNet", kShuffleNetV2, "conv5", "fc",
      [=](Builder& b, int64_t classes) { shufflenet_v2(b, classes, net); }, resize);
}

// The published weights expect -1 ... 1 (torchvision's transform_input turns ImageNet's normalisation
// into that); a mean and a deviation of one half say the same.
Architecture googlenet_of(const char* name) {
  auto a = imagenet(name, "GoogLeNet", kGoogLeNet, "inception5b", "fc", googlenet);
  a.mean = a.std = {0.5f, 0.5f, 0.5f};
  return a;
}

Architecture mnasnet_of(const char* name, double width) {
  return imagenet(name, "MnasNet", kMnasNet, "layers.16", "classifier.1",
                  [=](Builder& b, int64_t classes) { mnasnet(b, classes, width); });
}

Architecture efficientnet_of(const char* name, int64_t input, int64_t resize, double width, double depth) {
  auto a = imagenet(
      name, "EfficientNet", kEfficientNet, "features.8", "classifier.1",
      [=](Builder& b, int64_t classes) { efficientnet(b, classes, width, depth); }, resize);
  a.input = input;
  a.interpolation = Interpolation::bicubic;
  return a;
}

// A small relative for the forty classes of the drawn data set: pictures of 96 pixels, uncropped.
Architecture mini(Architecture a) {
  a.input = a.resize = 96;
  a.classes = 40;
  return a;
}

Architecture mini_alexnet() {
  const AlexNet net{.widths = {16, 32, 64, 48, 48}, .hidden = 128, .stride = 3, .pool = 2};
  return mini(imagenet("mini_alexnet", "AlexNet", kAlexNet, "features.11", "classifier.6",
                       [=](Builder& b, int64_t classes) { alexnet(b, classes, net); }));
}

Architecture mini_resnet(const char* name, Block kind, std::array<int, 4> depths, int64_t planes) {
  return mini(resnet_of(name, {kind, depths, 1, 64, planes, 1}));
}

std::vector<Architecture> table() {
  return {
      imagenet("alexnet", "AlexNet", kAlexNet, "features.12", "classifier.6",
               [](Builder& b, int64_t classes) { alexnet(b, classes); }),
      vgg_of("vgg11", "features.20", {1, 1, 2, 2, 2}, false),
      vgg_of("vgg11_bn", "features.28", {1, 1, 2, 2, 2}, true),
      vgg_of("vgg13", "features.24", {2, 2, 2, 2, 2}, false),
      vgg_of("vgg13_bn", "features.34", {2, 2, 2, 2, 2}, true),
      vgg_of("vgg16", "features.30", {2, 2, 3, 3, 3}, false),
      vgg_of("vgg16_bn", "features.43", {2, 2, 3, 3, 3}, true),
      vgg_of("vgg19", "features.36", {2, 2, 4, 4, 4}, false),
      vgg_of("vgg19_bn", "features.52", {2, 2, 4, 4, 4}, true),
      resnet_of("resnet18", {Block::basic, {2, 2, 2, 2}}),
      resnet_of("resnet34", {Block::basic, {3, 4, 6, 3}}),
      resnet_of("resnet50", {Block::bottleneck, {3, 4, 6, 3}}),
      resnet_of("resnet101", {Block::bottleneck, {3, 4, 23, 3}}),
      resnet_of("resnet152", {Block::bottleneck, {3, 8, 36, 3}}),
      resnet_of("resnext50_32x4d", {Block::bottleneck, {3, 4, 6, 3}, 32, 4}, "ResNeXt", kResNeXt),
      resnet_of("wide_resnet50_2", {Block::bottleneck, {3, 4, 6, 3}, 1, 128}, "Wide ResNet", kWide),
      squeezenet_of("squeezenet1_0", {SqueezeNet::v1_0, 96}),
      squeezenet_of("squeezenet1_1", {SqueezeNet::v1_1, 64}),
      densenet_of("densenet121", {6, 12, 24, 16}),
      densenet_of("densenet161", {6, 12, 36, 24}, 48, 96),
      densenet_of("densenet169", {6, 12, 32, 32}),
      densenet_of("densenet201", {6, 12, 48, 32}),
      mobilenet_v2_of("mobilenet_v2"),
      mobilenet_v3_of("mobilenet_v3_small", "features.12", {.size = MobileNetV3::small, .hidden = 1024}),
      mobilenet_v3_of("mobilenet_v3_large", "features.16", {.size = MobileNetV3::large, .hidden = 1280}),
      shufflenet_of("shufflenet_v2_x0_5", 256, {{24, 48, 96, 192, 1024}}),
      shufflenet_of("shufflenet_v2_x1_0", 256, {{24, 116, 232, 464, 1024}}),
      shufflenet_of("shufflenet_v2_x1_5", 232, {{24, 176, 352, 704, 1024}}),
      shufflenet_of("shufflenet_v2_x2_0", 232, {{24, 244, 488, 976, 2048}}),
      googlenet_of("googlenet"),
      mnasnet_of("mnasnet0_5", 0.5),
      mnasnet_of("mnasnet1_0", 1.0),
      efficientnet_of("efficientnet_b0", 224, 256, 1.0, 1.0),
      efficientnet_of("efficientnet_b1", 240, 256, 1.0, 1.1),
      efficientnet_of("efficientnet_b2", 288, 288, 1.1, 1.2),
      efficientnet_of("efficientnet_b3", 300, 320, 1.2, 1.4),
      efficientnet_of("efficientnet_b4", 380, 384, 1.4, 1.8),
      mini_alexnet(),
      mini_resnet("mini_resnet10", Block::basic, {1, 1, 1, 1}, 12),
      mini_resnet("mini_resnet18", Block::basic, {2, 2, 2, 2}, 12),
      mini_resnet("mini_resnet34", Block::basic, {3, 4, 6, 3}, 8),
      mini_resnet("mini_resnet50", Block::bottleneck, {3, 4, 6, 3}, 8),
      mini(squeezenet_of("mini_squeezenet1_0", {SqueezeNet::v1_0, 16, 6, true})),
      mini(squeezenet_of("mini_squeezenet1_1", {SqueezeNet::v1_1, 24, 8, true})),
      mini(densenet_of("mini_densenet24", {3, 4, 3}, 8, 12)),
      mini(densenet_of("mini_densenet36", {4, 6, 6}, 8, 12)),
      mini(mobilenet_v2_of("mini_mobilenet_v2", {.width = 0.3, .last = 192, .final_stride = 1})),
      mini(mobilenet_v3_of("mini_mobilenet_v3", "features.12",
                           {.size = MobileNetV3::small, .width = 0.4, .hidden = 128, .final_stride = 1})),
      mini(shufflenet_of("mini_shufflenet_v2_x0_5", 96, {{8, 16, 32, 64, 128}, {2, 4, 2}, false})),
      mini(shufflenet_of("mini_shufflenet_v2_x1_0", 96, {{12, 32, 64, 128, 192}, {2, 4, 2}, false})),
  };
}

}  // namespace

const std::vector<Architecture>& architectures() {
  static const auto all = table();
  return all;
}

}  // namespace vantage::zoo
