// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/block_reader.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/image.hpp"

namespace vantage::engine {

BlockReader::BlockReader(const std::vector<RunImage>& images, size_t size, std::vector<size_t> numbers,
                         std::vector<core::Preprocessing> preprocessings, size_t ahead)
    : images_(images),
      size_(size),
      ahead_(ahead),
      numbers_(std::move(numbers)),
      preprocessings_(std::move(preprocessings)) {
  fill();
}

BlockReader::~BlockReader() {
  for (auto& block : reading_) block.wait();
}

void BlockReader::fill() {
  for (; begun_ < numbers_.size() && reading_.size() < ahead_; ++begun_)
    reading_.push_back(
        std::async(std::launch::async, [this, number = numbers_[begun_]] { return read(number); }));
}

ImageBlock BlockReader::next() {
  ImageBlock block = reading_.front().get();
  reading_.pop_front();
  fill();
  return block;
}

ImageBlock BlockReader::read(size_t number) const {
  ImageBlock block;
  block.number = number;
  block.inputs.resize(preprocessings_.size());
  for (size_t i = number * size_; i < std::min((number + 1) * size_, images_.size()); ++i) {
    const RunImage& image = images_[i];
    try {
      const auto picture = core::load_image(image.path);
      if (picture.sha256 != image.sha256)
        throw core::Error(image.path +
                          ": its contents have changed since it joined the data set; add the data set again");
      std::vector<core::Input> prepared;
      for (const auto& p : preprocessings_) prepared.push_back(core::preprocess(picture.rgb, p));
      for (size_t p = 0; p < prepared.size(); ++p) block.inputs[p].push_back(std::move(prepared[p]));
      block.images.push_back(image);
    } catch (const core::Error& e) {
      block.failures.emplace_back(image, e.what());
    }
  }
  return block;
}

}  // namespace vantage::engine
