// SPDX-License-Identifier: GPL-3.0-or-later
// A database that can be held in the head: three models on six classes of three roots, four images a class.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/testing/shared_data.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// How many of the four images of each class (tench, hen, church, castle, rose, oak) a model has right.
using RightOfFour = std::array<int, 6>;
inline const std::map<std::string, RightOfFour> kRight = {
    {"alexnet", {1, 2, 3, 0, 4, 2}},   // 12 of 24
    {"resnet18", {4, 4, 2, 3, 4, 1}},  // 18 of 24
    {"vgg16", {2, 3, 4, 4, 1, 1}},     // 15 of 24
};

// Written through the repositories. Data set "small"; roots animal (tench, hen), building (church, castle),
// plant (rose, oak).
class SmallDatabase {
 public:
  // `pictures`: the folder of the images, image0.png to image23.png, which need not be there.
  explicit SmallDatabase(const std::filesystem::path& pictures = {});

  const std::filesystem::path& file() const { return file_; }
  storage::Database open() const { return storage::Database::create_or_open(file_); }  // for writing

 private:
  vantage::testing::TemporaryFolder folder_;
  std::filesystem::path file_;
};

// Sums up confidences, which layouts are computed of: each model takes a class for itself six times in ten
// and for the other one of its root three times.
void add_class_sums(storage::Database&);

}  // namespace vantage::viewer
