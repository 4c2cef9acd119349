// SPDX-License-Identifier: Apache-2.0
// LEMON's network simplex (Kiraly and Kovacs, Efficient implementations of minimum-cost flow algorithms,
// 2012, arXiv:1207.6381). A file of its own because OpenCV's macro MAX is a name in it.
#include "plugins/similarity/emd/transport.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <stdexcept>

namespace vantage::similarity {

int64_t transport(const std::vector<int64_t>& supply, const std::vector<int64_t>& demand,
                  const std::vector<int64_t>& costs) {
  lemon::SmartDigraph graph;
  lemon::SmartDigraph::NodeMap<int64_t> surplus(graph);
  lemon::SmartDigraph::ArcMap<int64_t> cost(graph);
  std::vector<lemon::SmartDigraph::Node> from, to;
  graph.reserveNode(static_cast<int>(supply.size() + demand.size()));
  graph.reserveArc(static_cast<int>(costs.size()));
  for (const int64_t units : supply) surplus[from.emplace_back(graph.addNode())] = units;
  for (const int64_t units : demand) surplus[to.emplace_back(graph.addNode())] = -units;
  auto next = costs.begin();
  for (const auto i : from)
    for (const auto j : to) cost[graph.addArc(i, j)] = *next++;

  using Solver = lemon::NetworkSimplex<lemon::SmartDigraph, int64_t, int64_t>;
  Solver solver(graph);
  if (solver.costMap(cost).supplyMap(surplus).run() != Solver::OPTIMAL)
    throw std::logic_error("a transportation problem without a solution");
  return solver.totalCost<int64_t>();
}

}  // namespace vantage::similarity
