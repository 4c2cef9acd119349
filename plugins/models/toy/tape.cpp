// SPDX-License-Identifier: Apache-2.0
#include "tape.hpp"

#include <algorithm>
#include <cstring>

using vantage::Error;
using vantage::Tensor;
using vantage::View;

namespace toy {

Tape::Tape(vantage::Host host, const Chain& chain, const Shape& input, const vtg_forward& r)
    : host_(host),
      chain_(chain),
      input_(input),
      last_(static_cast<int32_t>(chain.size()) - 1),
      recorded_(r.want_vjp != 0),
      values_(chain.size() + 1) {
  const int32_t from = resolve(r.from);
  require(r.x, from, "the batch");
  batch_ = View(r.x).size(0);
  int32_t earliest = last_;
  for (int32_t i = 0; i < r.n_taps; ++i) {
    taps_.push_back(resolve(r.taps[i]));
    if (taps_.back() < from)
      throw Error(VTG_INVALID,
                  "'" + name(taps_.back()) + "' lies before '" + name(from) + "', where the pass begins");
    earliest = std::min(earliest, taps_.back());
  }
  const auto kept = [&](int32_t i) { return i == last_ || tapped(i) || (recorded_ && i >= earliest); };
  Tensor x = like(from);
  std::memcpy(x.data(), View(r.x).data(), static_cast<size_t>(View(r.x).count()) * sizeof(float));
  for (int32_t i = from; i < last_; ++i) {
    Tensor y = like(i + 1);
    for (int64_t n = 0; n < batch_; ++n)
      chain_[static_cast<size_t>(i + 1)]->forward(x.sample(n), y.sample(n));
    if (kept(i)) values_[static_cast<size_t>(i + 1)] = std::move(x);
    x = std::move(y);
  }
  values_.back() = std::move(x);
}

const vtg_view* Tape::output(int32_t tap) {
  if (tap == VTG_LAYER_LOGITS) return values_.back().view().c();
  if (tap < 0 || static_cast<size_t>(tap) >= taps_.size())
    throw Error(VTG_INVALID,
                "this pass has " + std::to_string(taps_.size()) + " taps, no number " + std::to_string(tap));
  return values_[static_cast<size_t>(taps_[static_cast<size_t>(tap)] + 1)].view().c();
}

Tensor Tape::vjp(const vtg_vjp& q) {
  const int32_t at = resolve(q.at), wrt = resolve(q.wrt);
  if (!recorded_) throw Error(VTG_INVALID, "this pass was not recorded; ask forward() for want_vjp");
  for (const int32_t layer : {at, wrt})
    if (layer != last_ && !tapped(layer))
      throw Error(VTG_INVALID, "'" + name(layer) + "' was not tapped in this pass");
  if (wrt > at) throw Error(VTG_INVALID, "'" + name(wrt) + "' lies behind '" + name(at) + "'");
  if (q.rule < VTG_RULE_GRADIENT || q.rule > VTG_RULE_DECONV)
    throw Error(VTG_UNSUPPORTED, "there is no backward rule " + std::to_string(q.rule));
  require(q.cotangent, at, "the cotangent");
  if (View(q.cotangent).size(0) != batch_)
    throw Error(VTG_INVALID, "the cotangent has another batch size than the pass");

  Tensor g = like(at);
  std::memcpy(g.data(), View(q.cotangent).data(),
              static_cast<size_t>(View(q.cotangent).count()) * sizeof(float));
  for (int32_t i = at; i > wrt; --i) {
    Tensor before = like(i - 1);
    for (int64_t n = 0; n < batch_; ++n)
      chain_[static_cast<size_t>(i)]->pull_back(value(i - 1, n), g.sample(n), before.sample(n), q.rule);
    g = std::move(before);
  }
  return g;
}

Tensor Tape::like(int32_t layer) const {
  const Shape& s = shape(layer);
  return s.size() == 1 ? host_.zeros({batch_, s[0]}) : host_.zeros({batch_, s[0], s[1], s[2]});
}

const Shape& Tape::shape(int32_t layer) const {
  return layer < 0 ? input_ : chain_[static_cast<size_t>(layer)]->shape;
}

int32_t Tape::resolve(int32_t layer) const {
  if (layer == VTG_LAYER_LOGITS) return last_;
  if (layer < VTG_LAYER_INPUT || layer > last_)
    throw Error(VTG_INVALID, "this network has no layer number " + std::to_string(layer));
  return layer;
}

std::string Tape::name(int32_t layer) const {
  return layer < 0 ? "input" : chain_[static_cast<size_t>(layer)]->name;
}

bool Tape::tapped(int32_t layer) const {
  return std::count(taps_.begin(), taps_.end(), layer) > 0;
}

void Tape::require(const vtg_view* v, int32_t layer, const char* what) const {
  const Shape& s = shape(layer);
  if (v && v->data && v->ndim == static_cast<int32_t>(s.size()) + 1 && v->shape[0] > 0 &&
      std::equal(s.begin(), s.end(), v->shape + 1))
    return;
  std::string wanted = "N", got;
  for (const int64_t d : s) wanted += " x " + std::to_string(d);
  for (int32_t d = 0; v && d < v->ndim; ++d) got += (d ? " x " : "") + std::to_string(v->shape[d]);
  throw Error(VTG_INVALID, std::string(what) + " at '" + name(layer) + "' must be " + wanted + ", not " +
                               (got.empty() ? "empty" : got));
}

const float* Tape::value(int32_t layer, int64_t sample) const {
  return values_[static_cast<size_t>(layer + 1)].view().sample(sample);
}

}  // namespace toy
