// SPDX-License-Identifier: GPL-3.0-or-later
// Where one map is higher than another, and where it is lower. Thread-safe, throws nothing but
// std::bad_alloc.
#pragma once

#include <QtGui/QImage>

#include "core/map.hpp"
#include "host/viewer/services/rgb.hpp"

namespace vantage::viewer {

// From blue (-1) over near white (0) to orange (1), told apart by every kind of colour sight. Beyond the
// ends, the end's; NaN is grey.
Rgb difference_colour(double difference);

// a - b, cell by cell. Empty unless both have one size.
core::Map difference(const core::Map& a, const core::Map& b);

// The colours of a difference over the photograph in grey. Format_RGB32, of the photograph's size, or of the
// map's where there is no photograph.
QImage difference_over(const QImage& photograph, const core::Map& difference);

}  // namespace vantage::viewer
