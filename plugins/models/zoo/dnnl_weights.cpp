// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_geometry.hpp"
#include "plugins/models/zoo/dnnl_program.hpp"

namespace vantage::zoo::dnn {
namespace {

// Where the elements 0 to n - 1 of one dimension lie. An element's place is the sum over its dimensions.
std::vector<int64_t> places(const Blocks& b, size_t dimension, int64_t n) {
  std::vector<int64_t> out(static_cast<size_t>(n));
  for (int64_t i = 0; i < n; ++i) {
    int64_t rest = i, place = 0, block = 1;
    for (auto inner = b.inner.rbegin(); inner != b.inner.rend(); ++inner) {
      if (inner->first == dimension) {
        place += rest % inner->second * block;
        rest /= inner->second;
      }
      block *= inner->second;
    }
    out[static_cast<size_t>(i)] = place + rest * b.strides[dimension];
  }
  return out;
}

// Not oneDNN's reorder: that of version 3.7 (Debian 13) puts elements in the wrong places where channels do
// not fill their blocks.
void scatter(const at::Tensor& t, const Desc& as, void* to) {
  std::memset(to, 0, as.get_size());
  const auto source = t.to(type_of(as) == memory::data_type::bf16 ? at::kBFloat16 : at::kFloat).contiguous();
  const auto blocks = blocks_of(as);
  std::vector<int64_t> row{0};
  for (size_t d = 1; d < blocks.strides.size(); ++d) {
    std::vector<int64_t> next;
    for (const int64_t r : row)
      for (const int64_t p : places(blocks, d, source.size(static_cast<int64_t>(d)))) next.push_back(r + p);
    row = std::move(next);
  }
  const auto element = static_cast<int64_t>(source.element_size());
  const auto* from = static_cast<const char*>(source.data_ptr());
  for (const int64_t start : places(blocks, 0, source.size(0)))
    for (const int64_t r : row) {
      std::memcpy(static_cast<char*>(to) + (start + r) * element, from, static_cast<size_t>(element));
      from += element;
    }
}

// A copy of row-major numbers in the layout `as`; t has its dimensions.
std::shared_ptr<memory> pack(const dnnl::engine& engine, const at::Tensor& t, Tag plain, const Desc& as) {
  auto to = std::make_shared<memory>(as, engine);
  if (has_padding(as)) {
    scatter(t, as, to->get_data_handle());
    return to;
  }
  const auto source = t.contiguous();
  memory from({{t.sizes().begin(), t.sizes().end()}, memory::data_type::f32, plain}, engine,
              source.data_ptr<float>());
  dnnl::stream stream(engine);
  dnnl::reorder(from, *to).execute(stream, from, *to);
  stream.wait();
  return to;
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
  if (node.op == Op::conv && node.groups > 1) {
    const Dims own = weight_dims(node, w.weight.size(1) * node.groups);
    packed.weight = pack(engine, w.weight.reshape(own), Tag::goihw, as);
  } else {
    packed.weight = pack(engine, w.weight, w.weight.dim() == 4 ? Tag::oihw : Tag::oi, as);
  }
  const auto bias = w.bias.defined() ? w.bias : at::zeros({node.shape[0]});
  packed.bias = pack(engine, bias, Tag::x, {{bias.numel()}, memory::data_type::f32, Tag::x});
  known.emplace_back(packed.weight, packed.bias);
  return packed;
}

}  // namespace vantage::zoo::dnn
