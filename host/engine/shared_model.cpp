// SPDX-License-Identifier: Apache-2.0
#include "host/engine/shared_model.hpp"

#include <algorithm>
#include <deque>

#include "host/engine/perturb_pass.hpp"

namespace vantage::engine {

namespace {

// Gradients that have been asked for. What would not fit the budget is computed again when it is needed.
class GradientMemory {
 public:
  explicit GradientMemory(uint64_t budget) : budget_(budget) {}

  const Tensor* find(const vtg_vjp& q) const {
    for (const auto& e : entries_)
      if (e.at == q.at && e.wrt == q.wrt && e.rule == q.rule && same_numbers(e.cotangent, View(q.cotangent)))
        return &e.gradient;
    return nullptr;
  }
  void keep(const vtg_vjp& q, Tensor gradient) {
    const View c(q.cotangent);
    Entry e{q.at, q.wrt, q.rule, {c.data(), c.data() + c.count()}, std::move(gradient)};
    used_ += e.bytes();
    entries_.push_back(std::move(e));
    for (; used_ > budget_; entries_.pop_front()) used_ -= entries_.front().bytes();
  }

 private:
  struct Entry {
    int32_t at, wrt, rule;
    std::vector<float> cotangent;
    Tensor gradient;
    uint64_t bytes() const {
      return (cotangent.size() + static_cast<uint64_t>(gradient.view().count())) * sizeof(float);
    }
  };
  static bool same_numbers(const std::vector<float>& a, View b) {
    return a.size() == static_cast<size_t>(b.count()) && std::equal(a.begin(), a.end(), b.data());
  }
  std::deque<Entry> entries_;
  uint64_t budget_, used_ = 0;
};

Tensor copy_of(const Host& host, View v) {
  Tensor t = host.zeros(v.c()->shape, v.dims());
  std::copy_n(v.data(), v.count(), t.data());
  return t;
}

}  // namespace

struct SharedModel::State {
  Model model;
  const vtg_perturb_v1* own;
  const vtg_view* images;
  std::vector<int32_t> layers;
  bool record;
  std::unique_ptr<Tape> pass;
  GradientMemory gradients;
  Counts counts;

  const Tape& shared_pass() {
    if (!pass) {
      pass = std::make_unique<Tape>(model.forward(View(images), layers, record));
      ++counts.forward;
    }
    return *pass;
  }
  bool can_serve(const vtg_forward& f) const {
    return f.from == VTG_LAYER_INPUT && f.x->data == images->data && f.x->shape[0] == images->shape[0] &&
           (record || !f.want_vjp) && std::all_of(f.taps, f.taps + f.n_taps, [&](int32_t layer) {
             return std::count(layers.begin(), layers.end(), layer) > 0;
           });
  }
};

namespace {

// A tape of a method's own, or its view of the shared one; either way it knows no taps but its own.
struct MethodTape {
  SharedModel::Counts& counts;
  std::unique_ptr<Tape> own;
  const Tape* pass;
  GradientMemory* gradients;  // nullptr: not shared
  const Host& host;
  std::vector<int32_t> taps;
  bool record;

  int32_t checked(int32_t layer) const {
    if (layer != VTG_LAYER_LOGITS && std::count(taps.begin(), taps.end(), layer) == 0)
      throw Error(VTG_INVALID, "that layer was not tapped in this pass");
    return layer;
  }
  View output(int32_t i) const {
    if (i == VTG_LAYER_LOGITS) return pass->logits();
    if (i < 0 || i >= static_cast<int32_t>(taps.size())) throw Error(VTG_INVALID, "no tap has that number");
    return pass->value(taps[static_cast<size_t>(i)]);
  }
  Tensor vjp(const vtg_vjp& q) const {
    if (!record) throw Error(VTG_INVALID, "this pass was not recorded: ask for want_vjp and tap the layer");
    const int32_t at = checked(q.at), wrt = checked(q.wrt);
    const auto* known = gradients ? gradients->find(q) : nullptr;
    if (known) return copy_of(host, known->view());
    ++counts.backward;
    Tensor g = pass->pull_back(at, View(q.cotangent), wrt, q.rule);
    if (gradients) gradients->keep(q, copy_of(host, g.view()));
    return g;
  }
};

}  // namespace

// The tables that methods call. A vtg_model* is a SharedModel::State*, a vtg_tape* a MethodTape*.
struct SharedTables {
  using State = SharedModel::State;
  static State& self(const vtg_model* m) { return *reinterpret_cast<State*>(const_cast<vtg_model*>(m)); }
  static MethodTape& self(vtg_tape* t) { return *reinterpret_cast<MethodTape*>(t); }
  static const vtg_model_v1& api(const vtg_model* m) { return *self(m).model.api(); }
  static vtg_model* real(const vtg_model* m) { return self(m).model.c(); }

