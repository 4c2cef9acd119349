// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/dnnl_path.hpp"

#include <ATen/Parallel.h>

#include <algorithm>
#include <list>
#include <tuple>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_program.hpp"

namespace vantage::zoo {
namespace {

constexpr size_t kPrograms = 16;  // remembered; weights are shared, so one costs little

// Images that run together. More would only need more memory: from four on speed hardly changes, as what one
// call leaves is then still in the cache when the next one reads it.
constexpr int64_t kAtOnce = 8;

// Plan, from, end, wanted, layout, batch, threads.
using Key = std::tuple<const Plan*, int, size_t, std::set<int>, bool, int64_t, int>;

}  // namespace

struct DnnlPath::State {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
  dnn::PackedWeights weights;
  std::list<std::pair<Key, dnn::Program>> programs;  // the last used first
  at::Tensor block;

  dnn::Program& program(const Part& p, int64_t batch) {
    const Key key{&p.plan, p.from, p.end, p.wanted, p.channels_last, batch, at::get_num_threads()};
    for (auto it = programs.begin(); it != programs.end(); ++it)
      if (it->first == key) {
        programs.splice(programs.begin(), programs, it);
        return it->second;
      }
    programs.emplace_front(key, dnn::compile(engine, p, batch, weights));
    if (programs.size() > kPrograms) programs.pop_back();
    return programs.front().second;
  }

  void place(dnn::Program& p) {
    if (!block.defined() || block.numel() < static_cast<int64_t>(p.bytes)) {
      block.reset();
      block = at::empty({static_cast<int64_t>(p.bytes)}, at::kByte);
    }
    if (p.block == block.data_ptr()) return;
    p.block = block.data_ptr();
    for (auto& [m, offset] : p.placed) m.set_data_handle(static_cast<char*>(p.block) + offset);
  }
};

bool DnnlPath::available() {
  return true;
}
DnnlPath::DnnlPath() = default;
DnnlPath::DnnlPath(DnnlPath&&) noexcept = default;
DnnlPath::~DnnlPath() = default;

std::map<int, at::Tensor> DnnlPath::run(const Part& part, const at::Tensor& x) {
  if (!state_) state_ = std::make_unique<State>();
  const auto input = x.contiguous();
  const int64_t n = input.size(0);
  std::map<int, at::Tensor> out;
  for (const int node : part.wanted) {
    auto shape = part.graph.nodes[static_cast<size_t>(node)].shape;
    shape.insert(shape.begin(), n);
    const bool last = part.channels_last && shape.size() == 4;
    out[node] = at::empty(shape, at::kFloat, {}, {}, {},
                          last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
  }
  const int64_t parts = (n + kAtOnce - 1) / kAtOnce;  // of nearly the same size
  for (int64_t k = 0, begin = 0, count = 0; k < parts; ++k, begin += count) {
    count = n / parts + (k < n % parts);
    auto& program = state_->program(part, count);
    state_->place(program);
    program.input.set_data_handle(input.data_ptr<float>() + begin * (input.numel() / n));
    for (auto& [node, m] : program.outputs) {
      auto& t = out[node];
      m.set_data_handle(t.data_ptr<float>() + begin * (t.numel() / n));
    }
    for (auto& call : program.calls) call(state_->stream);
    state_->stream.wait();
  }
  return out;
}

}  // namespace vantage::zoo
