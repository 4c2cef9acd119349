// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/dnnl_convolution.hpp"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cstring>
#include <map>
#include <optional>
#include <tuple>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_geometry.hpp"
#include "plugins/models/zoo/dnnl_program.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {
namespace {

using dnn::Desc;
using dnn::Dims;
using dnn::memory;
using dnn::Tag;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr auto kFloat = memory::data_type::f32;
constexpr size_t kMost = 1024;  // compiled ones that are remembered

const dnnl::engine& engine() {
  static const dnnl::engine e(dnnl::engine::kind::cpu, 0);
  return e;
}

Desc last(const Dims& d) {
  return {d, kFloat, Tag::nhwc};
}

Dims dims_of(const at::Tensor& t) {
  return {t.sizes().begin(), t.sizes().end()};
}

memory memory_of(const at::Tensor& t) {
  return {last(dims_of(t)), engine(), t.data_ptr<float>()};
}

// Memory of a description that goes with this object.
struct Room {
  explicit Room(const Desc& d)
      : bytes(at::empty({static_cast<int64_t>(d.get_size())}, at::kByte)),
        mem(d, engine(), bytes.data_ptr()) {}
  at::Tensor bytes;
  memory mem;
};

memory as(memory m, const Desc& d, std::optional<Room>& room, dnnl::stream& stream) {
  if (m.get_desc() == d) return m;
  room.emplace(d);
  dnnl::reorder(m, room->mem).execute(stream, m, room->mem);
  return room->mem;
}

// One convolution for one shape, in both directions. Held by the tape as well: a tape may outlive its like
// here.
struct Convolution : torch::CustomClassHolder {
  dnnl::convolution_forward::primitive_desc forward_pd;
  dnnl::convolution_backward_data::primitive_desc backward_pd;
  dnnl::convolution_forward forward;
  dnnl::convolution_backward_data backward;
  dnn::PackedWeights::Pair weights, turned;
  Dims x, y;
  bool sum = false;

  // dst: what is to be added, if anything is, and then the result.
  void run(const at::Tensor& in, const at::Tensor& out) const {
    dnnl::stream stream(engine());
    std::optional<Room> source, result;
    memory dst = memory_of(out);
    const bool same = forward_pd.dst_desc() == dst.get_desc();
    memory to = sum    ? as(dst, forward_pd.dst_desc(), result, stream)
                : same ? dst
                       : result.emplace(forward_pd.dst_desc()).mem;
    Room scratch(forward_pd.scratchpad_desc());
    forward.execute(stream, {{DNNL_ARG_SRC, as(memory_of(in), forward_pd.src_desc(), source, stream)},
                             {DNNL_ARG_WEIGHTS, *weights.weight},
                             {DNNL_ARG_BIAS, *weights.bias},
                             {DNNL_ARG_DST, to},
                             {DNNL_ARG_SCRATCHPAD, scratch.mem}});
    if (!same) dnnl::reorder(to, dst).execute(stream, to, dst);
    stream.wait();
  }
  at::Tensor run_back(const at::Tensor& gradient) const {
    dnnl::stream stream(engine());
    std::optional<Room> source, result;
    auto out = at::empty(x, at::kFloat, {}, {}, {}, at::MemoryFormat::ChannelsLast);
    memory dst = memory_of(out);
    const bool same = backward_pd.diff_src_desc() == dst.get_desc();
    memory to = same ? dst : result.emplace(backward_pd.diff_src_desc()).mem;
    Room scratch(backward_pd.scratchpad_desc());
    backward.execute(
        stream, {{DNNL_ARG_DIFF_DST, as(memory_of(gradient), backward_pd.diff_dst_desc(), source, stream)},
                 {DNNL_ARG_WEIGHTS, *turned.weight},
                 {DNNL_ARG_DIFF_SRC, to},
                 {DNNL_ARG_SCRATCHPAD, scratch.mem}});
    if (!same) dnnl::reorder(to, dst).execute(stream, to, dst);
    stream.wait();
    return out;
  }
};
using Held = c10::intrusive_ptr<Convolution>;

enum class After : int64_t { nothing, relu, relu6 };

struct Recorded : torch::autograd::Function<Recorded> {
  // Without a sum `addend` is x again: autograd wants tensors that exist.
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& addend,
                            Held convolution, int64_t after, int64_t rule) {
    auto y = convolution->sum
                 ? addend.clone(at::MemoryFormat::ChannelsLast)
                 : at::empty(convolution->y, at::kFloat, {}, {}, {}, at::MemoryFormat::ChannelsLast);
    convolution->run(x.contiguous(at::MemoryFormat::ChannelsLast), y);
    ctx->saved_data["convolution"] = c10::IValue::make_capsule(convolution);
    ctx->saved_data["after"] = after;
    ctx->saved_data["rule"] = rule;
    // Not by oneDNN where the result is written: it takes what is not a number for 0, and nobody would learn
    // of it.
    if (After{after} == After::relu) at::relu_(y);
    if (After{after} == After::relu6) at::hardtanh_(y, 0, 6);
    if (After{after} != After::nothing) ctx->save_for_backward({y});
    return y;
  }
  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto g = gradients[0];
    if (const After after{ctx->saved_data["after"].toInt()}; after != After::nothing) {
      const int32_t rule = *reinterpret_cast<const int32_t*>(ctx->saved_data["rule"].toInt());
      g = ruled_gradient(g, ctx->get_saved_variables()[0], after == After::relu6, rule);
    }
    g = g.contiguous(at::MemoryFormat::ChannelsLast);
    const auto convolution =
        c10::static_intrusive_pointer_cast<Convolution>(ctx->saved_data["convolution"].toCapsule());
    return {convolution->run_back(g), convolution->sum ? g : at::Tensor(), at::Tensor(), at::Tensor(),
            at::Tensor()};
  }
};

}  // namespace

