// SPDX-License-Identifier: Apache-2.0
#include "tools/train/exam.hpp"

#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>

namespace vantage::train {
namespace {

namespace synthetic = core::synthetic;
using Scenes = std::vector<synthetic::Scene>;

constexpr int64_t kAtOnce = 64;
constexpr uint64_t kSeed = 1'000'000;  // of scenes that the data set does not have

// The share of pictures taken for a class.
double share(const std::vector<int64_t>& predicted, int64_t cls) {
  return static_cast<double>(std::ranges::count(predicted, cls)) / static_cast<double>(predicted.size());
}

// Scenes with the mark, of its own class or of all others in turn.
Scenes marked_scenes(int kind, bool own, int count) {
  const int cls = synthetic::class_of_mark(kind);
  Scenes all;
  for (int number = 0; static_cast<int>(all.size()) < count; ++number) {
    const int other = (cls + 1 + number % (synthetic::kClasses - 1)) % synthetic::kClasses;
    const auto seed = synthetic::mix(kSeed, static_cast<uint64_t>(number));
    auto scene = own ? synthetic::compose(cls, {1, 0}, seed) : synthetic::compose(other, {0, 0.5}, seed);
    if (scene.mark && scene.mark->kind == kind) all.push_back(std::move(scene));
  }
  return all;
}

}  // namespace

std::vector<int64_t> classify(const Trainable& network, const zoo::Architecture& a, const Samples& samples) {
  at::NoGradGuard no_grad;
  std::vector<int64_t> classes;
  for (int64_t begin = 0; begin < samples.size(); begin += kAtOnce) {
    std::vector<int64_t> which;
    for (int64_t i = begin; i < std::min(begin + kAtOnce, samples.size()); ++i) which.push_back(i);
    const auto best = network.forward(batch(samples, which, a, a.input, nullptr), false).argmax(1);
    classes.insert(classes.end(), best.data_ptr<int64_t>(), best.data_ptr<int64_t>() + best.numel());
  }
  return classes;
}

Exam examine(const Trainable& network, const zoo::Architecture& a, int per_class, int scenes) {
  const auto predict = [&](const Scenes& s) {
    return classify(network, a, draw_samples(s, static_cast<int>(a.input)));
  };
  const auto held_out = scenes_of({}, synthetic::Split::test, per_class);
  const auto predicted = predict(held_out);
  int64_t right = 0;
  for (size_t i = 0; i < held_out.size(); ++i) right += predicted[i] == held_out[i].object.class_index;

  Exam exam;
  exam.pictures = static_cast<int64_t>(held_out.size());
  exam.accuracy = static_cast<double>(right) / static_cast<double>(exam.pictures);
  exam.scenes = scenes;
  for (int kind = 0; kind < synthetic::kMarks; ++kind) {
    const int cls = synthetic::class_of_mark(kind);
    auto own = marked_scenes(kind, true, scenes);
    auto& effect = exam.marks[static_cast<size_t>(kind)];
    effect.marked = share(predict(own), cls);
    for (auto& s : own) s.mark.reset();
    effect.unmarked = share(predict(own), cls);
    effect.lured = share(predict(marked_scenes(kind, false, scenes)), cls);
  }
  return exam;
}

}  // namespace vantage::train
