// SPDX-License-Identifier: Apache-2.0
// The two toy networks, weights and all.
#pragma once
#include "network.hpp"

namespace toy {

/// 1 x 4 x 4 -> conv 3x3 of ones (2 channels, biases -50 and -75) -> ReLU -> flatten -> two rows of
/// [1,1,1,1,1,-1,-1,-1] -> ReLU. Captum's tests use the same network (BasicModel_ConvNet_One_Conv), so
/// published numbers exist. The last ReLU's output are the logits.
std::unique_ptr<Network> m1(vantage::Host);

/// 3 x side x side -> conv 3x3 (red, vertical edge, horizontal edge, blue) -> ReLU -> global average
/// pool -> 3 classes. With Z pixels and head weights w, d logit_c / d relu_k is w_ck / Z everywhere,
/// so on its ReLU maps CAM, Grad-CAM, HiResCAM and XGrad-CAM differ by the factor Z at most.
std::unique_ptr<Network> linear_gap(vantage::Host, int32_t side);

}  // namespace toy
