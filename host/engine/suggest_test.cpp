// SPDX-License-Identifier: Apache-2.0
#include "host/engine/suggest.hpp"

#include <gmock/gmock.h>

namespace {

using namespace vantage::engine;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Suggest, EditDistanceCountsASwapOnce) {
  EXPECT_EQ(edit_distance("", "cam"), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("gard-cam", "grad-cam"), 1u);
}

TEST(Suggest, NearestComesFirst) {
  const std::vector<std::string> ids = {"grad-cam", "grad-cam++", "org.example.xgrad-cam", "rise"};
  EXPECT_THAT(nearest("grad-cma", ids), ElementsAre("grad-cam", "org.example.xgrad-cam"));
  EXPECT_THAT(nearest("GRADCAM", ids, 1), ElementsAre("grad-cam"));
  EXPECT_THAT(nearest("xgrad-cam", ids, 1), ElementsAre("org.example.xgrad-cam"));
  EXPECT_THAT(nearest("occlusion", ids), IsEmpty());
  EXPECT_EQ(did_you_mean("ries", ids), " (did you mean 'rise'?)");
  EXPECT_EQ(did_you_mean("occlusion", ids), "");
}

}  // namespace
