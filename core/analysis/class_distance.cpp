// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/class_distance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"

namespace vantage::core {
namespace {

constexpr double kHalfRounding = 1e-3;             // of half-precision softmax
constexpr int64_t kMostImages = int64_t{1} << 32;  // sums of these fit

template <typename Number>
std::vector<int64_t> fixed_point(std::span<const Number> p) {
  std::vector<int64_t> whole(p.size());
  for (size_t i = 0; i < p.size(); ++i) {
    if (!(p[i] >= 0 && p[i] <= 1 + kHalfRounding))
      throw Error(
          fmt::format("the confidence of class {} is {}, which is no probability: the network "
                      "overflowed, or this is no softmax",
                      i, p[i]));
    whole[i] = std::llround(static_cast<double>(p[i]) / ConfidenceSums::kUnit);
  }
  return whole;
}

}  // namespace

ConfidenceSums::ConfidenceSums(int classes) {
  if (classes < 0) throw Error(fmt::format("there cannot be {} classes", classes));
  all_.resize(static_cast<size_t>(classes));
}

void ConfidenceSums::add(int label, std::span<const float> p) {
  add(label, 1, fixed_point(p));
}
void ConfidenceSums::add(int label, std::span<const double> p) {
  add(label, 1, fixed_point(p));
}

void ConfidenceSums::add(int label, int64_t images, std::span<const int64_t> sum) {
  const int64_t before = at(label).images;
  if (sum.size() != all_.size())
    throw Error(
        fmt::format("a confidence vector of {} values does not fit {} classes", sum.size(), classes()));
  if (images < 1 || images > kMostImages - before)
    throw Error(fmt::format("class {} cannot have {} images more: choose 1 to {} in all", label, images,
                            kMostImages));
  const double most = static_cast<double>(images) * (1 + kHalfRounding) / kUnit;
  for (const int64_t x : sum)
    if (x < 0 || static_cast<double>(x) > most)
      throw Error(fmt::format("class {}: {} units are no sum of {} confidences", label, x, images));
  Entry& entry = all_[static_cast<size_t>(label)];
  entry.images += images;
  entry.sum.resize(all_.size());
  for (size_t i = 0; i < sum.size(); ++i) entry.sum[i] += sum[i];
}

void ConfidenceSums::merge(const ConfidenceSums& other) {
  if (other.classes() != classes())
    throw Error(fmt::format("sums over {} and {} classes cannot be merged", classes(), other.classes()));
  ConfidenceSums both = *this;
  for (const int cls : other.seen()) both.add(cls, other.images(cls), other.sum(cls));
  all_.swap(both.all_);
}

std::vector<int> ConfidenceSums::seen() const {
  std::vector<int> found;
  for (int cls = 0; cls < classes(); ++cls)
    if (images(cls) > 0) found.push_back(cls);
  return found;
}

const ConfidenceSums::Entry& ConfidenceSums::at(int cls) const {
  if (cls < 0 || cls >= classes())
    throw Error(fmt::format("there is no class {}: the classes are 0 to {}", cls, classes() - 1));
  return all_[static_cast<size_t>(cls)];
}

Eigen::MatrixXd class_distances(const ConfidenceSums& sums, std::span<const int> classes) {
  const auto n = static_cast<Eigen::Index>(classes.size());
  Eigen::MatrixXd directed(n, n);
  for (Eigen::Index a = 0; a < n; ++a) {
    const int from = classes[static_cast<size_t>(a)];
    const double images = static_cast<double>(sums.images(from));
    const auto sum = sums.sum(from);
    for (Eigen::Index b = 0; b < n; ++b) {
      const int to = classes[static_cast<size_t>(b)];
      sums.images(to);  // throws for a class that is not there
      directed(a, b) =
          sum.empty() ? std::numeric_limits<double>::quiet_NaN()
                      : static_cast<double>(sum[static_cast<size_t>(from)] - sum[static_cast<size_t>(to)]) *
                            ConfidenceSums::kUnit / images;
    }
  }
  Eigen::MatrixXd distances = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index a = 0; a < n; ++a) {
    for (Eigen::Index b = 0; b < a; ++b) {
      const double there = directed(a, b), back = directed(b, a);
      const double mean = std::isnan(there) ? back : std::isnan(back) ? there : (there + back) / 2;
      distances(a, b) = distances(b, a) = std::isnan(mean) ? mean : std::max(0.0, mean);
    }
  }
  return distances;
}

}  // namespace vantage::core
