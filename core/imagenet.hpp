// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace vantage::core {

// A class that networks tell apart, with the coarse class above it. Ids, labels and roots come from
// WordNet 3.0 (LICENSES/WordNet-3.0.txt).
struct LeafClass {
  int index;          // in the networks' output
  std::string wnid;   // WordNet's id, "n01440764"
  std::string label;  // synonyms separated by commas, "tench, Tinca tinca"
  std::string root;   // one of the eight root classes of Xuan et al. 2022: "animal", "artifact", ...
};

// ImageNet's 1,000 classes (ILSVRC 2012) in the order of their indices. Thread-safe.
const std::vector<LeafClass>& imagenet_classes();

}  // namespace vantage::core
