// SPDX-License-Identifier: Apache-2.0
#include "core/contact_sheet.hpp"

#include <gtest/gtest.h>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using testing::error_of;

ContactSheet two_by_two() {
  const auto tile = [](int red) { return cv::Mat(32, 32, CV_8UC3, cv::Scalar(red, 0, 0)); };
  ContactSheet s;
  s.tile = 32;
  s.columns = {{"cat", "resnet18"}, {"cat", "a name that is much too long for its column"}};
  s.rows = {"grad-cam", "rise"};
  s.cells = {{tile(10), tile(20)}, {tile(30), cv::Mat()}};
  return s;
}

TEST(ContactSheet, PutsEachPictureInItsPlaceAndLeavesMissingOnesWhite) {
  const cv::Mat sheet = draw_contact_sheet(two_by_two());
  const int step = 36, left = sheet.cols - 2 * step, top = sheet.rows - 2 * step;
  const auto red = [&](int column, int row) {
    return sheet.at<cv::Vec3b>(top + row * step + 16, left + column * step + 16)[0];
  };
  EXPECT_EQ(red(0, 0), 10);
  EXPECT_EQ(red(0, 1), 20);
  EXPECT_EQ(red(1, 0), 30);
  EXPECT_EQ(red(1, 1), 255);
}

TEST(ContactSheet, RefusesWhatIsNoGrid) {
  auto s = two_by_two();
  s.cells[1].pop_back();
  EXPECT_EQ(error_of([&] { draw_contact_sheet(s); }), "a contact sheet's columns have different lengths");
  s = two_by_two();
  s.cells[0][0] = cv::Mat(8, 8, CV_8UC3);
  EXPECT_EQ(error_of([&] { draw_contact_sheet(s); }),
            "a contact sheet's pictures must be RGB and as large as its tiles");
  EXPECT_NE(error_of([] { draw_contact_sheet({}); }).find("at least one picture"), std::string::npos);
}

}  // namespace
}  // namespace vantage::core
