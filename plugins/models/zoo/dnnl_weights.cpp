// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_program.hpp"

namespace vantage::zoo::dnn {
namespace {

// A copy of row-major numbers in the layout `as`.
std::shared_ptr<memory> pack(const dnnl::engine& engine, const at::Tensor& t, const Desc& plain,
                             const Desc& as) {
  const auto source = t.contiguous();
  memory from(plain, engine, source.data_ptr<float>());
  auto to = std::make_shared<memory>(as, engine);
  dnnl::stream stream(engine);
  dnnl::reorder(from, *to).execute(stream, from, *to);
  stream.wait();
  return to;
}

Desc vector_desc(int64_t n) {
  return {{n}, memory::data_type::f32, Tag::x};
}

}  // namespace

PackedWeights::Pair PackedWeights::get(const dnnl::engine& engine, const Graph& graph, const Weights& weights,
                                       const Step& step, const Desc& as) {
  auto& known = all_[{step.node, step.batch_norm}];
  std::erase_if(known, [](const auto& k) { return k.first.expired() || k.second.expired(); });
  for (const auto& [weight, bias] : known)
    if (const auto w = weight.lock(); w->get_desc() == as) return {w, bias.lock()};

  const auto& node = graph.nodes[static_cast<size_t>(step.node)];
  auto w = prepare(graph, step, weights, {c10::kCPU, at::kFloat, false});
  Pair packed;
  if (node.op == Op::batch_norm) {  // the inference form y = scale x + shift has the statistics within
    packed.weight = pack(engine, w.weight, vector_desc(w.weight.numel()), as);
  } else {
    Dims dims(w.weight.sizes().begin(), w.weight.sizes().end());
    auto tag = dims.size() == 4 ? Tag::oihw : Tag::oi;
    if (node.op == Op::conv && node.groups > 1) {
      dims[0] /= node.groups;
      dims.insert(dims.begin(), node.groups);
      tag = Tag::goihw;
    }
    packed.weight = pack(engine, w.weight, {dims, memory::data_type::f32, tag}, as);
  }
  const auto bias = w.bias.defined() ? w.bias : at::zeros({node.shape[0]});
  packed.bias = pack(engine, bias, vector_desc(bias.numel()), vector_desc(bias.numel()));
  known.emplace_back(packed.weight, packed.bias);
  return packed;
}

}  // namespace vantage::zoo::dnn
