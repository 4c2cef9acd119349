// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/plan.hpp"

namespace vantage::zoo {
namespace {

class Planner {
 public:
  Planner(const Graph& g, const std::set<int>& kept, bool fused)
      : g_(g), kept_(kept), fused_(fused), consumers_(g.consumers()), done_(g.nodes.size(), false) {}

  Plan run() {
    for (int i = 1; i < static_cast<int>(g_.nodes.size()); ++i)
      if (!done_[static_cast<size_t>(i)]) start(i);
    plan_.last_use.assign(g_.nodes.size(), -1);
    for (size_t s = 0; s < plan_.steps.size(); ++s) {
      const auto& step = plan_.steps[s];
      for (const int x : step.inputs) plan_.last_use[static_cast<size_t>(x)] = static_cast<int>(s);
      if (step.addend >= 0) plan_.last_use[static_cast<size_t>(step.addend)] = static_cast<int>(s);
    }
    return std::move(plan_);
  }

 private:
  const Node& node(int i) const { return g_.nodes[static_cast<size_t>(i)]; }

  // The one node that reads i's value, if it may be absorbed; -1 otherwise.
  int only_reader(int i) const {
    const auto& readers = consumers_[static_cast<size_t>(i)];
    return fused_ && readers.size() == 1 && !kept_.count(i) ? readers[0] : -1;
  }

  void start(int i) {
    Step s{};
    s.node = s.out = i;
    s.inputs = node(i).inputs;
    if (node(i).op == Op::conv) {
      if (const int r = only_reader(s.out); r >= 0 && node(r).op == Op::batch_norm)
        absorb(s, s.batch_norm, r);
      if (const int r = only_reader(s.out); r >= 0 && node(r).op == Op::add) absorb_sum(s, r);
    }
    const Op op = node(i).op;
    if (op == Op::conv || op == Op::batch_norm || op == Op::add || op == Op::linear)
      if (const int r = only_reader(s.out); r >= 0 && is_activation(node(r).op)) absorb(s, s.activation, r);
    done_[static_cast<size_t>(i)] = true;
    plan_.steps.push_back(std::move(s));
  }

  void absorb(Step& s, int& slot, int reader) {
    slot = s.out = reader;
    done_[static_cast<size_t>(reader)] = true;
  }

  // A sum can be computed into this step's output once the other side is there.
  void absorb_sum(Step& s, int sum) {
    const auto& in = node(sum).inputs;
    const int other = in[0] == s.out ? in[1] : in[0];
    if (other == s.out || !computed(other)) return;
    s.addend = other;
    absorb(s, s.sum, sum);
  }
  bool computed(int i) const {
    if (i == 0) return true;
    for (const auto& s : plan_.steps)
      if (s.out == i) return true;
    return false;
  }

  const Graph& g_;
  const std::set<int>& kept_;
  bool fused_;
  std::vector<std::vector<int>> consumers_;
  std::vector<bool> done_;
  Plan plan_;
};

}  // namespace

Plan make_plan(const Graph& g, const std::set<int>& kept, bool fused) {
  return Planner(g, kept, fused).run();
}

}  // namespace vantage::zoo
