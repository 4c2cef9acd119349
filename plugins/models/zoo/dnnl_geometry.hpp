// SPDX-License-Identifier: Apache-2.0
// What oneDNN must know of a convolution. n: its node; in: channels of its input.
#pragma once
#include <algorithm>
#include <utility>

#include "plugins/models/zoo/dnnl_shim.hpp"
#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo::dnn {

inline Dims weight_dims(const Node& n, int64_t in) {
  const int64_t out = n.shape[0];
  return n.groups == 1 ? Dims{out, in, n.kernel_h, n.kernel_w}
                       : Dims{n.groups, out / n.groups, in / n.groups, n.kernel_h, n.kernel_w};
}

inline Window window_of(const Node& n) {
  return {{n.kernel_h, n.kernel_w},
          {n.stride, n.stride},
          {n.dilation - 1, n.dilation - 1},
          {n.padding, n.padding},
          {n.padding, n.padding}};
}

// Sixteen channels fill a register of AVX-512, eight one of AVX2.
inline int64_t channels_a_block() {
  const auto isa = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
  const auto wide = static_cast<unsigned>(dnnl::cpu_isa::avx512_core);
  return (isa & wide) == wide ? 16 : 8;
}
inline Tag blocks_of_channels() {
  return channels_a_block() == 16 ? Tag::nChw16c : Tag::nChw8c;
}

// Debian 13's oneDNN divides by zero, which ends the program, when it is asked for a kernel of these with
// channels last, in either direction: the "maskrcnn" case of est_eff_1x1() in its jit_brgemm_conv_utils.cpp,
// version 3.7.
inline bool only_in_blocks(const Node& n, int64_t in) {
  if (n.kernel_h != 1 || n.kernel_w != 1 || n.groups != 1) return false;
  const auto [few, many] = std::minmax(in, n.shape[0]);
  return (few == 1024 && many == 2048) || (few == 512 && many == 1024) || (few == 256 && many == 1024) ||
         (few == 512 && many == 2048);
}

// Winograd's F(4 x 4, 3 x 3) needs a quarter of the multiplications, but enough tiles to be worth it, and
// transforming the weights takes as long as many single images do.
inline bool worth_winograd(const Node& n, int64_t in, int64_t batch) {
  const int64_t out = n.shape[0];
  const int64_t tiles = batch * ((n.shape[1] + 3) / 4) * ((n.shape[2] + 3) / 4);
  return n.kernel_h == 3 && n.kernel_w == 3 && n.stride == 1 && n.dilation == 1 && n.groups == 1 &&
         in % 16 == 0 && out % 16 == 0 && batch >= 4 && tiles >= 16;
}

}  // namespace vantage::zoo::dnn
