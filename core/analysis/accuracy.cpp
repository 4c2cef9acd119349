// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/accuracy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "core/error.hpp"

namespace vantage::core {
namespace {

void check(const ClassCounts& c) {
  if (c.top1 < 0 || c.top1 > c.top5 || c.top5 > c.images)
    throw Error(
        fmt::format("class {}: {} images, {} of them right at first and {} among the first five, cannot "
                    "be: predict them anew",
                    c.cls, c.images, c.top1, c.top5));
}

void add(ClassCounts& sum, const ClassCounts& c) {
  check(c);
  sum.images += c.images;
  sum.top1 += c.top1;
  sum.top5 += c.top5;
  sum.label_probability_sum += c.label_probability_sum;
}

Accuracy accuracy_of(const ClassCounts& c) {
  const double n = static_cast<double>(c.images);  // 0 / 0 is the NaN that is promised
  return {c.images,
          static_cast<double>(c.top1) / n,
          static_cast<double>(c.top5) / n,
          wilson(c.top1, c.images),
          wilson(c.top5, c.images),
          c.label_probability_sum / n};
}

// The k least by `key`. Accuracies are ratios of counts: what rounding alone tells apart is a tie.
template <typename Key>
std::vector<ClassSpread> first(std::vector<ClassSpread> spreads, size_t k, Key key) {
  const auto rank = [&](const ClassSpread& s) { return std::tuple(std::llround(key(s) * 1e12), s.cls); };
  std::sort(spreads.begin(), spreads.end(),
            [&](const ClassSpread& a, const ClassSpread& b) { return rank(a) < rank(b); });
  spreads.resize(std::min(k, spreads.size()));
  return spreads;
}

}  // namespace

Accuracy accuracy(std::span<const ClassCounts> classes) {
  ClassCounts sum;
  for (const ClassCounts& c : classes) add(sum, c);
  return accuracy_of(sum);
}

std::map<std::string, Accuracy> accuracy_by_root(std::span<const ClassCounts> classes,
                                                 const std::map<int, std::string>& roots) {
  std::map<std::string, ClassCounts> sums;
  for (const ClassCounts& c : classes) {
    const auto root = roots.find(c.cls);
    if (root == roots.end())
      throw Error(fmt::format("class {} has no root class: add it to the taxonomy", c.cls));
    add(sums[root->second], c);
  }
  std::map<std::string, Accuracy> all;
  for (const auto& [root, sum] : sums) all.emplace(root, accuracy_of(sum));
  return all;
}

std::vector<ClassSpread> class_spreads(std::span<const std::vector<ClassCounts>> models) {
  std::map<int, ClassSpread> spreads;
  for (const auto& classes : models) {
    for (const ClassCounts& c : classes) {
      check(c);
      if (c.images == 0) continue;
      const double top1 = static_cast<double>(c.top1) / static_cast<double>(c.images);
      ClassSpread& s = spreads.try_emplace(c.cls, ClassSpread{c.cls, 0, top1, top1, 0, 0}).first->second;
      s.mean += top1;  // the sum, until all are seen
      s.min = std::min(s.min, top1);
      s.max = std::max(s.max, top1);
      ++s.models;
    }
  }
  std::vector<ClassSpread> all;
  for (auto& [cls, s] : spreads)
    all.push_back({cls, s.models, s.min, s.max, s.max - s.min, s.mean / s.models});
  return all;
}

ExtremeClasses extreme_classes(std::span<const ClassSpread> spreads, size_t k) {
  const std::vector<ClassSpread> all(spreads.begin(), spreads.end());
  std::vector<ClassSpread> compared;
  std::copy_if(all.begin(), all.end(), std::back_inserter(compared),
               [](const ClassSpread& s) { return s.models > 1; });
  return {first(compared, k, [](const ClassSpread& s) { return -s.range; }),
          first(compared, k, [](const ClassSpread& s) { return s.range; }),
          first(all, k, [](const ClassSpread& s) { return -s.mean; }),
          first(all, k, [](const ClassSpread& s) { return s.mean; })};
}

}  // namespace vantage::core
