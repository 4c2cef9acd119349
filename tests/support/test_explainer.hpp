// SPDX-License-Identifier: Apache-2.0
// An explainer plugin in a test: loaded by its path, called as the host would call it.
#pragma once
#include "tests/support/test_host.hpp"

namespace vantage::test {

class Explainer {
 public:
  Explainer(const char* file, const TestHost& host)
      : plugin_(file, host), table_(plugin_.table<vtg_explainer_v1>(VTG_EXPLAINER)) {
    detail::check([&](vtg_error* e) { return table_.create(id(), host.c(), &x_, e); });
  }
  ~Explainer() { table_.destroy(x_); }
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  const char* id() const { return plugin_.about().id; }
  /// maps x h x w. One target a map, which is one an image unless `image_of` says otherwise; parameters not
  /// named keep their defaults, a layer or a choice is its number.
  Tensor explain(const Model& model, View images, const std::vector<int64_t>& targets,
                 std::initializer_list<std::pair<const char*, double>> params, TestJob& job,
                 const vtg_perturb_v1* perturb = nullptr, std::vector<int64_t> image_of = {}) {
    if (image_of.empty())
      for (size_t i = 0; i < targets.size(); ++i) image_of.push_back(static_cast<int64_t>(i));
    const auto v = values(table_, id(), params);
    vtg_explain q{};
    q.struct_size = sizeof q;
    q.n_params = static_cast<uint32_t>(v.size());
    q.model = model.c();
    q.model_api = model.api();
    q.perturb_api = perturb;
    q.images = images.c();
    q.targets = targets.data();
    q.image_of = image_of.data();
    q.n_maps = static_cast<int64_t>(targets.size());
    q.params = v.data();
    q.job = job.c();
    vtg_tensor* maps = nullptr;
    detail::check([&](vtg_error* e) { return table_.explain(x_, &q, &maps, e); });
    return Tensor(maps);
  }

 private:
  Plugin plugin_;
  const vtg_explainer_v1& table_;
  vtg_explainer* x_ = nullptr;
};

}  // namespace vantage::test
