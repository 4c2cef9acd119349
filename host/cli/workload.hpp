// SPDX-License-Identifier: Apache-2.0
// Models and images that a command works through, and what went wrong on the way.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/image.hpp"
#include "core/preprocess.hpp"
#include "host/cli/arguments.hpp"
#include "host/cli/json.hpp"
#include "host/engine/image_batch.hpp"
#include "host/engine/open_model.hpp"
#include "host/engine/spec.hpp"

namespace vantage::cli {

/// Adds --model, --image, --precision and --batch, which every command that runs models has.
void add_workload_options(po::options_description&);

struct Workload {
  std::vector<engine::ModelSpec> models;  // each with a name of its own
  std::vector<std::string> images;
  size_t batch = 8;  // images in one pass, where memory allows
};
/// Throws UsageError where something is missing or two models would have one name.
Workload read_workload(const po::variables_map&);

/// Photographs by path, read once; those beyond a budget of memory are read again when asked for.
class ImageStore {
 public:
  std::shared_ptr<const core::Image> get(const std::string& path);

 private:
  std::map<std::string, std::shared_ptr<const core::Image>> kept_;
  size_t bytes_ = 0;
};

/// Photographs that go through a model together, prepared for it.
struct Prepared {
  std::vector<std::string> paths;
  std::vector<std::shared_ptr<const core::Image>> pictures;
  std::vector<core::Input> inputs;
  bool empty() const { return inputs.empty(); }
  engine::ImageBatch batch(const vtg_model_info&) const;
};

/// What could not be had: told on stderr at once, listed in the JSON, and the exit status.
class Failures {
 public:
  explicit Failures(Context& context) : context_(context) {}
  /// Any of the names may be empty.
  void add(const std::string& model, const std::string& image, const std::string& method,
           const std::string& reason);
  const Json& json() const { return all_; }
  int status() const { return all_.empty() ? 0 : 1; }

 private:
  Context& context_;
  Json all_ = Json::array();
};

/// Where the time went, by phase, since the process started.
class Phases {
 public:
  Phases();
  /// Adds the time since the last call (or the start) to `phase`.
  void lap(const std::string& phase);
  void print(const Context&) const;  // on stderr, with --verbose

 private:
  std::chrono::steady_clock::time_point start_, last_;
  std::vector<std::pair<std::string, double>> phases_;
};

/// Walks through the images in batches: `use` gets those of each that could be read; the others are failures
/// of `model`, and so is all of a batch for which `use` throws this project's errors.
void each_batch(const Workload&, size_t size, const engine::OpenModel& model, ImageStore&, Failures&,
                const std::function<void(const Prepared&)>& use);

/// Runs the body; what it throws as this project's errors goes to `fail` as one line. True when it went well.
bool attempt(const std::function<void()>& body, const std::function<void(const std::string&)>& fail);

}  // namespace vantage::cli
