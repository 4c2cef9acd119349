// SPDX-License-Identifier: Apache-2.0
// What oneDNN must know of a convolution. n: its node; in: channels of its input.
#pragma once
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

// Winograd's F(4 x 4, 3 x 3) needs a quarter of the multiplications, but enough tiles to be worth it, and
// transforming the weights takes as long as many single images do.
inline bool worth_winograd(const Node& n, int64_t in, int64_t batch) {
  const int64_t out = n.shape[0];
  const int64_t tiles = batch * ((n.shape[1] + 3) / 4) * ((n.shape[2] + 3) / 4);
  return n.kernel_h == 3 && n.kernel_w == 3 && n.stride == 1 && n.dilation == 1 && n.groups == 1 &&
         in % 16 == 0 && out % 16 == 0 && batch >= 4 && tiles >= 16;
}

}  // namespace vantage::zoo::dnn
