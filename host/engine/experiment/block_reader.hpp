// SPDX-License-Identifier: Apache-2.0
// The images of a data set, block by block, read and prepared on all of the host's threads.
#pragma once
#include <cstdint>
#include <future>
#include <memory>
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
  std::vector<std::unique_ptr<float[]>> pixels;            // by preprocessing: N x 3 x height x width
  std::vector<std::pair<RunImage, std::string>> failures;  // the others, with the reason in one line
};

/// When a block is decoded and resized. Passes that use every core are best left alone: a reader beside them
/// takes one core from a thread that all others then wait for. Passes on another device leave the cores idle.
enum class Reading { between_passes, beside_passes };

/// Holds at most two blocks. next() is for one thread.
class BlockReader {
 public:
  /// `numbers`: the blocks wanted, of `size` images each, ascending. Borrows `images`.
  BlockReader(const std::vector<RunImage>& images, size_t size, std::vector<size_t> numbers,
              std::vector<core::Preprocessing> preprocessings, Reading);
  BlockReader(const BlockReader&) = delete;

  bool done() const;
  ImageBlock next();

 private:
  void begin_next();
  std::vector<RunImage> images_of(size_t number) const;
  ImageBlock read(size_t number) const;

  const std::vector<RunImage>& images_;
  size_t size_, taken_ = 0;
  std::vector<size_t> numbers_;
  std::vector<core::Preprocessing> preprocessings_;
  bool beside_;
  // Last, so that both are waited for before the rest goes.
  std::future<ImageBlock> reading_;
  std::future<void> fetching_;  // only the files' bytes, into the system's cache
};

}  // namespace vantage::engine
