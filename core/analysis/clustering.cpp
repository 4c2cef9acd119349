// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/clustering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"

namespace vantage::core {
namespace {

void check(const Eigen::Ref<const Eigen::MatrixXd>& d) {
  if (d.rows() != d.cols())
    throw Error(
        fmt::format("a matrix of {} x {} cannot be clustered: it must be square", d.rows(), d.cols()));
  for (Eigen::Index j = 0; j < d.cols(); ++j)
    for (Eigen::Index i = 0; i < j; ++i)
      if (!std::isfinite(d(i, j)) || d(i, j) < 0 || d(i, j) != d(j, i))
        throw Error(
            fmt::format("the distance between {} and {} is {} and {} the other way: it must be the same "
                        "number of 0 or more",
                        i, j, d(i, j), d(j, i)));
}

}  // namespace

std::vector<Merge> average_linkage(const Eigen::Ref<const Eigen::MatrixXd>& distances) {
  check(distances);
  // A cluster lives at the row of its first item.
  struct Cluster {
    Eigen::Index row;
    int id, items;
  };
  const auto n = static_cast<int>(distances.rows());
  Eigen::MatrixXd d = distances;
  std::vector<Cluster> clusters;
  for (int i = 0; i < n; ++i) clusters.push_back({i, i, 1});
  std::vector<Merge> merges;
  while (clusters.size() > 1) {
    size_t first = 0, second = 1;
    double nearest = std::numeric_limits<double>::infinity();
    for (size_t a = 0; a < clusters.size(); ++a) {
      for (size_t b = a + 1; b < clusters.size(); ++b) {
        if (const double ab = d(clusters[b].row, clusters[a].row); ab < nearest) {
          nearest = ab;
          first = a;
          second = b;
        }
      }
    }
    Cluster& kept = clusters[first];
    const Cluster gone = clusters[second];
    for (const Cluster& other : clusters) {
      const double mean = (kept.items * d(other.row, kept.row) + gone.items * d(other.row, gone.row)) /
                          (kept.items + gone.items);
      d(other.row, kept.row) = d(kept.row, other.row) = mean;
    }
    merges.push_back(
        {std::min(kept.id, gone.id), std::max(kept.id, gone.id), nearest, kept.items + gone.items});
    kept.id = n + static_cast<int>(merges.size()) - 1;
    kept.items += gone.items;
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
  }
  return merges;
}

std::vector<int> leaf_order(const std::vector<Merge>& merges) {
  const int n = static_cast<int>(merges.size()) + 1;
  std::vector<int> order, open{2 * n - 2};
  while (!open.empty()) {
    const int cluster = open.back();
    open.pop_back();
    if (cluster < n) {
      order.push_back(cluster);
      continue;
    }
    const Merge& merge = merges[static_cast<size_t>(cluster - n)];
    open.push_back(merge.second);
    open.push_back(merge.first);
  }
  return order;
}

Clustering cluster(const Eigen::Ref<const Eigen::MatrixXd>& distances) {
  Clustering result{average_linkage(distances), {}};
  if (distances.rows() > 0) result.order = optimal_leaf_order(result.merges, distances);
  return result;
}

}  // namespace vantage::core
