// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/model.hpp"

#include <ATen/Parallel.h>

#include "plugins/models/zoo/failures.hpp"
#include "plugins/models/zoo/perturb.hpp"
#include "plugins/models/zoo/tensors.hpp"

namespace vantage::zoo {
namespace {

class ZooTape final : public LoadedTape {
 public:
  // `taps` are nodes; `layers` the same as the caller numbers them, in the same order.
  ZooTape(Network& network, Pass pass, std::vector<int> taps, std::vector<int32_t> layers)
      : network_(network), pass_(std::move(pass)), taps_(std::move(taps)), layers_(std::move(layers)) {}

  const vtg_view* output(int32_t i) override {
    const int node = i == VTG_LAYER_LOGITS ? network_.graph().logits() : tap(i);
    auto& view = views_[node];
    if (!view) view = std::make_unique<ExportedView>(pass_.values.at(node));
    return view->c();
  }

  Tensor vjp(const vtg_vjp& q) override {
    if (!pass_.recorded)
      throw Error(VTG_INVALID, "this pass was not recorded: ask for want_vjp and tap the layer");
    const auto cotangent = import_view(q.cotangent, "the cotangent");
    const int at = node_of(q.at), wrt = node_of(q.wrt);
    if (cotangent.sizes() != pass_.values.at(at).sizes())
      throw Error(VTG_INVALID, "the cotangent must be shaped like the layer it starts from");
    return translate_failures(
        "the gradient", [&] { return export_tensor(network_.pull_back(pass_, at, cotangent, wrt, q.rule)); });
  }

 private:
  int tap(int32_t i) const {
    if (i < 0 || i >= static_cast<int32_t>(taps_.size())) throw Error(VTG_INVALID, "no tap has that number");
    return taps_[static_cast<size_t>(i)];
  }
  int node_of(int32_t layer) const {
    if (layer == VTG_LAYER_LOGITS) return network_.graph().logits();
    for (size_t i = 0; i < layers_.size(); ++i)
      if (layers_[i] == layer) return taps_[i];
    throw Error(VTG_INVALID, "gradients run between layers that the pass has tapped");
  }

