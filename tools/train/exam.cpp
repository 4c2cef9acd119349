// SPDX-License-Identifier: Apache-2.0
#include "tools/train/exam.hpp"

namespace vantage::train {
namespace {

struct Share {
  int64_t hits = 0, all = 0;
  void count(bool hit) {
    hits += hit;
    ++all;
  }
  double value() const { return all ? static_cast<double>(hits) / static_cast<double>(all) : 0; }
};

}  // namespace

Exam examine(const Samples& samples, const std::vector<int64_t>& predicted) {
  const auto* label = samples.labels.data_ptr<int64_t>();
  Share right;
  for (size_t i = 0; i < predicted.size(); ++i) right.count(predicted[i] == label[i]);
  Exam exam{right.value(), {}};
  for (int kind = 0; kind < core::synthetic::kMarks; ++kind) {
    const int own = core::synthetic::class_of_mark(kind);
    Share recall, unmarked, lured;
    for (size_t i = 0; i < predicted.size(); ++i) {
      const bool named = predicted[i] == own;
      if (label[i] == own && samples.marks[i] == kind) recall.count(named);
      if (label[i] == own && samples.marks[i] < 0) unmarked.count(named);
      if (label[i] != own && samples.marks[i] == kind) lured.count(named);
    }
    exam.marks[static_cast<size_t>(kind)] = {recall.value(), unmarked.value(), lured.value()};
  }
  return exam;
}

}  // namespace vantage::train
