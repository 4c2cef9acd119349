// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/onednn_check.hpp"

#include <ATen/Context.h>

#include "plugins/models/zoo/aten.hpp"

namespace vantage::zoo {
namespace {

at::Tensor whole_numbers(at::IntArrayRef shape) {
  return at::arange(c10::multiply_integers(shape), at::kFloat).remainder(7).sub(3).reshape(shape);
}

bool sums_differ() {
  auto& context = at::globalContext();
  // Twenty channels fill no block of eight or sixteen, and LibTorch gives oneDNN no single image.
  const auto x = whole_numbers({2, 20, 6, 6}), w = whole_numbers({36, 20, 3, 3});
  const auto with = at::conv2d(x, w);
  context.setUserEnabledMkldnn(false);
  const auto without = at::conv2d(x, w);
  context.setUserEnabledMkldnn(true);
  return with.sub(without).abs().max().item<float>() > 0.5f;
}

}  // namespace

void leave_wrong_onednn_alone() {
  static const bool wrong = at::globalContext().userEnabledMkldnn() && sums_differ();
  if (wrong) at::globalContext().setUserEnabledMkldnn(false);
}

}  // namespace vantage::zoo
