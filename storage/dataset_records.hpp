// SPDX-License-Identifier: Apache-2.0
// The rows about data sets as plain structs; docs/database.md explains every column.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vantage::storage {

// Identity: name. Two files that hold a data set mean the same one if its sha256 agrees.
struct Dataset {
  int64_t id = 0;
  std::string name;
  std::string source;  // folder or file that it was read from
  std::string sha256;  // of its images, classes, splits and boxes in their order; the repository computes it
};

// A leaf class and the root class above it.
struct DatasetClass {
  int cls = 0;                    // index of the logit
  std::string wnid, label, root;  // WordNet's id, or empty
  bool operator==(const DatasetClass&) const = default;
};

// Pixels of the file, the edges of the rectangle; xmin < xmax and ymin < ymax.
struct Box {
  double xmin = 0, ymin = 0, xmax = 0, ymax = 0;
  bool operator==(const Box&) const = default;
};

// One image of a data set. The same bytes under two paths are one Image and two entries.
struct DatasetEntry {
  int64_t id = 0;
  int64_t position = 0;  // from 0 in the order of the data set
  int64_t image = 0;
  std::string path;
  int cls = -1;             // the label; -1: none
  std::string split, mask;  // "val"; path of a mask; either may be empty
  std::vector<Box> boxes;
  bool operator==(const DatasetEntry&) const = default;
};

// How one model fared on one entry that has a label. That it is there means that its confidences are in the
// class sums.
struct LabelledPrediction {
  int64_t entry = 0, prediction = 0;
  double probability = 0;  // of the label, in [0,1]
  int rank = 0;            // of the label among all classes; 1 is the most probable
};

// Identity: the text.
struct Experiment {
  int64_t id = 0, dataset = 0;
  std::string sha256;  // of the text; the repository computes it
  std::string name, text;
  std::string created_utc;  // "2026-11-24T00:42:30Z"
};

}  // namespace vantage::storage
