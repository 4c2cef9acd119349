// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/viewer/services/palette.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// The colours of everything that is no data. Text has a contrast of at least 4.5 to both grounds, `muted` and
// `accent` of at least 3 (WCAG 2.1, 1.4.3 and 1.4.11).
struct ThemeColours {
  Shade shade;
  Rgb window, base;       // the grounds: of controls, of charts and tables
  Rgb text, muted;        // of what is read, of what is there beside it
  Rgb grid, border;       // fine lines; edges
  Rgb accent, on_accent;  // what is pinned or selected; text on it
  Rgb warning;            // errors
};

const ThemeColours& theme_colours(Shade);

// `automatic` follows the desktop.
Shade shade_of(Theme, bool desktop_is_dark);

}  // namespace vantage::viewer
