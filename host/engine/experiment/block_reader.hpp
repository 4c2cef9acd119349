// SPDX-License-Identifier: Apache-2.0
// The images of a data set, block by block, read and prepared while the models work on the block before.
#pragma once
#include <cstdint>
#include <deque>
#include <future>
#include <string>
#include <vector>

#include "core/preprocess.hpp"

namespace vantage::engine {

/// An image of a data set as the runner needs it. The ids are the database's.
struct RunImage {
  int64_t entry = 0, image = 0;  // the data set's row, and the picture's
  std::string path, sha256;
  int label = -1;  // index of its class; -1: none
};

/// Neighbours in the data set. They go through a model together, always in this company: what an image gets
/// then does not depend on what was computed before.
struct ImageBlock {
  size_t number = 0;
  std::vector<RunImage> images;                            // those that could be read
  std::vector<std::vector<core::Input>> inputs;            // by preprocessing, then image
  std::vector<std::pair<RunImage, std::string>> failures;  // the others, with the reason in one line
};

/// Holds at most `ahead` + 1 blocks. next() is for one thread; reading happens on others.
class BlockReader {
 public:
  /// `numbers`: the blocks wanted, of `size` images each, ascending. ahead >= 1. Borrows `images`.
  BlockReader(const std::vector<RunImage>& images, size_t size, std::vector<size_t> numbers,
              std::vector<core::Preprocessing> preprocessings, size_t ahead);
  /// Stops reading; waits for the files in hand.
  ~BlockReader();
  BlockReader(const BlockReader&) = delete;

  bool done() const { return reading_.empty(); }
  ImageBlock next();

 private:
  ImageBlock read(size_t number) const;
  void fill();

  const std::vector<RunImage>& images_;
  size_t size_, ahead_, begun_ = 0;
  std::vector<size_t> numbers_;
  std::vector<core::Preprocessing> preprocessings_;
  std::deque<std::future<ImageBlock>> reading_;
};

}  // namespace vantage::engine
