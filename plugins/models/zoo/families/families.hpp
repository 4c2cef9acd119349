// SPDX-License-Identifier: Apache-2.0
// One function a family; each names its layers and parameters as torchvision does, aliases included
// for every module that holds others. Node 0 is the input; the last node pushed is the logits.
// All throw BuildError, naming the layer, when the input is too small. Pure: no state is shared.
// What a struct leaves unsaid is as published; the mini_ networks say less width and fewer strides, for
// inputs of 96 pixels.
#pragma once
#include <array>

#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo {

/// Krizhevsky, One weird trick, 2014 (arXiv:1404.5997).
struct AlexNet {
  std::array<int64_t, 5> widths = {64, 192, 384, 256, 256};
  int64_t hidden = 4096, stride = 4, pool = 6;  // the stride is the first convolution's; pool: pixels left
};
void alexnet(Builder&, int64_t classes, const AlexNet& = {});

/// Simonyan & Zisserman 2015 (arXiv:1409.1556). `depths`: convolutions before each of the five pools.
void vgg(Builder&, int64_t classes, std::array<int, 5> depths, bool batch_norm);

enum class Block { basic, bottleneck };
/// He et al. 2016 (arXiv:1512.03385), Xie et al. 2017 (ResNeXt), Zagoruyko & Komodakis 2016 (wide).
struct ResNet {
  Block kind;
  std::array<int, 4> depths;
  int64_t groups = 1, width_per_group = 64;
  int64_t planes = 64;       // of the stem and of the first stage; each stage doubles them
  int64_t final_stride = 2;  // of the fourth stage
};
void resnet(Builder&, int64_t classes, const ResNet&);

struct SqueezeNet {
  enum Version { v1_0, v1_1 } version;
  int64_t stem;          // channels of the first convolution
  int64_t squeeze = 16;  // of the first fire module; the others follow the paper's proportions
  bool padded = false;   // the first convolution keeps the border: extents halve exactly
};
/// Iandola et al. 2016 (arXiv:1602.07360).
void squeezenet(Builder&, int64_t classes, const SqueezeNet&);

/// Huang et al. 2017 (arXiv:1608.06993), DenseNet-BC. `depths`: layers of each dense block; `stem`: channels
/// of the first convolution.
void densenet(Builder&, int64_t classes, const std::vector<int>& depths, int64_t growth, int64_t stem);

struct MobileNetV2 {
  double width = 1;                       // multiplies the channels
  int64_t last = 1280, final_stride = 2;  // channels of the last convolution; the last stride in the network
};
/// Sandler et al. 2018 (arXiv:1801.04381).
void mobilenet_v2(Builder&, int64_t classes, const MobileNetV2& = {});

struct MobileNetV3 {
  enum Size { small, large } size;
  double width = 1;
  int64_t hidden;  // features between the two linear layers
  int64_t final_stride = 2;
};
/// Howard et al. 2019 (arXiv:1905.02244).
void mobilenet_v3(Builder&, int64_t classes, const MobileNetV3&);

struct ShuffleNetV2 {
  std::array<int64_t, 5> widths;  // channels of the stem, of the three stages, of the last layer
  std::array<int, 3> repeats = {4, 8, 4};
  bool pooled = true;  // halves the extent behind the stem
};
/// Ma et al. 2018 (arXiv:1807.11164).
void shufflenet_v2(Builder&, int64_t classes, const ShuffleNetV2&);

/// Szegedy et al. 2015 (arXiv:1409.4842), with batch norm and without the auxiliary classifiers.
void googlenet(Builder&, int64_t classes);

/// Tan et al. 2019 (arXiv:1807.11626), variant B1. `width` multiplies the channels.
void mnasnet(Builder&, int64_t classes, double width);

/// Tan & Le 2019 (arXiv:1905.11946). `width` multiplies the channels of B0, `depth` its repeats.
void efficientnet(Builder&, int64_t classes, double width, double depth);

}  // namespace vantage::zoo
