// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/map.hpp"

namespace vantage::core {

// How a raw map grows to the input's size; all three use half-pixel centres and repeat the border.
enum class Interpolation { nearest, bilinear, bicubic };

// What happens to a method's raw map before anyone compares or sees it. Libraries differ here, so that maps
// of one method differ too: a profile is such a set of choices.
struct PostProcessing {
  bool relu = true;                      // negative values become 0 first
  bool normalise_before_resize = false;  // to [0,1] at the map's own resolution too, not only at the end
  float epsilon = 0;                     // added to the maximum that normalising divides by
  Interpolation interpolation = Interpolation::bilinear;
};

// `paper`: ReLU, bilinear, then min-max to [0,1]. `pytorch-grad-cam`: that library's scale_cam_image, once at
// the map's resolution and once more at the end. `torch-cam`: normalised at the map's resolution, then grown
// as that library's overlay does. `captum`: nearest neighbour, both signs. Throws Error, with the known
// names, for any other.
const PostProcessing& profile(std::string_view name);
const std::vector<std::string>& profile_names();

struct Finished {
  Map map;            // height x width, in [0,1]
  bool no_attention;  // the raw map is constant (after the ReLU): `map` is all zeros
};

// Throws Error where the raw map holds NaN or infinity, naming the place, and for an empty map or a size
// beyond 1 to 2^14. Thread-safe.
Finished finish(const Map& raw, const PostProcessing& choices, int height, int width);

// How the finished maps of several layers become one.
enum class Fuse { mean, max };

// Maps of one size, in [0,1]: their mean or their maximum, pixel by pixel. Throws Error where there is none
// or the sizes differ.
Map fuse(const std::vector<Map>& maps, Fuse how);

}  // namespace vantage::core
