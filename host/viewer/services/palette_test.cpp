// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/palette.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "host/viewer/services/theme.hpp"
#include "host/viewer/testing/colour_difference.hpp"

namespace vantage::viewer {
namespace {

// Numbers 1, 7, 9, 13 and 17 of the test data that Sharma, Wu and Dalal (2005) publish, to their four
// decimals.
TEST(DeltaE2000, GivesThePublishedNumbers) {
  EXPECT_NEAR(delta_e_2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 5e-5);
  EXPECT_NEAR(delta_e_2000({50, 0, 0}, {50, -1, 2}), 2.3669, 5e-5);
  EXPECT_NEAR(delta_e_2000({50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}), 7.1792, 5e-5);
  EXPECT_NEAR(delta_e_2000({50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}), 4.8045, 5e-5);
  EXPECT_NEAR(delta_e_2000({50, 2.5, 0}, {73, 25, -18}), 27.1492, 5e-5);
}

TEST(DeltaE2000, WhiteAndBlackAreAHundredApart) {
  EXPECT_NEAR(lab(linear(0xffffff))[0], 100, 1e-4);
  EXPECT_NEAR(delta_e_2000(lab(linear(0xffffff)), lab(linear(0x000000))), 100, 1e-3);
  EXPECT_NEAR(contrast(0xffffff, 0x000000), 21, 1e-5);
}

TEST(Palette, ColoursStayApartWhateverConesAreMissing) {
  for (const Shade shade : {Shade::light, Shade::dark})
    for (const Sight sight : {Sight::normal, Sight::protan, Sight::deutan, Sight::tritan})
      for (size_t i = 0; i < kColours; ++i)
        for (size_t j = 0; j < i; ++j) {
          const auto look = [&](size_t k) { return lab(seen(linear(colours(shade)[k]), sight)); };
          EXPECT_GE(delta_e_2000(look(i), look(j)), 10)
              << i << " and " << j << ", shade " << static_cast<int>(shade) << ", sight "
              << static_cast<int>(sight);
        }
}

TEST(Palette, ColoursStandOutFromTheGround) {
  for (const Shade shade : {Shade::light, Shade::dark})
    for (const Rgb colour : colours(shade)) EXPECT_GE(contrast(colour, theme_colours(shade).base), 3);
}

TEST(Palette, StylesDifferForLongerThanTheColoursLast) {
  std::set<std::pair<int, int>> roots, models;
  for (size_t i = 0; i < 64; ++i) {
    const RootStyle root = root_style(i, Shade::light);
    roots.insert({root.colour.r << 16 | root.colour.g << 8 | root.colour.b, static_cast<int>(root.marker)});
    const ModelStyle model = model_style(i, Shade::light);
    models.insert(
        {model.colour.r << 16 | model.colour.g << 8 | model.colour.b, static_cast<int>(model.dash)});
  }
  EXPECT_EQ(roots.size(), 64u);
  EXPECT_EQ(models.size(), 32u);
  for (size_t i = 0; i < 8; ++i)
    for (size_t j = 0; j < i; ++j)
      EXPECT_NE(root_style(i, Shade::dark).marker, root_style(j, Shade::dark).marker);
}

TEST(Theme, TextCanBeRead) {
  for (const Shade shade : {Shade::light, Shade::dark}) {
    const ThemeColours& t = theme_colours(shade);
    for (const Rgb ground : {t.window, t.base}) {
      EXPECT_GE(contrast(t.text, ground), 4.5);
      EXPECT_GE(contrast(t.muted, ground), 4.5);
      EXPECT_GE(contrast(t.warning, ground), 4.5);
      EXPECT_GE(contrast(t.accent, ground), 3);
    }
    EXPECT_GE(contrast(t.on_accent, t.accent), 4.5);
  }
  EXPECT_EQ(shade_of(Theme::automatic, true), Shade::dark);
  EXPECT_EQ(shade_of(Theme::automatic, false), Shade::light);
  EXPECT_EQ(shade_of(Theme::light, true), Shade::light);
  EXPECT_EQ(shade_of(Theme::dark, false), Shade::dark);
}

}  // namespace
}  // namespace vantage::viewer
