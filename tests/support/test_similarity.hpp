// SPDX-License-Identifier: Apache-2.0
// A similarity plugin in a test: loaded by its path, called as a host would, on maps written as rows.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/test_host.hpp"

namespace vantage::test {

/// A map, row by row.
using Rows = std::vector<std::vector<float>>;

/// 1 at (y, x), falling with the squared distance to 0 at `radius`. With a radius that is a power of two
/// every value is exact in float32, so that another program can make the same map.
inline Rows hill(int height, int width, int y, int x, int radius) {
  Rows map(static_cast<size_t>(height), std::vector<float>(static_cast<size_t>(width)));
  for (int i = 0; i < height; ++i)
    for (int j = 0; j < width; ++j) {
      const int square = radius * radius, distance = (i - y) * (i - y) + (j - x) * (j - x);
      map[static_cast<size_t>(i)][static_cast<size_t>(j)] =
          static_cast<float>(std::max(0, square - distance)) / static_cast<float>(square);
    }
  return map;
}

/// Values all over [0,1) without much order, as exact as a hill's.
inline Rows scatter(int height, int width) {
  Rows map(static_cast<size_t>(height), std::vector<float>(static_cast<size_t>(width)));
  for (int i = 0; i < height; ++i)
    for (int j = 0; j < width; ++j)
      map[static_cast<size_t>(i)][static_cast<size_t>(j)] =
          static_cast<float>((j * 37 + i * 91 + i * j % 17 * 5) % 256) / 256;
  return map;
}

/// scale * value + offset, everywhere.
inline Rows scaled(Rows map, float scale, float offset) {
  for (auto& row : map)
    for (float& v : row) v = scale * v + offset;
  return map;
}

/// One instance of the plugin's only measure.
class Similarity {
 public:
  using Changes = std::initializer_list<std::pair<const char*, double>>;

  explicit Similarity(const char* file)
      : plugin_(file, host_), table_(plugin_.table<vtg_similarity_v1>(VTG_SIMILARITY)) {
    traits_ = table_.traits(id(), &best_, &worst_);
    detail::check([&](vtg_error* e) { return table_.create(id(), host_.c(), &measure_, e); });
  }
  ~Similarity() { table_.destroy(measure_); }
  Similarity(const Similarity&) = delete;
  Similarity& operator=(const Similarity&) = delete;

  const char* id() const { return plugin_.about().id; }
  uint64_t traits() const { return traits_; }
  double best() const { return best_; }
  double worst() const { return worst_; }

  /// The score of each pair, from one call; parameters not named keep their defaults.
  std::vector<double> scores(const std::vector<Rows>& a, const std::vector<Rows>& b,
                             Changes params = {}) const {
    const auto x = stack(a), y = stack(b);
    const auto v = values(table_, id(), params);
    std::vector<double> out(a.size(), -77);
    TestJob job;
    detail::check([&](vtg_error* e) {
      return table_.compare(measure_, x.view().c(), y.view().c(), v.data(), static_cast<uint32_t>(v.size()),
                            out.data(), job.c(), e);
    });
    return out;
  }
  double compare(const Rows& a, const Rows& b, Changes params = {}) const {
    return scores({a}, {b}, params)[0];
  }

 private:
  Tensor stack(const std::vector<Rows>& maps) const {
    std::vector<float> all;
    for (const auto& map : maps)
      for (const auto& row : map) all.insert(all.end(), row.begin(), row.end());
    return host_.tensor({static_cast<int64_t>(maps.size()), static_cast<int64_t>(maps[0].size()),
                         static_cast<int64_t>(maps[0][0].size())},
                        all);
  }

  TestHost host_;
  Plugin plugin_;
  const vtg_similarity_v1& table_;
  vtg_similarity* measure_ = nullptr;
  uint64_t traits_ = 0;
  double best_ = 0, worst_ = 0;
};

/// What a symmetric measure owes for any two maps: the best score for a map and itself, the same bits with
/// the two exchanged and when asked again, and for a stack what it gives for each pair.
inline void expect_symmetric_measure(const Similarity& measure, const Rows& a, const Rows& b) {
  EXPECT_EQ(measure.traits() & VTG_SIM_SYMMETRIC, uint64_t{VTG_SIM_SYMMETRIC});
  EXPECT_EQ((measure.traits() & VTG_SIM_HIGHER_IS_CLOSER) != 0, measure.best() > measure.worst());
  const double score = measure.compare(a, b);
  EXPECT_NE(score, measure.best());
  EXPECT_EQ(measure.scores({a, b, a, b}, {a, b, b, a}),
            (std::vector<double>{measure.best(), measure.best(), score, score}));
}

}  // namespace vantage::test
