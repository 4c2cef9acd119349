// SPDX-License-Identifier: Apache-2.0
// One function a family; each names its layers and parameters as torchvision does, aliases included
// for every module that holds others. Node 0 is the input; the last node pushed is the logits.
// All throw BuildError, naming the layer, when the input is too small. Pure: no state is shared.
#pragma once
#include <array>

#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo {

/// Krizhevsky, One weird trick, 2014 (arXiv:1404.5997).
void alexnet(Builder&, int64_t classes);

/// Simonyan & Zisserman 2015 (arXiv:1409.1556). `depths`: convolutions before each of the five pools.
void vgg(Builder&, int64_t classes, std::array<int, 5> depths, bool batch_norm);

enum class Block { basic, bottleneck };
/// He et al. 2016 (arXiv:1512.03385), Xie et al. 2017 (ResNeXt), Zagoruyko & Komodakis 2016 (wide).
void resnet(Builder&, int64_t classes, Block, std::array<int, 4> depths, int64_t groups = 1,
            int64_t width_per_group = 64);

enum class SqueezeNet { v1_0, v1_1 };
/// Iandola et al. 2016 (arXiv:1602.07360).
void squeezenet(Builder&, int64_t classes, SqueezeNet);

/// Huang et al. 2017 (arXiv:1608.06993), DenseNet-BC. `stem`: channels of the first convolution.
void densenet(Builder&, int64_t classes, std::array<int, 4> depths, int64_t growth, int64_t stem);

/// Sandler et al. 2018 (arXiv:1801.04381).
void mobilenet_v2(Builder&, int64_t classes);

enum class MobileNetV3 { small, large };
/// Howard et al. 2019 (arXiv:1905.02244).
void mobilenet_v3(Builder&, int64_t classes, MobileNetV3);

/// Ma et al. 2018 (arXiv:1807.11164). `widths`: channels of the stem, of the three stages, of the last layer.
void shufflenet_v2(Builder&, int64_t classes, std::array<int64_t, 5> widths);

/// Szegedy et al. 2015 (arXiv:1409.4842), with batch norm and without the auxiliary classifiers.
void googlenet(Builder&, int64_t classes);

/// Tan et al. 2019 (arXiv:1807.11626), variant B1. `width` multiplies the channels.
void mnasnet(Builder&, int64_t classes, double width);

/// Tan & Le 2019 (arXiv:1905.11946). `width` multiplies the channels of B0, `depth` its repeats.
void efficientnet(Builder&, int64_t classes, double width, double depth);

}  // namespace vantage::zoo
