// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include "tape.hpp"

namespace toy {

Network::Network(vantage::Host host, vtg_model_info card, Chain chain)
    : host_(host), card_(card), chain_(std::move(chain)) {
  card_.struct_size = sizeof card_;
  card_.classes = static_cast<int32_t>(chain_.back()->shape[0]);
  card_.default_layer = -1;
  for (int32_t i = 0; i < layer_count(); ++i) {
    const Layer& l = *chain_[static_cast<size_t>(i)];
    card_.parameters += l.parameters();
    card_.macs += l.macs();
    if (l.shape.size() == 3) card_.default_layer = i;
  }
}

uint64_t Network::capabilities() const {
  return VTG_CAN_TAP | VTG_CAN_RESUME | VTG_CAN_VJP_LAYER | VTG_CAN_VJP_INPUT | VTG_CAN_RULES | VTG_CAN_SHARE;
}

vtg_model_info Network::info() const {
  return card_;
}

vtg_layer_info Network::layer(int32_t i) const {
  const Layer& l = *chain_[static_cast<size_t>(i)];
  vtg_layer_info out{};
  out.struct_size = sizeof out;
  out.flags = VTG_LAYER_SEPARATES;
  out.ndim = static_cast<int32_t>(l.shape.size());
  for (size_t d = 0; d < l.shape.size(); ++d) out.shape[d] = l.shape[d];
  out.name = l.name.c_str();
  out.op = l.op;
  out.bias = l.bias();
  return out;
}

// What may follow: a ReLU or none, the mean of every channel, one linear layer.
vtg_head Network::head(int32_t i) const {
  vtg_head out{};
  out.struct_size = sizeof out;
  const auto is = [&](size_t at, const char* op) {
    return at < chain_.size() && vantage::same(chain_[at]->op, op);
  };
  size_t next = static_cast<size_t>(i) + 1;
  const bool relu = is(next, "relu");
  if (relu) ++next;
  if (!is(next, "global_avg_pool") || !is(next + 1, "linear") || next + 2 != chain_.size()) return out;
  out.channels = static_cast<int32_t>(chain_[static_cast<size_t>(i)]->shape[0]);
  out.inner = relu ? VTG_HEAD_RELU : VTG_HEAD_IDENTITY;
  out.outer = VTG_HEAD_IDENTITY;
  out.weights = chain_.back()->weights();
  out.bias = chain_.back()->bias();
  return out;
}

std::unique_ptr<vantage::LoadedTape> Network::forward(const vtg_forward& request) {
  return std::make_unique<Tape>(host_, chain_, Shape{card_.channels, card_.height, card_.width}, request);
}

}  // namespace toy
