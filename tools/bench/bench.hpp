// SPDX-License-Identifier: Apache-2.0
// The parts of vantage-bench. Each prints its table.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "host/engine/explain.hpp"

namespace vantage::bench {

struct Options {
  std::vector<std::string> architectures{"resnet18", "resnet50", "mobilenet_v2", "squeezenet1_1"};
  std::string checkpoints;  // a folder with ARCHITECTURE.pth; empty: random weights, which take as long
  std::vector<std::string> photographs;  // for BBMP; empty: drawn pictures
  int rounds = 5;
  bool slow = false;  // the methods of hundreds of passes as well
};

/// Multiply-adds a second, in billions, that a large matrix product reaches in this process; 0: not measured.
struct Ceiling {
  double fp32 = 0, bf16 = 0;
  std::string by;  // the library
};
Ceiling matrix_product();

engine::ModelSpec spec_of(const Options&, const std::string& architecture, const std::string& execution,
                          const std::string& precision);
std::unique_ptr<engine::OpenModel> open(engine::Registry&, const Options&, const std::string& architecture,
                                        const std::string& execution, const std::string& precision);

/// N images of unremarkable numbers, the same in every run.
core::Input noise(const vtg_model_info&, uint64_t seed);
std::unique_ptr<engine::ImageBatch> batch_of(int64_t n, const vtg_model_info&);

void forward_passes(engine::Registry&, const Options&, const Ceiling&);
void methods(engine::Registry&, const Options&);
void bbmp(engine::Registry&, const Options&);
/// One recorded pass and its pull-back to the pixels, as BBMP's ports run one for every step.
void gradient_of_the_input(const engine::OpenModel&, const engine::ImageBatch&);
/// In a process whose OpenMP threads sleep while they wait, as those of `vantage run` do.
void runner(engine::Registry&, const std::string& program, const Options&);
void memory(const std::string& program, const Options&);  // in processes of their own
/// One Score-CAM in this process; prints by how many MB its peak lies above the model's.
void memory_of_score_cam(engine::Registry&, const Options&, const std::string& architecture);
void tsne(int rounds);
void start_up(const std::string& program, int rounds);

}  // namespace vantage::bench
