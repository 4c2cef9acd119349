// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/block_reader.hpp"

#include <algorithm>
#include <opencv2/core/utility.hpp>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/image.hpp"

namespace vantage::engine {
namespace {

core::Image checked_picture(const RunImage& image) {
  auto picture = core::load_image(image.path);
  if (picture.sha256 != image.sha256)
    throw core::Error(image.path +
                      ": its contents have changed since it joined the data set; add the data set again");
  return picture;
}

}  // namespace

BlockReader::BlockReader(const std::vector<RunImage>& images, size_t size, std::vector<size_t> numbers,
                         std::vector<core::Preprocessing> preprocessings, Reading reading)
    : images_(images),
      size_(size),
      numbers_(std::move(numbers)),
      preprocessings_(std::move(preprocessings)),
      beside_(reading == Reading::beside_passes) {
  begin_next();
}

bool BlockReader::done() const {
  return taken_ == numbers_.size();
}

ImageBlock BlockReader::next() {
  ImageBlock block = beside_ ? reading_.get() : read(numbers_[taken_]);
  ++taken_;
  begin_next();
  return block;
}

void BlockReader::begin_next() {
  if (done()) return;
  const size_t number = numbers_[taken_];
  if (beside_) {
    reading_ = std::async(std::launch::async, [this, number] { return read(number); });
  } else {
    fetching_ = std::async(std::launch::async, [images = images_of(number)] {
      for (const auto& image : images) core::fetch_early(image.path);
    });
  }
}

std::vector<RunImage> BlockReader::images_of(size_t number) const {
  const auto from = std::min(number * size_, images_.size()), to = std::min(from + size_, images_.size());
  return {images_.begin() + static_cast<std::ptrdiff_t>(from),
          images_.begin() + static_cast<std::ptrdiff_t>(to)};
}

ImageBlock BlockReader::read(size_t number) const {
  auto images = images_of(number);
  ImageBlock block;
  block.number = number;
  for (const auto& p : preprocessings_)
    block.pixels.push_back(std::make_unique_for_overwrite<float[]>(images.size() * p.numbers()));
  std::vector<std::string> failures(images.size());
  const auto read_one = [&](size_t i) {
    try {
      const auto picture = checked_picture(images[i]);
      for (size_t p = 0; p < preprocessings_.size(); ++p)
        core::preprocess(picture.rgb, preprocessings_[p], &block.pixels[p][i * preprocessings_[p].numbers()]);
    } catch (const core::Error& e) {
      failures[i] = e.what();
    }
  };
  const int count = static_cast<int>(images.size());
  cv::parallel_for_(
      cv::Range(0, count),
      [&](const cv::Range& range) {
        for (int i = range.start; i < range.end; ++i) read_one(static_cast<size_t>(i));
      },
      count);
  for (size_t i = 0; i < images.size(); ++i) {
    if (!failures[i].empty()) {
      block.failures.emplace_back(std::move(images[i]), std::move(failures[i]));
      continue;
    }
    if (const size_t to = block.images.size(); to < i)  // close the gaps
      for (size_t p = 0; p < preprocessings_.size(); ++p) {
        const size_t n = preprocessings_[p].numbers();
        std::copy_n(&block.pixels[p][i * n], n, &block.pixels[p][to * n]);
      }
    block.images.push_back(std::move(images[i]));
  }
  return block;
}

}  // namespace vantage::engine
