// SPDX-License-Identifier: Apache-2.0
// Pictures as a network is taught on and examined with, in memory.
#pragma once

#include <vector>

#include "core/synthetic/dataset.hpp"
#include "plugins/models/zoo/architectures.hpp"
#include "plugins/models/zoo/aten.hpp"

namespace vantage::train {

struct Samples {
  at::Tensor pixels;  // N x H x W x 3, uint8
  at::Tensor labels;  // N, int64: class indices
  int64_t size() const { return pixels.size(0); }
};

/// Of every class `per_class` scenes, classes taking turns.
std::vector<core::synthetic::Scene> scenes_of(const core::synthetic::DatasetOptions&, core::synthetic::Split,
                                              int per_class);

Samples draw_samples(const std::vector<core::synthetic::Scene>&, int pixels);

/// The pictures of these numbers as a network reads them: N x 3 x extent x extent, channels last, normalised.
/// With `random` they are taught on: mirrored, moved by up to a sixteenth, brighter or darker, each at
/// random.
at::Tensor batch(const Samples&, const std::vector<int64_t>& which, const zoo::Architecture&, int64_t extent,
                 core::synthetic::Random* random);

}  // namespace vantage::train
