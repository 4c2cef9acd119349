// SPDX-License-Identifier: Apache-2.0
// Loader of the toy networks: small enough to follow by hand, complete enough for every method. They
// show what a loader does, and what a method computes, with no checkpoint and no LibTorch.
#include "networks.hpp"

namespace {

constexpr vtg_architecture_info kArchitectures[] = {
    {sizeof(vtg_architecture_info), 1, 4, 4, 2, "m1", "Toy",
     "Kokhlikyan et al., Captum, arXiv:2009.07896 (BasicModel_ConvNet_One_Conv of its tests)", "relu1"},
    {sizeof(vtg_architecture_info), 3, 224, 224, 3, "linear-gap", "Toy",
     "Zhou et al., Learning Deep Features for Discriminative Localization, CVPR 2016, arXiv:1512.04150",
     "relu"},
};

struct Toy {
  static constexpr const char* tags[] = {"builtin", "test", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "toy",
      VTG_MODEL_LOADER,
      "Toy networks",
      "1.0.0",
      "Networks of a few lines whose activations and gradients can be worked out by hand.",
      "weights are part of the program",
      "Apache-2.0",
      tags};

  static vantage::Params params() {
    return {vantage::int_param("input", "Input size", 224, 3, 1024,
                               "Side of linear-gap's square input in pixels; m1 is always 4 x 4")};
  }
  static int probe(const char*) { return 0; }
  static const vtg_architecture_info* architecture(uint32_t i) {
    return i < sizeof kArchitectures / sizeof *kArchitectures ? &kArchitectures[i] : nullptr;
  }

  static std::unique_ptr<vantage::LoadedModel> open(const vantage::OpenRequest& r) {
    if (!r.path.empty())
      throw vantage::Error(VTG_INVALID, "the toy networks carry their own weights and cannot use '" + r.path +
                                            "'; name the architecture alone");
    if (r.architecture == "m1") return toy::m1(r.host);
    if (r.architecture == "linear-gap")
      return toy::linear_gap(r.host, static_cast<int32_t>(r.params.integer("input")));
    throw vantage::Error(VTG_INVALID,
                         "there is no toy network '" + r.architecture + "'; choose m1 or linear-gap");
  }
};

}  // namespace

VTG_EXPORT_LOADER(nullptr, Toy)
