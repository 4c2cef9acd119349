// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/query/explained.hpp"

namespace vantage::viewer {

// What methods look like: one image explained to one model by each of them.
struct MethodExamples {
  struct Example {
    std::string method;
    MapPlace place;
  };
  size_t model = Catalogue::kNone;  // place in the catalogue
  int cls = -1;                     // the label of the image
  std::string path;                 // of the image
  std::vector<Example> examples;    // in the order of the database's methods
};

// Of the first images of some classes, the one with maps of most methods for one model, the preferred one (or
// kNone) if it has as many. Empty where there are no maps. Throws storage::Error.
MethodExamples method_examples(storage::Database&, const Catalogue&, size_t preferred_model);

}  // namespace vantage::viewer
