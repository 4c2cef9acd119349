// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/dataset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/synthetic/draw.hpp"
#include "core/synthetic/taxonomy.hpp"

namespace vantage::core::synthetic {
namespace {

namespace fs = std::filesystem;
constexpr int kMostPerClass = 100000;

void make_folder(const fs::path& folder) {
  std::error_code why;
  fs::create_directories(folder, why);
  if (why) throw Error(fmt::format("cannot make the folder {}: {}", folder.string(), why.message()));
}

cv::Rect around(const Pose& pose, int pixels) {
  const double half = pose.size / 2;
  const cv::Point least(cvFloor((pose.centre.x - half) * pixels), cvFloor((pose.centre.y - half) * pixels));
  const cv::Point most(cvCeil((pose.centre.x + half) * pixels), cvCeil((pose.centre.y + half) * pixels));
  return cv::Rect(least, most) & cv::Rect(0, 0, pixels, pixels);
}

std::string text(const cv::Rect& r) {
  return fmt::format("{},{},{},{}", r.x, r.y, r.x + r.width, r.y + r.height);
}

// The tables as they grow, and the pictures beside them.
class Writer {
 public:
  Writer(const fs::path& folder, const DatasetOptions& options) : folder_(folder), options_(options) {}

  void picture(Split split, const LeafClass& leaf, int number) {
    const Scene scene = scene_of(options_, split, leaf.index, number);
    const Drawing drawing = draw(scene, options_.pixels);
    const char* part = split == Split::train ? "train" : "test";
    std::string name = leaf.label;
    std::replace(name.begin(), name.end(), ' ', '-');
    const auto stem = fmt::format("{}/{}-{:05}", part, name, number);
    write_atomically(folder_ / (stem + ".png"), encode_png(drawing.rgb));
    write_atomically(folder_ / (stem + ".mask.png"), encode_png(drawing.mask));
    images_ += fmt::format("{0}.png,{1},{2},{3},{4},{5},{0}.mask.png\n", stem, leaf.index, leaf.label,
                           leaf.root, part, text(drawing.box));
    if (scene.mark)
      marks_ += fmt::format("{}.png,{},{}\n", stem, scene.mark->kind,
                            text(around(scene.mark->pose, options_.pixels)));
  }

  void tables() const {
    std::string taxonomy = "class_index,wnid,label,root\n";
    for (const auto& c : classes())
      taxonomy += fmt::format("{},{},{},{}\n", c.index, c.wnid, c.label, c.root);
    write_atomically(folder_ / "taxonomy.csv", taxonomy);
    write_atomically(folder_ / "marks.csv", marks_);
    write_atomically(folder_ / "images.csv", images_);
  }

 private:
  fs::path folder_;
  const DatasetOptions& options_;
  std::string images_ = "file,class_index,label,root,split,xmin,ymin,xmax,ymax,mask\n";
  std::string marks_ = "file,kind,xmin,ymin,xmax,ymax\n";
};

}  // namespace

Scene scene_of(const DatasetOptions& options, Split split, int class_index, int number) {
  const auto seed =
      mix(mix(mix(options.seed, static_cast<uint64_t>(split)), static_cast<uint64_t>(class_index)),
          static_cast<uint64_t>(number));
  return compose(class_index, split == Split::train ? options.train_marks : options.test_marks, seed);
}

bool write_dataset(const fs::path& folder, const DatasetOptions& options,
                   const std::function<bool(int, int)>& progress) {
  for (const int count : {options.train_per_class, options.test_per_class})
    if (count < 0 || count > kMostPerClass)
      throw Error(fmt::format("cannot draw {} pictures a class: give 0 to {}", count, kMostPerClass));
  const int total = kClasses * (options.train_per_class + options.test_per_class);
  Writer writer(folder, options);
  make_folder(folder);
  int done = 0;
  for (const auto& [split, count] :
       {std::pair(Split::train, options.train_per_class), {Split::test, options.test_per_class}}) {
    if (count > 0) make_folder(folder / (split == Split::train ? "train" : "test"));
    for (int number = 0; number < count; ++number)
      for (const auto& leaf : classes()) {
        if (progress && !progress(done, total)) return false;
        writer.picture(split, leaf, number);
        ++done;
      }
  }
  if (progress) progress(done, total);
  writer.tables();
  return true;
}

}  // namespace vantage::core::synthetic
