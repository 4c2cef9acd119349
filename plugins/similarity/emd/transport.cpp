// SPDX-License-Identifier: Apache-2.0
// LEMON's network simplex (Kiraly and Kovacs, Efficient implementations of minimum-cost flow algorithms,
// 2012, arXiv:1207.6381). A file of its own because OpenCV's macro MAX is a name in it.
#include "plugins/similarity/emd/transport.hpp"

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <stdexcept>
#include <utility>

namespace vantage::similarity {

int64_t transport(const std::vector<int64_t>& supply, const std::vector<int64_t>& demand,
                  const std::vector<int64_t>& costs) {
  const auto n = static_cast<int>(supply.size()), m = static_cast<int>(demand.size());
  std::vector<std::pair<int, int>> arcs;
  arcs.reserve(costs.size());
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < m; ++j) arcs.emplace_back(i, n + j);
  lemon::StaticDigraph graph;
  graph.build(n + m, arcs.begin(), arcs.end());

  lemon::StaticDigraph::NodeMap<int64_t> surplus(graph);
  lemon::StaticDigraph::ArcMap<int64_t> cost(graph);
  for (int i = 0; i < n; ++i) surplus[graph.node(i)] = supply[static_cast<size_t>(i)];
  for (int j = 0; j < m; ++j) surplus[graph.node(n + j)] = -demand[static_cast<size_t>(j)];
  for (int k = 0; k < n * m; ++k) cost[graph.arc(k)] = costs[static_cast<size_t>(k)];

  using Solver = lemon::NetworkSimplex<lemon::StaticDigraph, int64_t, int64_t>;
  Solver solver(graph);
  if (solver.costMap(cost).supplyMap(surplus).run() != Solver::OPTIMAL)
    throw std::logic_error("a transportation problem without a solution");
  return solver.totalCost<int64_t>();
}

}  // namespace vantage::similarity
