// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <opencv2/core/types.hpp>
#include <vector>

#include "core/box.hpp"

namespace vantage::core {

// The boxes of a PASCAL VOC annotation (<annotation>, <object>, <bndbox>), as ImageNet has them too, in the
// file's order and in its numbers. Other elements are passed over; entities and document types are not looked
// at. Where `picture` has a size, an annotation that states another one is refused. Throws Error, one line
// that names the file, for XML that is broken or longer than 1 MiB, a missing or senseless number and a box
// without an inside. Thread-safe.
std::vector<Box> read_pascal(const std::filesystem::path& xml, cv::Size picture = {});

}  // namespace vantage::core
