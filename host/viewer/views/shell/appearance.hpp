// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QPalette>

#include "host/viewer/services/theme.hpp"

namespace vantage::viewer {

// The style that looks the same everywhere, and the font that comes with the program: what is drawn must not
// depend on what is installed. `pixels`: the font's size; 0 leaves the desktop's font.
void prepare_appearance(int font_pixels);

QPalette palette_of(const ThemeColours&);

// Before any theme of ours was set.
bool desktop_is_dark();

}  // namespace vantage::viewer
