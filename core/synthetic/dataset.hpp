// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/synthetic/scene.hpp"

namespace vantage::core::synthetic {

// A data set of pictures whose truth is known. Every picture follows from the seed, its split, class and
// number alone, so that a larger set holds the smaller one. The defaults are the demo's pictures; no bundled
// network was taught on them.
struct DatasetOptions {
  uint64_t seed = 1;
  int pixels = 96;
  int train_per_class = 0, test_per_class = 10;
  MarkRates train_marks = kPlantedMarks, test_marks = kIndependentMarks;
};

enum class Split : uint64_t { train = 0, test = 1 };

// The scene of picture `number` (0 or more) of a class. Throws Error as compose() does.
Scene scene_of(const DatasetOptions&, Split, int class_index, int number);

// Writes into `folder`, which is made where it is missing:
//   <split>/<class>-<number>.png       the picture, with blanks in the class's name as hyphens
//   <split>/<class>-<number>.mask.png  255 where the object is
//   images.csv    file,class_index,label,root,split,xmin,ymin,xmax,ymax,mask: the object's box in pixels,
//   xmax and
//                 ymax the first column and row behind it; files as seen from the folder
//   marks.csv     file,kind,xmin,ymin,xmax,ymax: the pictures that bear a mark, and where
//   taxonomy.csv  class_index,wnid,label,root
// The tables come last: a folder without them is not whole. `progress` hears how many pictures are written
// and how many there will be; it returns false to stop, and then the tables are not written. Returns whether
// all was. Throws Error for options out of range and for files that cannot be written.
bool write_dataset(const std::filesystem::path& folder, const DatasetOptions&,
                   const std::function<bool(int done, int total)>& progress = {});

}  // namespace vantage::core::synthetic
