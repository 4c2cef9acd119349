// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <vector>

namespace vantage::core {

// One step of hierarchical clustering. Clusters are numbered as in SciPy: 0 to N - 1 are the items, N + k is
// what the k-th merge makes. first < second.
struct Merge {
  int first, second;
  double distance;
  int items;  // in the new cluster
};

// Average linkage (UPGMA, Sokal and Michener 1958) of an N x N distance matrix: N - 1 merges of growing
// distance, O(N^3). Of several pairs equally near, the one whose first items come first is merged. Throws
// Error for a matrix that is not square, not symmetric or holds what is negative or not finite; the diagonal
// does not matter.
std::vector<Merge> average_linkage(const Eigen::Ref<const Eigen::MatrixXd>& distances);

// The items as the leaves of the tree from left to right, a merge's first cluster left of its second.
std::vector<int> leaf_order(const std::vector<Merge>& merges);

inline constexpr int kOptimalOrderLimit = 1000;  // items; the time grows with their cube

// That order among the 2^(N-1) which fit the tree whose neighbours' distances have the least sum (Bar-Joseph,
// Gifford and Jaakkola 2001). It and its mirror image are equally good: the one that begins with the lower
// item is given. Beyond the limit leaf_order(). `distances`: those that the merges are of.
std::vector<int> optimal_leaf_order(const std::vector<Merge>& merges,
                                    const Eigen::Ref<const Eigen::MatrixXd>& distances);

struct Clustering {
  std::vector<Merge> merges;
  std::vector<int> order;  // optimal_leaf_order()
};

// Both; also of no item at all. Throws as average_linkage() does.
Clustering cluster(const Eigen::Ref<const Eigen::MatrixXd>& distances);

}  // namespace vantage::core
