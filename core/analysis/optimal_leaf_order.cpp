// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "core/analysis/clustering.hpp"

namespace vantage::core {
namespace {

struct Range {
  int begin, end;
};

// The tree over places instead of items: a cluster is a range of places in the plain order, and turning it
// round moves nothing out of the range.
class Tree {
 public:
  Tree(const std::vector<Merge>& merges, const Eigen::Ref<const Eigen::MatrixXd>& distances)
      : items_(leaf_order(merges)) {
    const auto n = static_cast<int>(items_.size());
    nodes_.resize(static_cast<size_t>(2 * n - 1));
    for (int place = 0; place < n; ++place)
      nodes_[static_cast<size_t>(items_[static_cast<size_t>(place)])] = {place, place, place + 1, -1, -1};
    for (int k = 0; k < n - 1; ++k) {
      const Merge& m = merges[static_cast<size_t>(k)];
      nodes_[static_cast<size_t>(n + k)] = {node(m.first).begin, node(m.second).begin, node(m.second).end,
                                            m.first, m.second};
    }
    d_.resize(n, n);
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i)
        d_(i, j) = distances(items_[static_cast<size_t>(i)], items_[static_cast<size_t>(j)]);
    cost_ = Eigen::MatrixXd::Zero(n, n);
    for (int k = n; k < 2 * n - 1; ++k) find_costs(node(k));
  }

  std::vector<int> best() const {
    const auto root = static_cast<int>(nodes_.size()) - 1;
    const Node& all = node(root);
    int left = all.begin, right = all.end - 1;
    for (int u = all.begin; u < all.middle; ++u)
      for (int w = all.middle; w < all.end; ++w)
        if (cost_(u, w) < cost_(left, right)) left = u, right = w;
    std::vector<int> order;
    append(root, left, right, order);
    if (order.front() > order.back()) std::reverse(order.begin(), order.end());
    return order;
  }

 private:
  struct Node {
    int begin, middle, end, first, second;  // places of the first child up to the middle; -1: a leaf
  };
  const Node& node(int cluster) const { return nodes_[static_cast<size_t>(cluster)]; }

  // Where the cluster's other end can be if one end is at place u.
  static Range across(const Node& c, int u) {
    if (c.first < 0) return {u, u + 1};
    return u < c.middle ? Range{c.middle, c.end} : Range{c.begin, c.middle};
  }

  // cost_(u, w): the least sum of distances from neighbour to neighbour through the cluster from u to w, its
  // ends. Two places are the ends of one cluster only, the least that holds both.
  void find_costs(const Node& c) {
    const Node &left = node(c.first), &right = node(c.second);
    // From u through the left child, then over to k.
    Eigen::MatrixXd over(c.middle - c.begin, c.end - c.middle);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    over.setConstant(kInfinity);
    for (int k = c.middle; k < c.end; ++k)
      for (int u = c.begin; u < c.middle; ++u) {
        double& least = over(u - c.begin, k - c.middle);
        for (auto [m, end] = across(left, u); m < end; ++m) least = std::min(least, cost_(m, u) + d_(m, k));
      }
    for (int w = c.middle; w < c.end; ++w)
      for (int u = c.begin; u < c.middle; ++u) {
        double least = kInfinity;
        for (auto [k, end] = across(right, w); k < end; ++k)
          least = std::min(least, over(u - c.begin, k - c.middle) + cost_(k, w));
        cost_(u, w) = cost_(w, u) = least;
      }
  }

  // The items of the cluster in the best order from u to w.
  void append(int cluster, int u, int w, std::vector<int>& order) const {
    const Node& c = node(cluster);
    if (c.first < 0) return order.push_back(items_[static_cast<size_t>(u)]);
    const bool turned = u >= c.middle;
    const int from = turned ? c.second : c.first, to = turned ? c.first : c.second;
    const Range ends = across(node(from), u), starts = across(node(to), w);
    int m = ends.begin, k = starts.begin;
    const auto cost = [&](int a, int b) { return cost_(u, a) + d_(a, b) + cost_(b, w); };
    for (int a = ends.begin; a < ends.end; ++a)
      for (int b = starts.begin; b < starts.end; ++b)
        if (cost(a, b) < cost(m, k)) m = a, k = b;
    append(from, u, m, order);
    append(to, k, w, order);
  }

  std::vector<int> items_;  // at each place
  std::vector<Node> nodes_;
  Eigen::MatrixXd d_, cost_;  // by places
};

}  // namespace

std::vector<int> optimal_leaf_order(const std::vector<Merge>& merges,
                                    const Eigen::Ref<const Eigen::MatrixXd>& distances) {
  if (merges.size() >= static_cast<size_t>(kOptimalOrderLimit)) return leaf_order(merges);
  return Tree(merges, distances).best();
}

}  // namespace vantage::core
