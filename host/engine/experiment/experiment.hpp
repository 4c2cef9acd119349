// SPDX-License-Identifier: Apache-2.0
// START HERE: what `vantage run` is asked to do, as a YAML file says it (docs/experiments.md).
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "host/engine/experiment/image_choice.hpp"
#include "host/engine/explain.hpp"
#include "host/engine/registry.hpp"
#include "host/engine/spec.hpp"

namespace vantage::engine {

struct Experiment {
  std::string name, text;           // the file's name without its ending; its bytes
  std::string dataset;              // empty where `images` lists files
  std::vector<std::string> images;  // paths, relative ones made absolute
  ImageChoice choice;
  std::vector<ModelSpec> models;    // each with a name of its own
  std::vector<MethodSpec> methods;  // none: predictions alone
  ExplainOptions options;
  size_t batch = 16;              // images in one pass; part of what makes the same bytes
  bool keep_confidences = false;  // all probabilities of every prediction, not the five largest alone
};

/// Reads and checks all that can be checked without opening a model: keys, methods and their parameters,
/// profiles, architectures, whether checkpoints exist. Relative paths are relative to the file. Throws
/// `seed`: where the file says none. Throws engine::Error "FILE:LINE:COLUMN: what is wrong and what to do".
Experiment read_experiment(const std::filesystem::path&, Registry&, uint64_t seed = 0);

}  // namespace vantage::engine
