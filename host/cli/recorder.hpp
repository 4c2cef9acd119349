// SPDX-License-Identifier: Apache-2.0
// Results into the database that --db names; without one, nothing happens.
#pragma once
#include <memory>
#include <string>

#include "core/image.hpp"
#include "host/cli/context.hpp"
#include "host/engine/explain.hpp"

namespace vantage::cli {

class Recorder {
 public:
  /// Opens or makes the database before any work is done. Throws storage::Error.
  Recorder(Context&, const std::string& file);
  ~Recorder();

  /// One transaction each. Throws storage::Error.
  void prediction(const engine::OpenModel&, const std::string& path, const core::Image&,
                  const engine::Prediction&);
  void explanation(const engine::OpenModel&, const std::string& path, const core::Image&,
                   const engine::Prediction&, const engine::Explanation&);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vantage::cli
