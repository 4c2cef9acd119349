// SPDX-License-Identifier: Apache-2.0
// Masked images written where the network reads them.
#pragma once
#include <ATen/core/ivalue.h>

#include <vector>

#include "vantage/perturb_request.hpp"

namespace vantage::zoo {

/// x[i] = keep[i] * image + (1 - keep[i]) * baseline, sample i for mask of[i] of the request. keep: n x H x
/// W, float32. x: n x C x H x W, of any order of its axes, float32 or bfloat16, overwritten.
void blend(const PerturbRequest&, const std::vector<int64_t>& of, const at::Tensor& keep, at::Tensor& x);

/// d/d x, float32, becomes d/d keep, n x H x W.
at::Tensor blend_gradient(const PerturbRequest&, const std::vector<int64_t>& of, const at::Tensor& slope);

}  // namespace vantage::zoo
