// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/testing/shared_data.hpp"
#include "host/viewer/testing/small_database.hpp"

namespace vantage::viewer {

// The small database with pictures, red on the left and blue on the right, and maps of the four tenches: by
// "grad-cam" of every model, by "score-cam" of alexnet on the first alone. A raw map has 1 x 4 values, as
// many ones on the right as the model's number in the order of names (alexnet 1, resnet18 2, vgg16 3). Grown
// to 224 x 224 it rises by 1 in 56 pixels, centred where the ones begin: at threshold 0.5 the region of
// interest is a quarter, a half, three quarters of the picture; at 0.25 it has 14 of 224 columns more, a
// sixteenth.
class ExplainedDatabase {
 public:
  ExplainedDatabase();
  const std::filesystem::path& file() const { return small_.file(); }
  storage::Database open() const { return small_.open(); }
  // Adds the map of another image, for its label.
  void explain(int64_t position, const std::string& model, const std::string& method) const;
  std::filesystem::path picture(int n) const { return pictures_ / ("image" + std::to_string(n) + ".png"); }

 private:
  vantage::testing::TemporaryFolder pictures_;
  SmallDatabase small_;
};

}  // namespace vantage::viewer
