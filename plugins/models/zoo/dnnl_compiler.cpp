// SPDX-License-Identifier: Apache-2.0
// Steps become oneDNN calls; what oneDNN lacks goes through LibTorch on row-major copies.
#include <cstring>
#include <optional>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_draft.hpp"
#include "plugins/models/zoo/dnnl_geometry.hpp"

namespace vantage::zoo::dnn {
namespace {

bool slow(const char* implementation) {
  return std::strncmp(implementation, "ref", 3) == 0;
}

// Version 3's batch norm of this name cuts its work for threads that it was not compiled for. Where images
// run on threads of their own these do not come, and most of the work stays undone.
bool counts_on_threads(const char* implementation) {
  return std::strncmp(implementation, "bnorm_tbb", 9) == 0;
}

class Compiler : Draft {
 public:
  Compiler(const dnnl::engine& engine, const DnnlPath::Part& part, int64_t batch, PackedWeights& weights)
      : Draft(engine, part, batch), weights_(weights) {}

  Program run() {
    begin();
    const int exact_from = last_convolution();
    for (now_ = 0; now_ < part_.end; ++now_) {
      const auto& step = part_.plan.steps[now_];
      if (step.out <= part_.from) continue;
      type_ = step.out < exact_from ? low_ : kFloat;
      values_[step.out] = translate(step);
      if (part_.wanted.count(step.out)) emit(step.out);
      for (const int i : step.inputs) drop(i);
      if (step.addend >= 0) drop(step.addend);
    }
    return finish();
  }

 private:
  // From here on values are float32: bfloat16's eight bits would round the scores.
  int last_convolution() const {
    int last = 0;
    for (const auto& s : part_.plan.steps)
      if (node(s.node).op == Op::conv) last = s.out;
    return last;
  }

  // One function a kind of step.
  Value translate(const Step& step) {
    const auto& n = node(step.node);
    switch (n.op) {
      case Op::conv:
        return convolution(step, n);
      case Op::linear:
        return linear(step);
      case Op::batch_norm:
        return batch_norm(step, n);
      case Op::max_pool:
      case Op::avg_pool:
        return pool(step, n, {n.kernel_h, n.kernel_w}, {n.stride, n.stride});
      case Op::adaptive_avg_pool: {
        const auto& in = node(step.inputs[0]).shape;
        if (in[1] % n.shape[1] || in[2] % n.shape[2]) return foreign(step);
        const Dims even{in[1] / n.shape[1], in[2] / n.shape[2]};
        return pool(step, n, even, even);
      }
      case Op::add:
        return combine(step, algorithm::binary_add);
      case Op::multiply:
        return combine(step, algorithm::binary_mul);
      case Op::concat:
        return concat(step);
      case Op::slice: {
        auto whole = as(step.inputs[0], best(step.inputs[0]));
        auto y = make(best(step.out));
        const auto view = whole.get_desc().submemory_desc(dims(step.out), {0, n.begin, 0, 0});
        Args args{{DNNL_ARG_FROM, whole}, {DNNL_ARG_TO, y.mem}};
        call(dnnl::reorder::primitive_desc(engine_, view, engine_, y.desc, attributes()), args);
        return y;
      }
      case Op::shuffle: {
        auto x = as(step.inputs[0], best(step.inputs[0]));
        auto y = make(x.get_desc());
        const auto pd = dnn::shuffle(engine_, y.desc, static_cast<int>(n.shape[0] / n.groups), attributes());
        call(pd, {{DNNL_ARG_SRC, x}, {DNNL_ARG_DST, y.mem}});
        return y;
      }
      case Op::flatten: {
        const Desc flat = plain(step.inputs[0]);
        auto y = make(plain(step.out));
        copy(value(step.inputs[0]).mem, bind(flat, y.offset));
        return y;
      }
      case Op::input:
        break;
      default: {
        auto y = overwritable(step.inputs[0], value(step.inputs[0]).desc);
        activate(n.op, y);
        return y;
      }
    }
    return foreign(step);
  }

