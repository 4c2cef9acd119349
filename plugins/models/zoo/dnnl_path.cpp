// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/dnnl_path.hpp"

#include <ATen/Parallel.h>

#include <algorithm>
#include <list>
#include <tuple>
#include <vector>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_program.hpp"

namespace vantage::zoo {
namespace {

constexpr size_t kPrograms = 16;  // remembered; weights are shared, so one costs little

// Images that run together. More would only need more memory: from four on speed hardly changes, as what one
// call leaves is then still in the cache when the next one reads it.
constexpr int64_t kAtOnce = 8;

// Where there are enough images each thread runs its own: threads that share each call wait for one another
// at its end. With fewer images a thread Winograd's algorithm gains nothing; beyond so many threads programs,
// one for each, take long to compile.
constexpr int64_t kLeastAThread = 4, kMostLanes = 8;

#ifdef _OPENMP
constexpr bool kParallel = true;
#else
constexpr bool kParallel = false;  // at::parallel_for has one thread
#endif

// Plan, from, end, wanted, layout, batch, threads; the type is the network's.
using Key = std::tuple<const Plan*, int, size_t, std::set<int>, bool, int64_t, int>;

// Calls are compiled for as many threads as there are then.
class Threads {
 public:
  explicit Threads(int count) : before_(at::get_num_threads()) {
    if (count != before_) at::set_num_threads(count);
  }
  ~Threads() {
    if (at::get_num_threads() != before_) at::set_num_threads(before_);
  }
  Threads(const Threads&) = delete;

 private:
  const int before_;
};

// The wanted values of n images, to be written.
std::map<int, at::Tensor> outputs_of(const DnnlPath::Part& part, int64_t n) {
  std::map<int, at::Tensor> out;
  for (const int node : part.wanted) {
    auto shape = part.graph.nodes[static_cast<size_t>(node)].shape;
    shape.insert(shape.begin(), n);
    const bool last = part.channels_last && shape.size() == 4;
    out[node] = at::empty(shape, at::kFloat, {}, {}, {},
                          last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
  }
  return out;
}

}  // namespace

struct DnnlPath::State {
  // What one run at a time needs for itself.
  struct Lane {
    explicit Lane(const dnnl::engine& e) : stream(e) {}
    dnnl::stream stream;
    std::list<std::pair<Key, dnn::Program>> programs;  // the last used first
    at::Tensor block;
  };
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnn::PackedWeights weights;
  std::vector<Lane> lanes;

  // For calls by `threads` threads.
  dnn::Program& program(Lane& lane, const Part& p, int64_t batch, int threads) {
    const Key key{&p.plan, p.from, p.end, p.wanted, p.channels_last, batch, threads};
    auto& programs = lane.programs;
    for (auto it = programs.begin(); it != programs.end(); ++it)
      if (it->first == key) {
        programs.splice(programs.begin(), programs, it);
        return it->second;
      }
    const Threads these(threads);
    programs.emplace_front(key, dnn::compile(engine, p, batch, weights));
    if (programs.size() > kPrograms) programs.pop_back();
    return programs.front().second;
  }

  static void place(Lane& lane, dnn::Program& p) {
    auto& block = lane.block;
    if (!block.defined() || block.numel() < static_cast<int64_t>(p.bytes)) {
      block.reset();
      block = at::empty({static_cast<int64_t>(p.bytes)}, at::kByte);
    }
    if (p.block == block.data_ptr()) return;
    p.block = block.data_ptr();
    for (auto& [m, offset] : p.placed) m.set_data_handle(static_cast<char*>(p.block) + offset);
  }
};

bool DnnlPath::runs(c10::ScalarType type) {
  const auto isa = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
  const auto bf16 = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);
  return type == at::kFloat || (type == at::kBFloat16 && (isa & bf16) == bf16);
}
DnnlPath::DnnlPath() = default;
DnnlPath::DnnlPath(DnnlPath&&) noexcept = default;
DnnlPath::~DnnlPath() = default;

std::map<int, at::Tensor> DnnlPath::run(const Part& part, const at::Tensor& x) {
  if (!state_) state_ = std::make_unique<State>();
  const auto input = x.contiguous();
  const int64_t n = input.size(0);
  auto out = outputs_of(part, n);
  const int threads = at::get_num_threads();
  const bool apart = kParallel && threads > 1 && threads <= kMostLanes && n >= kLeastAThread * threads;
  const int64_t lanes = apart ? threads : 1;
  while (static_cast<int64_t>(state_->lanes.size()) < lanes) state_->lanes.emplace_back(state_->engine);
  const int64_t rounds = (n + kAtOnce * lanes - 1) / (kAtOnce * lanes), parts = rounds * lanes;
  const auto begin_of = [&](int64_t part_number) { return part_number * n / parts; };  // nearly the same size
  for (int64_t round = 0; round < rounds; ++round) {
    std::vector<dnn::Program*> programs;
    for (int64_t l = 0; l < lanes; ++l) {
      const int64_t begin = begin_of(round * lanes + l), count = begin_of(round * lanes + l + 1) - begin;
      auto& lane = state_->lanes[static_cast<size_t>(l)];
      auto& program = state_->program(lane, part, count, apart ? 1 : threads);
      State::place(lane, program);
      program.input.set_data_handle(input.data_ptr<float>() + begin * (input.numel() / n));
      for (auto& [node, m] : program.outputs) {
        auto& t = out[node];
        m.set_data_handle(t.data_ptr<float>() + begin * (t.numel() / n));
      }
      programs.push_back(&program);
    }
    const auto run_lane = [&](int64_t l) {
      auto& stream = state_->lanes[static_cast<size_t>(l)].stream;
      for (auto& call : programs[static_cast<size_t>(l)]->calls) call(stream);
      stream.wait();
    };
    if (!apart) {  // not in parallel_for: LibTorch's own steps would believe that they share the threads
      run_lane(0);
      continue;
    }
    at::parallel_for(0, lanes, 1, [&](int64_t from, int64_t to) {
      for (int64_t l = from; l < to; ++l) run_lane(l);
    });
  }
  return out;
}

}  // namespace vantage::zoo
