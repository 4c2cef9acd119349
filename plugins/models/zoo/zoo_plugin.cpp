// SPDX-License-Identifier: Apache-2.0
// The loader: torchvision's architectures in C++, weights from torch.save or safetensors files.
#include "plugins/models/zoo/failures.hpp"
#include "plugins/models/zoo/model.hpp"
#include "plugins/models/zoo/onednn_check.hpp"
#include "plugins/models/zoo/weights.hpp"
#include "vantage/loader.hpp"

namespace {

using namespace vantage;
using namespace vantage::zoo;

constexpr const char* kPrecisions[] = {"fp32", "bf16", nullptr};
constexpr const char* kExecutions[] = {"fused", "eager", nullptr};

c10::Device device_of(const std::string& text) {
  try {
    const c10::Device device(text);
    if (device.is_cpu() || device.is_cuda()) return device;
  } catch (const c10::Error&) {  // the same answer as for a device of another kind
  }
  throw Error(VTG_INVALID, "device '" + text + "' is neither cpu nor cuda (cuda:1 for the second one)");
}

checkpoint::Checkpoint open_checkpoint(const std::string& path) {
  try {
    return checkpoint::Checkpoint::open(path);
  } catch (const checkpoint::Error& e) {
    throw Error(VTG_INVALID, e.what());
  }
}

struct Zoo {
  static constexpr const char* tags[] = {"torchvision", "imagenet", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "zoo",
      VTG_MODEL_LOADER,
      "Model zoo",
      "1.0.0",
      "torchvision's architectures in C++; weights from .pth, .pt and .safetensors files.",
      "the papers of each architecture",
      "Apache-2.0",
      tags};

  static Params params() {
    return {
        int_param("classes", "Classes", 0, 0, 1000000, "Number of classes; 0: as many as the checkpoint has"),
        int_param("input", "Input size", 0, 0, 4096, "Height and width in pixels; 0: as published"),
        enum_param("precision", "Precision", "fp32", kPrecisions,
                   "bf16 is faster where the processor has it"),
        text_param("device", "Device", "cpu", "cpu, cuda or cuda:N"),
        advanced(enum_param("execution", "Execution", "fused", kExecutions,
                            "eager runs one operation a layer, as PyTorch does")),
        advanced(int_param("seed", "Seed", 0, 0, INT32_MAX,
                           "Of the random weights of a model without checkpoint")),
    };
  }

  static int probe(const char*) { return 0; }  // a state dict does not say its architecture

  static const vtg_architecture_info* architecture(uint32_t i) {
    static const auto all = [] {
      std::vector<vtg_architecture_info> list;
      for (const auto& a : architectures()) {
        const auto size = static_cast<int32_t>(a.input);
        list.push_back({sizeof(vtg_architecture_info), 3, size, size, static_cast<int32_t>(a.classes), a.name,
                        a.family, a.reference, a.default_layer});
      }
      return list;
    }();
    return i < all.size() ? &all[i] : nullptr;
  }

  static std::unique_ptr<LoadedModel> open(const OpenRequest& q) {
    const auto* a = find_architecture(q.architecture);
    if (!a) throw Error(VTG_INVALID, "no architecture is called '" + q.architecture + "'");
    return translate_failures("opening the model", [&] { return open(q, *a); });
  }

 private:
  static std::unique_ptr<LoadedModel> open(const OpenRequest& q, const Architecture& a) {
    Execution execution;
    execution.fused = q.params.choice("execution") == "fused";
    execution.device = device_of(q.params.text("device"));
    if (execution.device.is_cpu()) leave_wrong_onednn_alone();
    execution.type = q.params.choice("precision") == "bf16" ? at::kBFloat16 : at::kFloat;
    int64_t classes = q.params.integer("classes");
    ZooModel::Identity identity{"", execution.device.str(), q.params.choice("precision"), {}};
    if (q.path.empty()) {
      const auto seed = static_cast<uint64_t>(q.params.integer("seed"));
      identity.weights = "seed:" + std::to_string(seed);
      auto graph = make_graph(a, q, classes ? classes : a.classes);
      auto weights = seeded_weights(graph, seed);
      return std::make_unique<ZooModel>(a, std::move(graph), std::move(weights), execution, identity, q.host);
    }
    const auto file = open_checkpoint(q.path);
    if (!classes) classes = classes_in(a, file);
    auto graph = make_graph(a, q, classes ? classes : a.classes);
    auto weights = load_weights(a, graph, file, q.path);
    identity.weights = file.sha256();
    identity.labels = labels_in(file, graph.nodes.back().shape[0], q.path);
    return std::make_unique<ZooModel>(a, std::move(graph), std::move(weights), execution, identity, q.host);
  }

  static Graph make_graph(const Architecture& a, const OpenRequest& q, int64_t classes) {
    try {
      return build(a, q.params.integer("input"), classes);
    } catch (const BuildError& e) {
      throw Error(VTG_INVALID, std::string(a.name) + ": " + e.what());
    }
  }
};

}  // namespace

VTG_EXPORT_LOADER(VANTAGE_RUNTIME, Zoo)
