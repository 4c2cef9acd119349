// SPDX-License-Identifier: Apache-2.0
// The pass planner's heart: a model as the methods of one plan see it.
#pragma once
#include <memory>
#include <set>

#include "vantage/model.hpp"

namespace vantage::engine {

/// Stands in front of a model while methods explain one batch of images. A pass over that batch is answered
/// from a single recorded one, a gradient that some method has pulled back before from memory; anything
/// else, other images for instance, goes to the model. Methods cannot tell the difference.
/// One thread at a time. Borrows everything; outlives every tape made through it.
class SharedModel {
 public:
  struct Wants {
    std::set<int32_t> layers;  ///< what all methods together tap; VTG_LAYER_INPUT for gradients down to there
    bool record = false;       ///< some method pulls gradients back
  };
  struct Counts {
    int forward = 0, backward = 0;  ///< passes that the model has really run for forward() and vjp()
  };

  /// own: the model's VTG_PERTURB, or nullptr: then the host's generic one serves.
  SharedModel(const Model&, const vtg_perturb_v1* own, const vtg_view* images, Wants);
  ~SharedModel();
  SharedModel(const SharedModel&) = delete;
  SharedModel& operator=(const SharedModel&) = delete;

  /// What methods are given in the model's place, and the table to perturb it with.
  Model model();
  static const vtg_perturb_v1* perturb();

  /// N x classes, of the shared pass, which runs now if it has not yet. Throws vantage::Error.
  View logits();
  const Counts& counts() const;

 private:
  friend struct SharedTables;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vantage::engine