  static uint64_t VTG_CALL capabilities(const vtg_model* m) { return self(m).model.capabilities(); }
  static vtg_status VTG_CALL info(const vtg_model* m, vtg_model_info* out, vtg_error* e) {
    return api(m).info(real(m), out, e);
  }
  static int32_t VTG_CALL layer_count(const vtg_model* m) { return self(m).model.layer_count(); }
  static vtg_status VTG_CALL layer(const vtg_model* m, int32_t i, vtg_layer_info* out, vtg_error* e) {
    return api(m).layer(real(m), i, out, e);
  }
  static vtg_status VTG_CALL head(const vtg_model* m, int32_t i, vtg_head* out, vtg_error* e) {
    return api(m).head(real(m), i, out, e);
  }
  static vtg_status VTG_CALL forward(vtg_model* m, const vtg_forward* f, vtg_tape** out, vtg_error* e) {
    return detail::guard(e, [&] {
      State& s = self(m);
      const std::vector<int32_t> taps(f->taps, f->taps + f->n_taps);
      auto tape = std::make_unique<MethodTape>(
          MethodTape{s.counts, nullptr, nullptr, nullptr, s.model.host(), taps, f->want_vjp != 0});
      if (s.can_serve(*f)) {
        tape->pass = &s.shared_pass();
        tape->gradients = &s.gradients;
      } else {
        tape->own = std::make_unique<Tape>(s.model.resume(f->from, View(f->x), taps, f->want_vjp != 0));
        tape->pass = tape->own.get();
        ++s.counts.forward;
      }
      *out = reinterpret_cast<vtg_tape*>(tape.release());
    });
  }
  static vtg_status VTG_CALL output(vtg_tape* t, int32_t i, const vtg_view** out, vtg_error* e) {
    return detail::guard(e, [&] { *out = self(t).output(i).c(); });
  }
  static vtg_status VTG_CALL vjp(vtg_tape* t, const vtg_vjp* q, vtg_tensor** out, vtg_error* e) {
    return detail::guard(e, [&] { *out = self(t).vjp(*q).release(); });
  }
  static void VTG_CALL release(vtg_tape* t) {
    if (t) delete &self(t);
  }

  static vtg_status VTG_CALL scores(vtg_model* m, const vtg_perturb* q, vtg_job* job, vtg_tensor** out,
                                    vtg_error* e) {
    State& s = self(m);
    if (s.own) return s.own->scores(s.model.c(), q, job, out, e);
    return detail::guard(e, [&] { *out = generic_scores(s.model, *q, job).release(); });
  }
  static vtg_status VTG_CALL scores_and_gradient(vtg_model* m, const vtg_perturb* q,
                                                 const vtg_view* cotangent, vtg_job* job, vtg_tensor** out,
                                                 vtg_tensor** gradient, vtg_error* e) {
    State& s = self(m);
    if (s.own) return s.own->scores_and_gradient(s.model.c(), q, cotangent, job, out, gradient, e);
    return detail::guard(e, [&] {
      auto [scored, pulled_back] = generic_scores_and_gradient(s.model, *q, cotangent, job);
      *out = scored.release();
      *gradient = pulled_back.release();
    });
  }
};

SharedModel::SharedModel(const Model& model, const vtg_perturb_v1* own, const vtg_view* images, Wants wants)
    : state_(std::make_unique<State>(State{model,
                                           own,
                                           images,
                                           {wants.layers.begin(), wants.layers.end()},
                                           wants.record,
                                           nullptr,
                                           GradientMemory(model.host().memory() / 4),
                                           {}})) {}
SharedModel::~SharedModel() = default;

Model SharedModel::model() {
  using T = SharedTables;
  static const vtg_model_v1 table = {T::capabilities, T::info,   T::layer_count, T::layer,  T::head,
                                     T::forward,      T::output, T::vjp,         T::release};
  return Model(reinterpret_cast<vtg_model*>(state_.get()), &table, state_->model.host());
}

const vtg_perturb_v1* SharedModel::perturb() {
  static const vtg_perturb_v1 table = {SharedTables::scores, SharedTables::scores_and_gradient};
  return &table;
}

View SharedModel::logits() {
  return state_->shared_pass().logits();
}

const SharedModel::Counts& SharedModel::counts() const {
  return state_->counts;
}

}  // namespace vantage::engine
