// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/box.hpp"
#include "core/imagenet.hpp"

namespace vantage::core {

struct DatasetEntry {
  std::filesystem::path file;  // absolute
  int cls = -1;                // index into the listing's classes; -1: the source gives none
  std::string split;           // "train", "val", ...; may be empty
  std::vector<Box> boxes;      // in pixels of the file
  std::filesystem::path mask;  // a picture of the file's size, not black inside; empty: none
};

struct DatasetListing {
  std::vector<LeafClass> classes;     // in the order of their indices; empty: no class is known
  std::vector<DatasetEntry> entries;  // each file once
  std::vector<std::string> problems;  // what was left out: place, reason, way out, in one line each
};

// Where to look for what the source does not hold itself; empty: where it customarily lies.
struct DatasetOptions {
  std::filesystem::path taxonomy;     // a CSV for read_taxonomy()
  std::filesystem::path annotations;  // a folder of PASCAL VOC files: <class>/<stem>.xml or <stem>.xml
  std::filesystem::path images;       // the folder that a CSV's file names begin in
  std::filesystem::path masks;        // the same for masks; for a folder, <class>/<stem>.png or <stem>.png
};

// The images of a folder or of a CSV file, with what is known of them; no picture is opened.
//
// A folder is searched with all below it, but for links to folders and names that begin with a dot; entries
// are sorted by path. The folder that an image lies in is its class where the taxonomy has it (as a wnid or a
// label). Without a taxonomy: if any folder is named by one of ImageNet's wnids, the classes are ImageNet's;
// if all images lie one folder deep, the folders are the classes, each its own root; if all lie two deep,
// <root>/<class>/; otherwise there are none. A folder named train, val, validation or test above the class is
// its split. Boxes come from <stem>.xml beside the image, in options.annotations, or else in a folder
// "annotations" in or beside the source; masks from <stem>.mask.png beside it or from options.masks.
//
// A CSV file keeps its order and needs a column file (or path, image), relative to its folder or the folder
// "images" in it. Optional: class_index (or class), wnid, label, which must agree; xmin, ymin, xmax, ymax, or
// bboxes_xyxy ("x1 y1 x2 y2;..."); mask; split (or imagenet_split). Rows that name one file again add boxes.
// Without a taxonomy the classes are ImageNet's, unless there are only labels that ImageNet lacks: then these
// are, sorted, with the column root (or root_class), else each its own root.
//
// What is wrong with one file or row becomes a problem and the rest goes on. Throws Error where the source or
// an option cannot be read, nothing is left, or there are more than 100,000 problems. Reads the disk;
// thread-safe.
DatasetListing list_dataset(const std::filesystem::path& source, const DatasetOptions& options = {});

}  // namespace vantage::core