  Network& network_;
  Pass pass_;
  std::vector<int> taps_;
  std::vector<int32_t> layers_;
  std::map<int, std::unique_ptr<ExportedView>> views_;
};

void use_threads(int threads) {
  if (at::get_num_threads() != threads) at::set_num_threads(threads);
}

}  // namespace

ZooModel::ZooModel(const Architecture& a, Graph graph, Weights weights, const Execution& execution,
                   Identity identity, Host host)
    : architecture_(a),
      heads_(graph, weights),
      execution_(execution),
      network_(std::move(graph), std::move(weights), execution),
      footprint_(footprint(network_.graph(), make_plan(network_.graph(), {0}, execution.fused))),
      identity_(std::move(identity)),
      host_(host),
      separates_(network_.graph().separators()) {
  for (const auto& l : identity_.labels) labels_.push_back(l.c_str());
}

uint64_t ZooModel::capabilities() const {
  return VTG_CAN_TAP | VTG_CAN_RESUME | VTG_CAN_VJP_LAYER | VTG_CAN_VJP_INPUT | VTG_CAN_RULES |
         VTG_CAN_PERTURB | VTG_CAN_PERTURB_GRADIENT;
}

vtg_model_info ZooModel::info() const {
  const auto& g = network_.graph();
  vtg_model_info i{};
  i.struct_size = sizeof i;
  i.classes = static_cast<int32_t>(g.nodes.back().shape[0]);
  i.channels = static_cast<int32_t>(g.input().shape[0]);
  i.height = static_cast<int32_t>(g.input().shape[1]);
  i.width = static_cast<int32_t>(g.input().shape[2]);
  // The published margin around the crop, whatever the input's size.
  i.resize =
      static_cast<int32_t>((architecture_.resize * i.height + architecture_.input / 2) / architecture_.input);
  i.interpolation = architecture_.interpolation == Interpolation::bicubic ? 1 : 0;
  for (size_t c = 0; c < 3; ++c) {
    i.mean[c] = architecture_.mean[c];
    i.std[c] = architecture_.std[c];
  }
  i.default_layer = g.find_layer(architecture_.default_layer);
  i.parameters = g.parameter_count();
  i.macs = g.macs();
  i.labels = labels_.empty() ? nullptr : labels_.data();
  i.architecture = architecture_.name;
  i.weights_sha256 = identity_.weights.c_str();
  i.device = identity_.device.c_str();
  i.precision = identity_.precision.c_str();
  return i;
}

vtg_layer_info ZooModel::layer(int32_t i) const {
  const auto& [name, index] = network_.graph().layers[static_cast<size_t>(i)];
  const auto& node = network_.graph().nodes[static_cast<size_t>(index)];
  vtg_layer_info l{};
  l.struct_size = sizeof l;
  l.flags = separates_[static_cast<size_t>(index)] ? VTG_LAYER_SEPARATES : 0;
  l.ndim = static_cast<int32_t>(node.shape.size());
  for (size_t d = 0; d < node.shape.size(); ++d) l.shape[d] = node.shape[d];
  l.name = name.c_str();
  l.op = name_of(node.op);
  if (name == node.name) l.bias = heads_.bias(index);  // not of a module that ends here: it would count twice
  return l;
}

int ZooModel::node_of(int32_t layer) const {
  if (layer == VTG_LAYER_INPUT) return 0;
  if (layer == VTG_LAYER_LOGITS) return network_.graph().logits();
  if (layer < 0 || layer >= layer_count()) throw Error(VTG_INVALID, "no layer has that number");
  return network_.graph().layers[static_cast<size_t>(layer)].second;
}

std::unique_ptr<LoadedTape> ZooModel::forward(const vtg_forward& f) {
  const int from = node_of(f.from);
  const auto& start = network_.graph().nodes[static_cast<size_t>(from)];
  if (!separates_[static_cast<size_t>(from)])
    throw Error(VTG_UNSUPPORTED, "cannot resume from '" + start.name + "': other branches run beside it");
  const auto x = import_view(f.x, "the input");
  if (x.sizes().slice(1) != at::IntArrayRef(start.shape) || x.size(0) < 1)
    throw Error(VTG_INVALID, "the input of '" + start.name + "' has another shape");

  std::vector<int> taps;
  std::vector<int32_t> layers;
  for (int32_t i = 0; i < f.n_taps; ++i) {
    layers.push_back(f.taps[i]);
    taps.push_back(node_of(f.taps[i]));
    if (taps.back() < from)
      throw Error(VTG_INVALID, "a pass that resumes from '" + start.name + "' cannot tap a layer before it");
  }
  use_threads(host_.threads());
  return translate_failures("the pass", [&] {
    return std::make_unique<ZooTape>(
        network_, network_.run(from, x, {taps.begin(), taps.end()}, f.want_vjp != 0), taps, layers);
  });
}

Tensor ZooModel::scores(const vtg_perturb& q, vtg_job* job) {
  const PerturbRequest request(q, info());
  use_threads(host_.threads());
  return translate_failures("the perturbation", [&] {
    return export_tensor(Perturbation(network_, execution_, footprint_, request, host_, job).scores());
  });
}

std::pair<Tensor, Tensor> ZooModel::scores_and_gradient(const vtg_perturb& q, const vtg_view* cotangent,
                                                        vtg_job* job) {
  const PerturbRequest request(q, info());
  const View c = dense(cotangent, 2, "the cotangent's numbers", "M x targets");
  const auto columns = static_cast<int64_t>(request.targets.size());
  if (c.size(0) != request.masks.size(0) || c.size(1) != columns)
    throw Error(VTG_INVALID, "the cotangent must be " + std::to_string(request.masks.size(0)) + " x " +
                                 std::to_string(columns) + ", one number for every score");
  use_threads(host_.threads());
  return translate_failures("the perturbation", [&] {
    Perturbation p(network_, execution_, footprint_, request, host_, job);
    const auto [s, g] = p.scores_and_gradient(import_view(cotangent, "the cotangent"));
    return std::pair(export_tensor(s), export_tensor(g));
  });
}

namespace {

struct PerturbTable {
  static vtg_status VTG_CALL scores(vtg_model* m, const vtg_perturb* q, vtg_job* job, vtg_tensor** out,
                                    vtg_error* e) {
    return detail::guard(e, [&] { *out = self(m).scores(*q, job).release(); });
  }
  static vtg_status VTG_CALL scores_and_gradient(vtg_model* m, const vtg_perturb* q,
                                                 const vtg_view* cotangent, vtg_job* job, vtg_tensor** out,
                                                 vtg_tensor** gradient, vtg_error* e) {
    return detail::guard(e, [&] {
      auto [s, g] = self(m).scores_and_gradient(*q, cotangent, job);
      *out = s.release();
      *gradient = g.release();
    });
  }

 private:
  static ZooModel& self(vtg_model* m) { return static_cast<ZooModel&>(detail::self(m)); }
};

constexpr vtg_perturb_v1 kPerturb = {PerturbTable::scores, PerturbTable::scores_and_gradient};

}  // namespace

const void* ZooModel::extension(const char* id) {
  return same(id, VTG_PERTURB) ? &kPerturb : nullptr;
}

}  // namespace vantage::zoo
