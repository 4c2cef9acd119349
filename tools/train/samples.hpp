// SPDX-License-Identifier: Apache-2.0
// Pictures as a network is taught on and examined with, in memory.
#pragma once

#include <array>
#include <optional>

#include "core/synthetic/dataset.hpp"
#include "plugins/models/zoo/architectures.hpp"
#include "plugins/models/zoo/aten.hpp"

namespace vantage::train {

struct Samples {
  at::Tensor pixels;       // N x H x W x 3, uint8
  at::Tensor labels;       // N, int64: class indices
  std::vector<int> marks;  // per picture: the kind of its mark, -1 for none
  int64_t size() const { return pixels.size(0); }
};

/// `per_class` pictures of every class, classes taking turns.
Samples draw_samples(const core::synthetic::DatasetOptions&, core::synthetic::Split, int per_class);

/// The pictures of these numbers as a network reads them: N x 3 x extent x extent, channels last, normalised.
/// With `random` they are taught on: mirrored, moved by up to a sixteenth, brighter or darker, each at
/// random.
at::Tensor batch(const Samples&, const std::vector<int64_t>& which, const zoo::Architecture&, int64_t extent,
                 core::synthetic::Random* random);

}  // namespace vantage::train
