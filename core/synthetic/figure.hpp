// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "core/synthetic/paint.hpp"

namespace vantage::core::synthetic {

struct Part {
  Outline outline;
  Paint paint;
  bool contour = true;  // a darker rim that sets it off from what lies beneath
  double opacity = 1;
};

// A thing as its parts, the rearmost first, in coordinates of its own (outline.hpp).
class Figure {
 public:
  void add(Outline o, Paint p) { parts_.push_back({std::move(o), std::move(p)}); }
  void add(Outline o, const Colour& c) { add(std::move(o), plain(c)); }
  // A marking on the part below: no rim.
  void mark(Outline o, Paint p) { parts_.push_back({std::move(o), std::move(p), false}); }
  void mark(Outline o, const Colour& c) { mark(std::move(o), plain(c)); }
  void glaze(Outline o, const Colour& c, double opacity) {
    parts_.push_back({std::move(o), plain(c), true, opacity});
  }

  const std::vector<Part>& parts() const { return parts_; }

 private:
  std::vector<Part> parts_;
};

}  // namespace vantage::core::synthetic
