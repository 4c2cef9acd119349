// SPDX-License-Identifier: Apache-2.0
// What differs between oneDNN 2.x (Debian 12) and 3.x (Debian 13), and nothing else.
#pragma once
#include <algorithm>
#include <dnnl.hpp>
#include <utility>
#include <vector>

namespace vantage::zoo::dnn {

using dnnl::algorithm;
using dnnl::memory;
using dnnl::primitive_attr;
using dnnl::prop_kind;
using Dims = memory::dims;
using Desc = memory::desc;
using Tag = memory::format_tag;

struct Window {
  Dims kernel, stride, dilation, before, after;  // dilation: 0 is none
};

// How a layout orders its elements: in each dimension by strides, and within blocks, outermost first.
struct Blocks {
  Dims strides;
  std::vector<std::pair<size_t, int64_t>> inner;  // dimension, size
};

#if DNNL_VERSION_MAJOR >= 3

inline memory::data_type type_of(const Desc& d) {
  return d.get_data_type();
}
inline bool has_padding(const Desc& d) {
  return d.get_format_kind() == memory::format_kind::blocked && d.get_padded_dims() != d.get_dims();
}
inline Blocks blocks_of(const Desc& d) {
  Blocks b{d.get_strides(), {}};
  const auto sizes = d.get_inner_blks(), dimensions = d.get_inner_idxs();
  for (size_t i = 0; i < sizes.size(); ++i) b.inner.emplace_back(dimensions[i], sizes[i]);
  return b;
}
inline auto convolution(const dnnl::engine& e, algorithm a, const Desc& x, const Desc& w, const Desc& b,
                        const Desc& y, const Window& v, const primitive_attr& attr) {
  return dnnl::convolution_forward::primitive_desc(e, prop_kind::forward_inference, a, x, w, b, y, v.stride,
                                                   v.dilation, v.before, v.after, attr);
}
inline auto convolution_backward(const dnnl::engine& e, const Desc& dx, const Desc& w, const Desc& dy,
                                 const Window& v, const dnnl::convolution_forward::primitive_desc& forward,
                                 const primitive_attr& attr) {
  return dnnl::convolution_backward_data::primitive_desc(
      e, algorithm::convolution_direct, dx, w, dy, v.stride, v.dilation, v.before, v.after, forward, attr);
}
inline auto inner_product(const dnnl::engine& e, const Desc& x, const Desc& w, const Desc& b, const Desc& y,
                          const primitive_attr& attr) {
  return dnnl::inner_product_forward::primitive_desc(e, prop_kind::forward_inference, x, w, b, y, attr);
}
inline auto pooling(const dnnl::engine& e, algorithm a, const Desc& x, const Desc& y, const Window& v,
                    const primitive_attr& attr) {
  return dnnl::pooling_forward::primitive_desc(e, prop_kind::forward_inference, a, x, y, v.stride, v.kernel,
                                               v.dilation, v.before, v.after, attr);
}
inline auto eltwise(const dnnl::engine& e, algorithm a, const Desc& x, float alpha, float beta,
                    const primitive_attr& attr) {
  return dnnl::eltwise_forward::primitive_desc(e, prop_kind::forward_inference, a, x, x, alpha, beta, attr);
}
inline auto binary(const dnnl::engine& e, algorithm a, const Desc& x0, const Desc& x1, const Desc& y,
                   const primitive_attr& attr) {
  return dnnl::binary::primitive_desc(e, a, x0, x1, y, attr);
}
inline auto batch_norm(const dnnl::engine& e, const Desc& x, float epsilon, dnnl::normalization_flags f,
                       const primitive_attr& attr) {
  return dnnl::batch_normalization_forward::primitive_desc(e, prop_kind::forward_inference, x, x, epsilon, f,
                                                           attr);
}
inline auto concat(const dnnl::engine& e, const Desc& y, const std::vector<Desc>& x,
                   const primitive_attr& attr) {
  return dnnl::concat::primitive_desc(e, y, 1, x, attr);
}
inline auto shuffle(const dnnl::engine& e, const Desc& x, int group, const primitive_attr& attr) {
  return dnnl::shuffle_forward::primitive_desc(e, prop_kind::forward_inference, x, x, 1, group, attr);
}
inline void append(dnnl::post_ops& ops, algorithm a, float alpha, float beta) {
  ops.append_eltwise(a, alpha, beta);
}

#else

inline memory::data_type type_of(const Desc& d) {
  return d.data_type();
}
inline bool has_padding(const Desc& d) {
  return d.data.format_kind == dnnl_blocked &&
         !std::equal(d.data.dims, d.data.dims + d.data.ndims, d.data.padded_dims);
}
inline Blocks blocks_of(const Desc& d) {
  const auto& b = d.data.format_desc.blocking;
  Blocks out{{b.strides, b.strides + d.data.ndims}, {}};
  for (int i = 0; i < b.inner_nblks; ++i)
    out.inner.emplace_back(static_cast<size_t>(b.inner_idxs[i]), b.inner_blks[i]);
  return out;
}
inline auto convolution(const dnnl::engine& e, algorithm a, const Desc& x, const Desc& w, const Desc& b,
                        const Desc& y, const Window& v, const primitive_attr& attr) {
  using C = dnnl::convolution_forward;
  return C::primitive_desc(
      C::desc(prop_kind::forward_inference, a, x, w, b, y, v.stride, v.dilation, v.before, v.after), attr, e);
}
inline auto convolution_backward(const dnnl::engine& e, const Desc& dx, const Desc& w, const Desc& dy,
                                 const Window& v, const dnnl::convolution_forward::primitive_desc& forward,
                                 const primitive_attr& attr) {
  using C = dnnl::convolution_backward_data;
  return C::primitive_desc(
      C::desc(algorithm::convolution_direct, dx, w, dy, v.stride, v.dilation, v.before, v.after), attr, e,
      forward);
}
inline auto inner_product(const dnnl::engine& e, const Desc& x, const Desc& w, const Desc& b, const Desc& y,
                          const primitive_attr& attr) {
  using C = dnnl::inner_product_forward;
  return C::primitive_desc(C::desc(prop_kind::forward_inference, x, w, b, y), attr, e);
}
inline auto pooling(const dnnl::engine& e, algorithm a, const Desc& x, const Desc& y, const Window& v,
                    const primitive_attr& attr) {
  using C = dnnl::pooling_forward;
  return C::primitive_desc(
      C::desc(prop_kind::forward_inference, a, x, y, v.stride, v.kernel, v.before, v.after), attr, e);
}
inline auto eltwise(const dnnl::engine& e, algorithm a, const Desc& x, float alpha, float beta,
                    const primitive_attr& attr) {
  using C = dnnl::eltwise_forward;
  return C::primitive_desc(C::desc(prop_kind::forward_inference, a, x, alpha, beta), attr, e);
}
inline auto binary(const dnnl::engine& e, algorithm a, const Desc& x0, const Desc& x1, const Desc& y,
                   const primitive_attr& attr) {
  using C = dnnl::binary;
  return C::primitive_desc(C::desc(a, x0, x1, y), attr, e);
}
inline auto batch_norm(const dnnl::engine& e, const Desc& x, float epsilon, dnnl::normalization_flags f,
                       const primitive_attr& attr) {
  using C = dnnl::batch_normalization_forward;
  return C::primitive_desc(C::desc(prop_kind::forward_inference, x, epsilon, f), attr, e);
}
inline auto concat(const dnnl::engine& e, const Desc& y, const std::vector<Desc>& x,
                   const primitive_attr& attr) {
  return dnnl::concat::primitive_desc(y, 1, x, e, attr);
}
inline auto shuffle(const dnnl::engine& e, const Desc& x, int group, const primitive_attr& attr) {
  using C = dnnl::shuffle_forward;
  return C::primitive_desc(C::desc(prop_kind::forward_inference, x, 1, group), e, attr);
}
inline void append(dnnl::post_ops& ops, algorithm a, float alpha, float beta) {
  ops.append_eltwise(1.0f, a, alpha, beta);
}

#endif

}  // namespace vantage::zoo::dnn
