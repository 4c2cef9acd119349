// SPDX-License-Identifier: MIT
// vantage/model.hpp - a model as its callers see it: passes, taps, gradients, perturbations.
#pragma once
#include <vector>

#include "vantage/core.hpp"

namespace vantage {

/// One recorded pass. Valid on one thread at a time; frees what it holds when it goes.
class Tape {
 public:
  Tape(const vtg_model_v1* api, vtg_tape* t, std::vector<int32_t> taps, Host host)
      : api_(api), t_(t, api->release), taps_(std::move(taps)), host_(host) {}

  /// The value of a tapped layer, N x C x h x w, or of VTG_LAYER_LOGITS, N x classes.
  View value(int32_t layer) const {
    const vtg_view* v = nullptr;
    detail::check([&](vtg_error* e) { return api_->output(t_.get(), index_of(layer), &v, e); });
    return View(v);
  }
  View logits() const { return value(VTG_LAYER_LOGITS); }

  /// The vector-Jacobian product: a cotangent shaped like `at`, pulled back to `wrt`.
  /// Both are taps or VTG_LAYER_LOGITS; the pass must have been asked to record.
  Tensor pull_back(int32_t at, View cotangent, int32_t wrt, int32_t rule = VTG_RULE_GRADIENT) const {
    vtg_tensor* g = nullptr;
    vtg_vjp q{};
    q.struct_size = sizeof q;
    q.at = at;
    q.wrt = wrt;
    q.rule = rule;
    q.cotangent = cotangent.c();
    detail::check([&](vtg_error* e) { return api_->vjp(t_.get(), &q, &g, e); });
    return Tensor(g);
  }

  /// d logit[n][targets[n]] / d wrt: a one-hot cotangent on the logits, nothing more.
  Tensor class_gradient(const int64_t* targets, int32_t wrt, int32_t rule = VTG_RULE_GRADIENT) const {
    const View scores = logits();
    Tensor one_hot = host_.zeros({scores.size(0), scores.size(1)});
    for (int64_t n = 0; n < scores.size(0); ++n) one_hot.sample(n)[targets[n]] = 1.0f;
    return pull_back(VTG_LAYER_LOGITS, one_hot.view(), wrt, rule);
  }

 private:
  int32_t index_of(int32_t layer) const {
    if (layer == VTG_LAYER_LOGITS) return layer;
    for (size_t i = 0; i < taps_.size(); ++i)
      if (taps_[i] == layer) return static_cast<int32_t>(i);
    throw Error(VTG_INVALID, "that layer was not tapped in this pass");
  }
  const vtg_model_v1* api_;
  std::unique_ptr<vtg_tape, void(VTG_CALL*)(vtg_tape*)> t_;
  std::vector<int32_t> taps_;
  Host host_;
};

/// A borrowed model. Calls on one model are made from one thread at a time.
class Model {
 public:
  Model(vtg_model* m, const vtg_model_v1* api, Host host) : m_(m), api_(api), host_(host) {}

  uint64_t capabilities() const { return api_->capabilities(m_); }
  vtg_model_info info() const {
    vtg_model_info i{};
    i.struct_size = sizeof i;
    detail::check([&](vtg_error* e) { return api_->info(m_, &i, e); });
    return i;
  }
  int32_t layer_count() const { return api_->layer_count(m_); }
  vtg_layer_info layer(int32_t i) const {
    vtg_layer_info l{};
    l.struct_size = sizeof l;
    detail::check([&](vtg_error* e) { return api_->layer(m_, i, &l, e); });
    return l;
  }

  /// How the logits come from a layer in one line; channels is 0 where no line can say it.
  vtg_head head(int32_t layer) const {
    vtg_head h{};
    h.struct_size = sizeof h;
    detail::check([&](vtg_error* e) { return api_->head(m_, layer, &h, e); });
    return h;
  }

  /// One pass over N x C x H x W; `record` keeps what pull_back() needs behind the earliest tap.
  Tape forward(View x, std::vector<int32_t> taps = {}, bool record = false) const {
    return resume(VTG_LAYER_INPUT, x, std::move(taps), record);
  }
  /// The pass from a layer that separates input from logits, x taking that layer's place.
  Tape resume(int32_t from, View x, std::vector<int32_t> taps = {}, bool record = false) const {
    vtg_forward f{};
    f.struct_size = sizeof f;
    f.from = from;
    f.want_vjp = record;
    f.n_taps = static_cast<int32_t>(taps.size());
    f.taps = taps.data();
    f.x = x.c();
    vtg_tape* t = nullptr;
    detail::check([&](vtg_error* e) { return api_->forward(m_, &f, &t, e); });
    return Tape(api_, t, std::move(taps), host_);
  }

  vtg_model* c() const { return m_; }
  const vtg_model_v1* api() const { return api_; }
  const Host& host() const { return host_; }

 private:
  vtg_model* m_;
  const vtg_model_v1* api_;
  Host host_;
};

/// The perturbation primitive: scores of one image under many masks (see VTG_PERTURB).
class Perturbation {
 public:
  Perturbation(Model model, const vtg_perturb_v1* api, vtg_job* job) : model_(model), api_(api), job_(job) {}

  /// A request on one image (1 x C x H x W) or one for each mask, and M x h x w masks, to be completed by the
  /// caller.
  static vtg_perturb request(View image, View masks) {
    vtg_perturb q{};
    q.struct_size = sizeof q;
    q.image = image.c();
    q.masks = masks.c();
    return q;
  }
  /// M x n_targets (every class where no targets are named).
  Tensor scores(const vtg_perturb& q) const {
    vtg_tensor* out = nullptr;
    detail::check([&](vtg_error* e) { return api_->scores(model_.c(), &q, job_, &out, e); });
    return Tensor(out);
  }
  /// The scores, and d(sum of cotangent * scores) / d masks, M x h x w.
  std::pair<Tensor, Tensor> scores_and_gradient(const vtg_perturb& q, View cotangent) const {
    vtg_tensor *s = nullptr, *g = nullptr;
    detail::check([&](vtg_error* e) {
      return api_->scores_and_gradient(model_.c(), &q, cotangent.c(), job_, &s, &g, e);
    });
    return {Tensor(s), Tensor(g)};
  }

 private:
  Model model_;
  const vtg_perturb_v1* api_;
  vtg_job* job_;
};

}  // namespace vantage
