// SPDX-License-Identifier: Apache-2.0
#include "tools/train/fit.hpp"

#include <torch/optim/adamw.h>

#include <chrono>
#include <cmath>
#include <numeric>

namespace vantage::train {
namespace {

constexpr int64_t kBatch = 64;
constexpr double kSmoothing = 0.1, kWarmup = 0.05;

double rate_at(double share, double most) {
  return share < kWarmup ? most * share / kWarmup
                         : most * 0.5 * (1 + std::cos(3.14159265358979 * (share - kWarmup) / (1 - kWarmup)));
}

// Fisher and Yates.
void shuffle(std::vector<int64_t>& order, core::synthetic::Random& random) {
  for (size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[static_cast<size_t>(random.below(static_cast<int>(i)))]);
}

std::vector<int64_t> counting(int64_t n) {
  std::vector<int64_t> all(static_cast<size_t>(n));
  std::iota(all.begin(), all.end(), int64_t{0});
  return all;
}

}  // namespace

void fit(Trainable& network, const zoo::Architecture& a, const Recipe& recipe, const Samples& samples,
         const std::function<void(const Progress&)>& report) {
  const auto start = std::chrono::steady_clock::now();
  using torch::optim::AdamWOptions;
  torch::optim::AdamW optimiser(
      std::vector<torch::optim::OptimizerParamGroup>{
          {network.matrices(),
           std::make_unique<AdamWOptions>(AdamWOptions(recipe.rate).weight_decay(recipe.decay))},
          {network.vectors(), std::make_unique<AdamWOptions>(AdamWOptions(recipe.rate).weight_decay(0))}},
      AdamWOptions(recipe.rate));
  core::synthetic::Random random(recipe.seed);
  auto order = counting(samples.size());
  const int64_t steps = samples.size() / kBatch, total = steps * recipe.epochs;
  for (int epoch = 0; epoch < recipe.epochs; ++epoch) {
    shuffle(order, random);
    const int64_t extent = 2 * epoch < recipe.epochs ? a.input * 2 / 3 : a.input;
    double loss_sum = 0;
    for (int64_t step = 0; step < steps; ++step) {
      const double share = static_cast<double>(epoch * steps + step) / static_cast<double>(total);
      for (auto& group : optimiser.param_groups())
        static_cast<AdamWOptions&>(group.options()).lr(rate_at(share, recipe.rate));
      const std::vector<int64_t> which(order.begin() + step * kBatch, order.begin() + (step + 1) * kBatch);
      const auto labels = samples.labels.index_select(0, at::tensor(which, at::kLong));
      const auto logits = network.forward(batch(samples, which, a, extent, &random), true);
      const auto loss = at::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, -100, kSmoothing);
      optimiser.zero_grad();
      loss.backward();
      optimiser.step();
      loss_sum += loss.item<double>();
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    report({epoch + 1, recipe.epochs, loss_sum / static_cast<double>(steps), taken.count()});
  }
}

}  // namespace vantage::train
