// SPDX-License-Identifier: Apache-2.0
// How long BBMP takes to a mask no worse than that of 300 plain steps of Adam, against the passes that those
// take.
#include <fmt/format.h>

#include <filesystem>

#include "core/image.hpp"
#include "core/sample_image.hpp"
#include "host/engine/error.hpp"
#include "plugins/explainers/bbmp/mask_penalty.hpp"
#include "plugins/explainers/occlusion/gaussian_blur.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"

namespace vantage::bench {
namespace {

using engine::OpenModel;
using perturbation::Mask;

// As the published ports search: from the whole image, with PyTorch's defaults of Adam, to the end.
constexpr char kPlain[] =
    "bbmp:init=ones,iterations=300,tolerance=0,learning_rate=0.1,learning_rate_end=0.1,score_weight=1,"
    "adam_beta1=0.9,adam_beta2=0.999";
constexpr int kPlainSteps = 300;
constexpr double kSigma = 10;                                 // the method's defaults: of the blur,
constexpr perturbation::MaskPenalty kPenalty{1e-4, 1e-2, 3};  // and of the mask

struct Picture {
  std::string name;
  core::Input input;
};

std::vector<Picture> pictures(const Options& options, const OpenModel& model) {
  std::vector<Picture> all;
  for (const auto& file : options.photographs)
    all.push_back({std::filesystem::path(file).filename().string(),
                   core::preprocess(core::load_image(file).rgb, model.preprocessing())});
  if (all.empty())
    for (const uint64_t n : {1, 2})
      all.push_back({fmt::format("drawn {}", n),
                     core::preprocess(core::draw_sample_image(n, 500, 375), model.preprocessing())});
  return all;
}

// The mask that a search ends with, as a map: 1 is hidden.
engine::Explanation search(engine::Registry& plugins, const OpenModel& model, const Picture& picture,
                           const std::string& text) {
  const auto method = engine::Method::open(plugins, engine::parse_method(text));
  const engine::ExplainPlan plan(model, {method.get()}, {});
  auto result = std::move(plan.run(engine::ImageBatch({&picture.input}, model.info())).results.at(0));
  if (!result.explanation) throw engine::Error(result.failure);
  return std::move(*result.explanation);
}

// Fong and Vedaldi 2017, eq. 3 and 5, of a search's result.
double objective(const OpenModel& model, const Picture& picture, const engine::Explanation& e) {
  const engine::ImageBatch images({&picture.input}, model.info());
  const View image(images.view());
  std::vector<float> blurred(picture.input.chw.size());
  const int64_t plane = image.count(2);
  for (int64_t c = 0; c < image.size(1); ++c)
    perturbation::gaussian_blur(&picture.input.chw[static_cast<size_t>(c * plane)],
                                &blurred[static_cast<size_t>(c * plane)], image.size(2), image.size(3),
                                kSigma);
  Mask mask = 1 - Eigen::Map<const Mask>(e.raw.values.data(), e.raw.height, e.raw.width), unused = mask;
  int64_t shape[] = {1, e.raw.height, e.raw.width}, strides[] = {shape[1] * shape[2], shape[2], 1};
  const vtg_view masks{mask.data(), {1, 0}, 3, {2, 32, 1}, shape, strides, 0};
  vtg_view baseline = *images.view();
  baseline.data = blurred.data();
  auto q = Perturbation::request(image, View(&masks));
  q.baseline = &baseline;
  q.probabilities = 1;
  q.n_targets = 1;
  q.targets = &e.cls;
  const double score = Perturbation(model.api(), model.perturb(), nullptr).scores(q).view().data()[0];
  return score + kPenalty(mask, unused);
}

}  // namespace

void bbmp(engine::Registry& plugins, const Options& options) {
  fmt::print("\n## BBMP to the objective of {} plain steps, seconds\n\n", kPlainSteps);
  fmt::print(
      "| network | picture | objective | steps | ours | {} eager passes | ratio "
      "|\n|---|---|---|---|---|---|---|\n",
      kPlainSteps);
  for (const auto& name : options.architectures) {
    const auto fused = open(plugins, options, name, "fused", "fp32");
    const auto eager = open(plugins, options, name, "eager", "fp32");
    for (const auto& picture : pictures(options, *fused)) {
      const double goal = objective(*fused, picture, search(plugins, *fused, picture, kPlain));
      int steps = 0;
      double reached = 0;
      do {
        steps += 10;
        reached = objective(*fused, picture,
                            search(plugins, *fused, picture, fmt::format("bbmp:iterations={}", steps)));
      } while (reached > goal && steps < kPlainSteps);
      const auto one = batch_of(1, eager->info());
      const auto t =
          in_turns({[&] { search(plugins, *fused, picture, fmt::format("bbmp:iterations={}", steps)); },
                    [&] {
                      for (int i = 0; i < kPlainSteps; ++i) gradient_of_the_input(*eager, *one);
                    }},
                   1);
      const double ours = t[0].best(), theirs = t[1].best();
      fmt::print("| {} | {} | {:.4f} of {:.4f} | {} | {:.2f} | {:.2f} | {:.1f} |\n", name, picture.name,
                 reached, goal, steps, ours, theirs, theirs / ours);
      std::fflush(stdout);
    }
  }
}

}  // namespace vantage::bench
