// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.hpp"

namespace vantage::viewer {

// Adds to a SmallDatabase maps of Grad-CAM for the label of image 0, a tench: alexnet and vgg16 look right,
// resnet18 looks left. Finished to 224 x 224 a map is 0 on a quarter, rises evenly over a half, and is 1 on a
// quarter: by L1 the two sides are 1/4 + 1/4 + 1/2 * 1/2 = 0.75 apart.
void add_small_maps(storage::Database&);

// And what a comparison by L1 keeps of the class tench: alexnet and resnet18 0.5 apart, alexnet and vgg16
// 0.1, resnet18 and vgg16 0.4, over 4, 4 and 3 images.
void add_small_similarities(storage::Database&);

}  // namespace vantage::viewer