  // Activations as one or two of oneDNN's.
  struct Eltwise {
    algorithm kind;
    float alpha, beta;
  };
  static std::vector<Eltwise> eltwise_of(Op op) {
    switch (op) {
      case Op::relu:
        return {{algorithm::eltwise_relu, 0, 0}};
      case Op::relu6:
        return {{algorithm::eltwise_clip, 0, 6}};
      case Op::hardswish:
        return {{algorithm::eltwise_hardswish, 1.0f / 6, 0.5f}};  // 2.x knows no others and ignores them
      case Op::hardsigmoid:
        return {{algorithm::eltwise_linear, 1.0f / 6, 0.5f}, {algorithm::eltwise_clip, 0, 1}};
      case Op::sigmoid:
        return {{algorithm::eltwise_logistic, 0, 0}};
      default:
        return {{algorithm::eltwise_swish, 1, 0}};
    }
  }
  void activate(Op op, Value& y) {
    for (const auto& e : eltwise_of(op))
      call(dnn::eltwise(engine_, e.kind, y.desc, e.alpha, e.beta, attributes()),
           {{DNNL_ARG_SRC, y.mem}, {DNNL_ARG_DST, y.mem}});
  }
  dnnl::post_ops after(const Step& step) const {
    dnnl::post_ops ops;
    if (step.sum >= 0) ops.append_sum(1.0f);
    if (step.activation >= 0)
      for (const auto& e : eltwise_of(node(step.activation).op)) append(ops, e.kind, e.alpha, e.beta);
    return ops;
  }

  using ConvolutionPd = dnnl::convolution_forward::primitive_desc;
  std::optional<ConvolutionPd> try_convolution(const Step& step, const Node& n, algorithm a, const Desc& x,
                                               const Desc& y) const {
    const Dims w = weight_dims(n, node(step.inputs[0]).shape[0]);
    try {
      const auto pd = dnn::convolution(engine_, a, x, {w, low_, Tag::any}, {{n.shape[0]}, kFloat, Tag::x}, y,
                                       window_of(n), attributes(after(step)));
      if (!slow(pd.impl_info_str())) return pd;
    } catch (const dnnl::error&) {  // no such kernel
    }
    return {};
  }

  Value convolution(const Step& step, const Node& n) {
    const int x = step.inputs[0], y = step.out;
    std::optional<ConvolutionPd> pd;
    if (low_ == kFloat && worth_winograd(n, node(x).shape[0], batch_))
      pd = try_convolution(step, n, algorithm::convolution_winograd, any(x, low_), any(y, type_));
    const bool picture = node(x).shape[0] <= 4;  // kernels for it read it as it comes
    const bool blocks = only_in_blocks(n, node(x).shape[0]);
    const Tag tag = blocks ? blocks_of_channels() : blocked_;
    if (!pd)
      pd = try_convolution(step, n, algorithm::convolution_direct, desc(x, picture ? Tag::nchw : tag, low_),
                           desc(y, tag, type_));
    if (!pd && !blocks)
      pd = try_convolution(step, n, algorithm::convolution_direct, any(x, low_), any(y, type_));
    if (!pd) return foreign(step);
    const auto w = weights_.get(engine_, graph_, part_.weights, step, pd->weights_desc());
    keep(w);
    const auto source = as(x, pd->src_desc());
    auto out =
        step.sum >= 0 ? overwritable(step.addend, pd->dst_desc(), step.addend == x) : make(pd->dst_desc());
    call(*pd, {{DNNL_ARG_SRC, source},
               {DNNL_ARG_WEIGHTS, *w.weight},
               {DNNL_ARG_BIAS, *w.bias},
               {DNNL_ARG_DST, out.mem}});
    return out;
  }

  Value linear(const Step& step) {
    const int x = step.inputs[0], y = step.out;
    const int64_t in = node(x).shape[0], out = node(y).shape[0];
    const auto pd = dnn::inner_product(engine_, plain(x, low_), {{out, in}, low_, Tag::any},
                                       {{out}, kFloat, Tag::x}, plain(y), attributes(after(step)));
    const auto w = weights_.get(engine_, graph_, part_.weights, step, pd.weights_desc());
    keep(w);
    auto result = make(plain(y));
    call(pd, {{DNNL_ARG_SRC, as(x, plain(x, low_))},
              {DNNL_ARG_WEIGHTS, *w.weight},
              {DNNL_ARG_BIAS, *w.bias},
              {DNNL_ARG_DST, result.mem}});
    return result;
  }

