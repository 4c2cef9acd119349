// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/synthetic/figure.hpp"

namespace vantage::core::synthetic {

// The planted shortcut: a mark that lies in a corner of the background and has nothing to do with the object.
// 0 is a round red seal with a star, 1 a yellow tag with a blue cross.
Figure mark(int kind);

}  // namespace vantage::core::synthetic
