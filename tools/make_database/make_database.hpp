// SPDX-License-Identifier: Apache-2.0
// The parts of make_database. What is invented depends on the numbers in Size alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "storage/analysis_records.hpp"
#include "storage/dataset_records.hpp"
#include "storage/records.hpp"

namespace vantage::make_database {

struct Size {
  int models = 13, images = 50000, classes = 1000, methods = 1;
  int maps = 7;  // side of a map
};

inline constexpr char kDataset[] = "made";

// invent.cpp: rows that look like those of networks. No file behind them exists.
storage::Model model(const Size&, int m);
storage::MethodSettings method(int x);
std::vector<storage::DatasetClass> classes(const Size&);
storage::Image image(const Size&, int i);
int label(const Size&, int i);  // as many images of one class as of another, the classes one after another
storage::Box box(int i);

// What model m is sure of for image i: a few classes like the label and equal shares of the rest.
struct Confidences {
  std::vector<std::pair<int, double>> few;  // most probable first
  double rest = 0;                          // of every other class
  int rank_of(int cls) const;
  double of(int cls) const;
};
Confidences confidences(const Size&, int m, int i);
std::vector<float> map(const Size&, int m, int i, int x);

// fill.cpp: through the repositories. Each prints how many rows a second it wrote.
void write_predictions(const std::filesystem::path&, const Size&);
void write_explanations(const std::filesystem::path&,
                        const Size&);  // prints the bytes a map takes in the file
void write_analyses(const std::filesystem::path&, const Size&);

// time_queries.cpp: what a viewer asks, each with its median time.
void time_queries(const std::filesystem::path&);

}  // namespace vantage::make_database