  Value batch_norm(const Step& step, const Node& n) {
    using F = dnnl::normalization_flags;
    const int x = step.inputs[0];
    const Op op = step.activation >= 0 ? node(step.activation).op : Op::input;
    const auto flags = F::use_global_stats | F::use_scale | F::use_shift;
    auto pd = dnn::batch_norm(engine_, best(x), static_cast<float>(n.epsilon),
                              op == Op::relu ? flags | F::fuse_norm_relu : flags, attributes());
    while (counts_on_threads(pd.impl_info_str()))
      if (!pd.next_impl()) return foreign(step);
    const auto w = prepare(graph_, step, part_.weights, {c10::kCPU, at::kFloat, false});
    const auto vector = [&](const at::Tensor& t) {
      const auto source = t.contiguous();
      auto m = std::make_shared<memory>(Desc{{n.shape[0]}, kFloat, Tag::x}, engine_);
      std::memcpy(m->get_data_handle(), source.data_ptr<float>(), static_cast<size_t>(source.nbytes()));
      program_.weights.push_back(m);
      return *m;
    };
    const auto source = as(x, best(x));
    auto y = make(best(x));
    call(pd, {{DNNL_ARG_SRC, source},
              {DNNL_ARG_MEAN, vector(w.mean)},
              {DNNL_ARG_VARIANCE, vector(w.variance)},
              {DNNL_ARG_SCALE, vector(w.weight)},
              {DNNL_ARG_SHIFT, vector(w.bias)},
              {DNNL_ARG_DST, y.mem}});
    if (op != Op::input && op != Op::relu) activate(op, y);
    return y;
  }

  Value pool(const Step& step, const Node& n, const Dims& kernel, const Dims& stride) {
    const int x = step.inputs[0];
    const auto& in = node(x).shape;
    const auto behind = [&](size_t d) {
      return (n.shape[d + 1] - 1) * stride[d] + kernel[d] - in[d + 1] - n.padding;
    };
    const Window w{kernel, stride, {0, 0}, {n.padding, n.padding}, {behind(0), behind(1)}};
    const auto kind = n.op == Op::max_pool ? algorithm::pooling_max : algorithm::pooling_avg_exclude_padding;
    const auto pd = dnn::pooling(engine_, kind, best(x), best(step.out), w, attributes());
    const auto source = as(x, best(x));
    auto y = make(best(step.out));
    call(pd, {{DNNL_ARG_SRC, source}, {DNNL_ARG_DST, y.mem}});
    return y;
  }

  Value combine(const Step& step, algorithm kind) {
    int a = step.inputs[0], b = step.inputs[1];
    if (dims(b) == dims(step.out) && dims(a) != dims(b)) std::swap(a, b);
    const auto layout = node(a).shape.size() == 1 ? plain(a) : best(a);
    const auto pd = dnn::binary(engine_, kind, layout, best(b), layout, attributes(after(step)));
    const auto second = as(b, best(b));
    auto y = overwritable(a, layout, a == b);
    call(pd, {{DNNL_ARG_SRC_0, y.mem}, {DNNL_ARG_SRC_1, second}, {DNNL_ARG_DST, y.mem}});
    return y;
  }

  Value concat(const Step& step) {
    std::vector<Desc> parts;
    Args args;
    for (const int i : step.inputs) {
      args.emplace(DNNL_ARG_MULTIPLE_SRC + static_cast<int>(parts.size()), as(i, best(i)));
      parts.push_back(best(i));
    }
    auto y = make(best(step.out));
    args.emplace(DNNL_ARG_DST, y.mem);
    call(dnn::concat(engine_, y.desc, parts, attributes()), args);
    return y;
  }

  // A step of LibTorch's on row-major copies.
  Value foreign(const Step& step) {
    auto reads = step.inputs;
    if (step.addend >= 0) reads.push_back(step.addend);
    std::vector<std::pair<int, memory>> in;
    for (const int i : reads) in.emplace_back(i, as(i, plain(i, kFloat)));
    auto y = make(plain(step.out, kFloat));
    const auto weights = prepare(graph_, step, part_.weights, {c10::kCPU, at::kFloat, false});
    const auto tensor = [batch = batch_](const Shape& shape, const memory& m) {
      Shape whole = shape;
      whole.insert(whole.begin(), batch);
      return at::from_blob(m.get_data_handle(), whole, at::TensorOptions().dtype(at::kFloat));
    };
    std::vector<Shape> shapes;
    for (const int i : reads) shapes.push_back(node(i).shape);
    program_.calls.push_back(
        [=, &graph = graph_, out = y.mem, shape = node(step.out).shape](dnnl::stream& s) {
          s.wait();
          std::vector<at::Tensor> values(graph.nodes.size());
          for (size_t k = 0; k < in.size(); ++k)
            values[static_cast<size_t>(in[k].first)] = tensor(shapes[k], in[k].second);
          tensor(shape, out).copy_(run_step(graph, step, weights, values, nullptr));
        });
    return y;
  }

  void keep(const PackedWeights::Pair& w) {
    program_.weights.push_back(w.weight);
    program_.weights.push_back(w.bias);
  }

  PackedWeights& weights_;
};

}  // namespace

Program compile(const dnnl::engine& engine, const DnnlPath::Part& part, int64_t batch,
                PackedWeights& weights) {
  return Compiler(engine, part, batch, weights).run();
}

}  // namespace vantage::zoo::dnn
