// SPDX-License-Identifier: Apache-2.0
// Many variants of one layer's values through what lies behind it, and nothing before.
#pragma once
#include <algorithm>

#include "vantage/linear_cam.hpp"

namespace vantage::tail {

inline vtg_param_info closed_form_param() {
  return advanced(
      bool_param("closed_form", "Closed form", true,
                 "Where nothing but a pooled linear classifier follows the layer, calculate instead "
                 "of running the network: the same map at once"));
}

/// Refuses a layer whose values alone do not determine the logits, and names the next one that does.
inline void require_separates(const Call& call, int32_t layer, const char* method) {
  const auto info = call.model.layer(layer);
  if (info.flags & VTG_LAYER_SEPARATES) return;
  std::string instead;
  for (int32_t i = layer + 1; i < call.model.layer_count() && instead.empty(); ++i)
    if (const auto l = call.model.layer(i); l.ndim == 3 && l.flags & VTG_LAYER_SEPARATES)
      instead = std::string(", such as '") + l.name + "'";
  throw Error(VTG_UNSUPPORTED, std::string(method) + " changes layer '" + info.name +
                                   "' alone, but other branches run beside it; choose a layer that all paths "
                                   "run through" +
                                   instead);
}

namespace detail {
// The part of a pass's work that lies behind a layer, guessed from what layers do not hide: their shapes.
inline double share_behind(const Model& model, int32_t layer) {
  double all = 0, behind = 0;
  for (int32_t i = 0; i < model.layer_count(); ++i) {
    const auto l = model.layer(i);
    const bool conv = same(l.op, "conv2d");
    if (!conv && !same(l.op, "linear")) continue;
    double out = 1, in = 1;
    for (int32_t d = 0; d < l.ndim; ++d) out *= static_cast<double>(l.shape[d]);
    if (i > 0) {
      const auto before = model.layer(i - 1);
      for (int32_t d = 0; d < (conv ? 1 : before.ndim); ++d) in *= static_cast<double>(before.shape[d]);
    }
    const double macs = out * in * (conv ? 9 : 1);
    all += macs;
    if (i > layer) behind += macs;
  }
  return all > 0 ? behind / all : 1;
}

// Variants in one pass: what fits into the host's scratch memory, and what a user who cancels will wait for.
// Depends on nothing but the model and the host, so that a batch gives the numbers of its images alone.
inline int64_t chunk_size(const Call& call, int32_t layer) {
  constexpr double kMacsPerThread = 8e9;  // about a third of a second
  constexpr double kMost = 64;            // more gain nothing on a CPU
  double largest = 0, own = 1;
  for (int32_t i = layer; i < call.model.layer_count(); ++i) {
    const auto l = call.model.layer(i);
    double size = 1;
    for (int32_t d = 0; d < l.ndim; ++d) size *= static_cast<double>(l.shape[d]);
    largest = std::max(largest, size);
    if (i == layer) own = size;
  }
  const double fit = static_cast<double>(call.host.memory()) / (sizeof(float) * (2 * own + 3 * largest));
  const double work = static_cast<double>(call.model.info().macs) * share_behind(call.model, layer);
  const double soon = kMacsPerThread * call.host.threads() / std::max(1.0, work);
  return static_cast<int64_t>(std::max(1.0, std::min({fit, soon, kMost})));
}
}  // namespace detail

/// For i from 0 to n-1: write(i, x) fills x, which holds zeros, with one variant of the layer's K*Z values,
/// and use(i, logits) gets the logits of all classes for it. before(i) is told of every pass: progress.
template <class Before, class Write, class Use>
void each_variant(const Call& call, int32_t layer, int64_t n, Before&& before, Write&& write, Use&& use) {
  const auto info = call.model.layer(layer);
  const int64_t most = detail::chunk_size(call, layer);
  for (int64_t first = 0; first < n; first += most) {
    before(first);
    const int64_t size = std::min(most, n - first);
    Tensor x = call.host.zeros({size, info.shape[0], info.shape[1], info.shape[2]});
    for (int64_t i = 0; i < size; ++i) write(first + i, x.sample(i));
    const Tape tape = call.model.resume(layer, x.view());
    for (int64_t i = 0; i < size; ++i) use(first + i, tape.logits().sample(i));
  }
}

}  // namespace vantage::tail
