// SPDX-License-Identifier: Apache-2.0
// Methods that search for a mask by gradient, many maps at a time: whoever is done makes room for the next.
#pragma once
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "plugins/explainers/occlusion/baseline.hpp"

namespace vantage::perturbation {

/// What one mask is to be tried on.
struct Trial {
  float *image, *baseline;  ///< C x H x W each, to be filled
  float* mask;              ///< h x w, to be filled
};

/// To be called about once a second: where a cancelled call ends.
using Pulse = std::function<void()>;

/// Search: made by make(i, pulse), 0 <= i < count; pulse is for what takes long there;
///   int64_t target() const;                              the class watched
///   void propose(Trial);                                 the mask to try next
///   void learn(double score, const float* gradient);     and what came of it, d score / d mask
///   double progress() const;                             in [0,1], never less than before; 1: done
///   void finish(float* map);                             h x w
/// Searches share nothing but the passes, so a map does not depend on its companions. Returns count x h x w.
template <class Make>
Tensor search_masks(const Call& call, int64_t count, int64_t h, int64_t w, int32_t upsample,
                    bool probabilities, Make&& make) {
  using Search = typename decltype(make(int64_t{0}, Pulse()))::element_type;
  const View images = call.images();
  Tensor out = call.host.zeros({count, h, w});
  const auto places = static_cast<size_t>(images_at_once(call.model, 3));
  std::vector<std::pair<int64_t, std::unique_ptr<Search>>> now;
  int64_t begun = 0, finished = 0;
  double done = 0;
  const Pulse pulse = [&] { call.step(static_cast<int64_t>(done * 1e6), count * 1000000); };
  while (finished < count) {
    for (; now.size() < places && begun < count; ++begun) now.emplace_back(begun, make(begun, pulse));
    done = static_cast<double>(finished);
    for (const auto& [m, search] : now) done += search->progress();
    pulse();

    const auto n = static_cast<int64_t>(now.size());
    Tensor image = call.host.zeros({n, images.size(1), images.size(2), images.size(3)});
    Tensor baseline = call.host.zeros({n, images.size(1), images.size(2), images.size(3)});
    Tensor mask = call.host.zeros({n, h, w});
    std::set<int64_t> classes;
    for (const auto& [m, search] : now) classes.insert(search->target());
    const std::vector<int64_t> columns(classes.begin(), classes.end());
    Tensor cotangent = call.host.zeros({n, static_cast<int64_t>(columns.size())});
    std::vector<int64_t> column;
    for (int64_t i = 0; i < n; ++i) {
      Search& search = *now[static_cast<size_t>(i)].second;
      search.propose({image.sample(i), baseline.sample(i), mask.sample(i)});
      column.push_back(std::lower_bound(columns.begin(), columns.end(), search.target()) - columns.begin());
      cotangent.sample(i)[column.back()] = 1;
    }
    auto q = Perturbation::request(image.view(), mask.view());
    q.upsample = upsample;
    q.probabilities = probabilities;
    q.baseline = baseline.view().c();
    q.targets = columns.data();
    q.n_targets = static_cast<uint32_t>(columns.size());
    const auto [scores, gradient] = call.perturb_part().scores_and_gradient(q, cotangent.view());

    for (int64_t i = 0; i < n; ++i) {
      auto& [m, search] = now[static_cast<size_t>(i)];
      search->learn(scores.view().sample(i)[column[static_cast<size_t>(i)]], gradient.view().sample(i));
      if (search->progress() < 1) continue;
      search->finish(out.sample(m));
      search.reset();
      ++finished;
    }
    std::erase_if(now, [](const auto& s) { return !s.second; });
  }
  return out;
}

}  // namespace vantage::perturbation
