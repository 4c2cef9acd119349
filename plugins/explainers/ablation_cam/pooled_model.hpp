// SPDX-License-Identifier: Apache-2.0
// A network that is nothing but a head: logits = mean of outer(W inner(x) + b) over positions, x being its
// input, 3 x 2 x 3. With it closed forms are held against passes for every pair of functions.
#pragma once
#include <memory>
#include <string>

#include "vantage/loader.hpp"
#include "vantage/model.hpp"

namespace vantage::test {

class PooledModel final : public LoadedModel {
 public:
  static constexpr int32_t kMaps = 0, kBranch = 1;  ///< the input, and a layer that separates nothing

  PooledModel(Host host, int32_t inner, int32_t outer) : host_(host), inner_(inner), outer_(outer) {}
  const vtg_model_v1* table() const { return detail::ModelTable::get(); }
  Model get() { return Model(reinterpret_cast<vtg_model*>(static_cast<LoadedModel*>(this)), table(), host_); }

  int passed = 0;  ///< samples that went through resumed passes

  uint64_t capabilities() const override { return VTG_CAN_TAP | VTG_CAN_RESUME; }
  vtg_model_info info() const override {
    vtg_model_info i{};
    i.classes = kClasses;
    i.macs = kClasses * kChannels * kPixels;
    return i;
  }
  int32_t layer_count() const override { return 3; }
  vtg_layer_info layer(int32_t i) const override {
    static constexpr const char* names[] = {"maps", "branch", "sum"};
    vtg_layer_info l{};
    l.flags = i == kBranch ? 0 : VTG_LAYER_SEPARATES;
    l.ndim = 3;
    l.shape[0] = kChannels;
    l.shape[1] = 2;
    l.shape[2] = 3;
    l.name = names[i];
    l.op = "conv2d";
    return l;
  }
  vtg_head head(int32_t i) const override {
    vtg_head h{};
    if (i == kMaps) h = {0, kChannels, inner_, outer_, kWeights, kBias};
    return h;
  }
  std::unique_ptr<LoadedTape> forward(const vtg_forward& f) override {
    const View x(f.x);
    auto tape = std::make_unique<Pass>(host_, x);
    for (int64_t n = 0; n < x.size(0); ++n)
      for (int64_t c = 0; c < kClasses; ++c)
        for (int64_t p = 0; p < kPixels; ++p) {
          float z = kBias[c];
          for (int64_t k = 0; k < kChannels; ++k)
            z += kWeights[c * kChannels + k] * apply(inner_, x.sample(n)[k * kPixels + p]);
          tape->logits.sample(n)[c] += apply(outer_, z) / kPixels;
        }
    if (f.from != VTG_LAYER_INPUT) passed += static_cast<int>(x.size(0));
    return tape;
  }

 private:
  static constexpr int kClasses = 2, kChannels = 3, kPixels = 6;
  static constexpr float kWeights[] = {1, -2, 0.5f, -1, 0.25f, 3}, kBias[] = {-0.5f, 0.75f};
  static float apply(int32_t function, float x) { return function == VTG_HEAD_RELU && x < 0 ? 0 : x; }

  struct Pass final : LoadedTape {
    Pass(Host host, View x)
        : values(host.zeros({x.size(0), x.size(1), x.size(2), x.size(3)})),
          logits(host.zeros({x.size(0), kClasses})) {
      std::memcpy(values.data(), x.data(), static_cast<size_t>(x.count()) * sizeof(float));
    }
    const vtg_view* output(int32_t i) override {
      return (i == VTG_LAYER_LOGITS ? logits : values).view().c();
    }
    Tensor vjp(const vtg_vjp&) override { throw Error(VTG_UNSUPPORTED, "no gradients here"); }
    Tensor values, logits;
  };

  Host host_;
  int32_t inner_, outer_;
};

}  // namespace vantage::test