struct DnnlConvolutions::State {
  dnn::PackedWeights weights;
  // What is folded in may differ from plan to plan: node, batch norm, sum; batch, channels, height, width;
  // threads.
  using Key = std::tuple<int, int, bool, Dims, int>;
  std::map<Key, Held> known;

  Held find(const Graph& graph, const Weights& all, const Step& step, const Dims& x) {
    const Key key(step.node, step.batch_norm, step.sum >= 0, x, at::get_num_threads());
    const auto it = known.find(key);
    if (it != known.end()) return it->second;
    if (known.size() >= kMost) known.clear();
    return known.emplace(key, compile(graph, all, step, x)).first->second;
  }

  // In the layout of LibTorch's tensors, which spares copies, where there is a kernel for that, else in one
  // that the kernel likes. Winograd gains nothing here: few images at a time, and weights for both
  // directions.
  Held compile(const Graph& graph, const Weights& all, const Step& step, const Dims& x) {
    const bool blocks = dnn::only_in_blocks(graph.nodes[static_cast<size_t>(step.node)], x[1]);
    for (const Tag tag : {Tag::nhwc, blocks ? dnn::blocks_of_channels() : Tag::any}) try {
        if (tag == Tag::nhwc && blocks) continue;
        if (auto made = compile(graph, all, step, x, tag)) return made;
      } catch (const dnnl::error&) {  // no such kernel
      }
    return {};
  }

  Held compile(const Graph& graph, const Weights& all, const Step& step, const Dims& x, Tag tag) {
    const auto& n = graph.nodes[static_cast<size_t>(step.node)];
    const Dims y{x[0], n.shape[0], n.shape[1], n.shape[2]};
    const auto desc = [&](const Dims& d) { return Desc{d, kFloat, tag}; };
    const Desc w{dnn::weight_dims(n, x[1]), kFloat, Tag::any};
    const auto window = dnn::window_of(n);
    dnnl::post_ops ops;
    if (step.sum >= 0) ops.append_sum(1.0f);
    dnn::primitive_attr forward, backward;
    for (auto* attribute : {&forward, &backward}) attribute->set_scratchpad_mode(dnnl::scratchpad_mode::user);
    forward.set_post_ops(ops);
    auto c = c10::make_intrusive<Convolution>();
    c->forward_pd = dnn::convolution(engine(), dnn::algorithm::convolution_direct, desc(x), w,
                                     {{n.shape[0]}, kFloat, Tag::x}, desc(y), window, forward);
    c->backward_pd =
        dnn::convolution_backward(engine(), desc(x), w, desc(y), window, c->forward_pd, backward);
    for (const char* kernel : {c->forward_pd.impl_info_str(), c->backward_pd.impl_info_str()})
      if (std::strncmp(kernel, "ref", 3) == 0) return {};
    c->forward = dnnl::convolution_forward(c->forward_pd);
    c->backward = dnnl::convolution_backward_data(c->backward_pd);
    c->weights = weights.get(engine(), graph, all, step, c->forward_pd.weights_desc());
    c->turned = weights.get(engine(), graph, all, step, c->backward_pd.weights_desc());
    c->x = x;
    c->y = y;
    c->sum = step.sum >= 0;
    return c;
  }
};

DnnlConvolutions::DnnlConvolutions() = default;
DnnlConvolutions::DnnlConvolutions(DnnlConvolutions&&) noexcept = default;
DnnlConvolutions::~DnnlConvolutions() = default;

at::Tensor DnnlConvolutions::run(const Graph& graph, const Weights& weights, const Step& step,
                                 const std::vector<at::Tensor>& values, Rule rule) {
  if (!state_) state_ = std::make_unique<State>();
  const Op op = step.activation < 0 ? Op::input : graph.nodes[static_cast<size_t>(step.activation)].op;
  const After after = op == Op::relu ? After::relu : op == Op::relu6 ? After::relu6 : After::nothing;
  const auto& x = values[static_cast<size_t>(step.inputs[0])];
  const auto convolution = state_->find(graph, weights, step, dims_of(x));
  if (!convolution) return {};
  const auto& addend = step.addend >= 0 ? values[static_cast<size_t>(step.addend)] : x;
  const auto y =
      Recorded::apply(x, addend, convolution, static_cast<int64_t>(after), reinterpret_cast<int64_t>(rule));
  return op == Op::input || after != After::nothing ? y : activate(op, y, rule);
}

}  // namespace vantage::zoo
