// SPDX-License-Identifier: Apache-2.0
// Methods that look at a layer's values and at no class: all classes of an image have one map.
#pragma once
#include "vantage/linear_cam.hpp"

namespace vantage {

/// maps() x h x w; reads the parameter "relu". draw(A, m): the Z numbers of the map of K x Z values A; called
/// once an image.
template <class Draw>
Tensor one_map_an_image(const Call& call, View values, Draw&& draw) {
  Eigen::RowVectorXf map;
  return cam_of_each(call, values, call.params.boolean("relu"),
                     [&](const auto& a, int64_t m) -> const Eigen::RowVectorXf& {
                       if (m == 0 || call.image_of(m) != call.image_of(m - 1)) map = draw(a, m);
                       return map;
                     });
}

}  // namespace vantage
