// SPDX-License-Identifier: Apache-2.0
// Experiments carried out: models x methods x images into a database, from wherever an earlier run stopped.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "host/engine/experiment/experiment.hpp"
#include "storage/database.hpp"

namespace vantage::engine {

struct RunProgress {
  int64_t done = 0, total = 0;  // results that this run has still to make: predictions and maps
  int64_t failures = 0;
  double seconds = 0;         // since the first
  std::string model, method;  // at work now; no method: predictions
  double fraction = 0;        // of the method's present call
};

struct RunOptions {
  int shard = 1, shards = 1;  // this run takes every shards-th block of images, from the shard-th on
  std::string command_line;
  std::function<void(const RunProgress&)> progress;  // called often, on the calling thread
  std::function<bool()> stop;  // asked between two calls of a method; true ends the run in good order
};

struct RunSummary {
  int64_t images = 0;                 // of this shard
  int64_t predictions = 0, maps = 0;  // made now
  int64_t existing = 0;               // results that were there already
  int64_t failures = 0;               // recorded now
  bool stopped = false;
  int64_t run = 0;  // its row; 0: nothing had to be written
  double seconds = 0;
};

/// Computes what the database lacks. Images go through a model in blocks of `batch` neighbours whatever is
/// missing of them, so that a run that was cut off and taken up again gives the bytes of an uninterrupted
/// one, and so do shards that are merged. Results are written at most a second after they were made (a call
/// of a method that takes longer is written when it ends), each prediction in one transaction with what is
/// counted from it. An image, model or method that fails is recorded and costs nothing else. Throws
/// engine::Error where the experiment does not fit the database, storage::Error where that cannot be written;
/// what was written before stays.
RunSummary run_experiment(Registry&, storage::Database&, const Experiment&, const RunOptions& = {});

}  // namespace vantage::engine
