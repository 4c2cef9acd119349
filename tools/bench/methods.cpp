// SPDX-License-Identifier: Apache-2.0
// Each method against the passes that the Python libraries run for it: those passes alone, on the same
// network executed eagerly, without the time that masks, hooks and NumPy take there, and with memory kept for
// them as it is for ours.
#include <fmt/format.h>

#include "host/engine/error.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"

namespace vantage::bench {
namespace {

// What a library's implementation runs through the network.
struct Peer {
  const char* name;
  enum class Pass { forward, to_layer, to_input } pass;
  int batch;
  int count;  // images altogether; 0: one for each channel of the target layer
};
using P = Peer::Pass;

struct Row {
  const char* method;
  std::vector<Peer> peers;
  bool slow = false;
};

const Row kRows[] = {
    {"grad-cam", {{"pytorch-grad-cam", P::to_input, 1, 1}, {"torch-cam", P::to_layer, 1, 1}}},
    {"grad-cam++", {{"pytorch-grad-cam", P::to_input, 1, 1}}},
    {"xgrad-cam", {{"pytorch-grad-cam", P::to_input, 1, 1}}},
    {"layer-cam", {{"pytorch-grad-cam", P::to_input, 1, 1}}},
    {"hires-cam", {{"pytorch-grad-cam", P::to_input, 1, 1}}},
    {"eigen-cam", {{"pytorch-grad-cam", P::forward, 1, 1}}},
    {"smooth-grad-cam++", {{"torch-cam", P::to_layer, 1, 25}}},
    {"ablation-cam", {{"pytorch-grad-cam", P::forward, 32, 0}}},
    {"recipro-cam", {}},
    {"saliency", {{"captum", P::to_input, 1, 1}}},
    {"guided-backprop", {{"captum", P::to_input, 1, 1}}},
    {"integrated-gradients", {{"captum", P::to_input, 50, 50}}},
    {"full-grad", {{"pytorch-grad-cam", P::to_input, 1, 1}}},
    {"score-cam:max_channels=64", {}},
    {"score-cam", {{"pytorch-grad-cam", P::forward, 16, 0}}, true},
    {"bbmp", {{"300 iterations", P::to_input, 1, 300}}, true},
    {"rise:masks=500", {{"500 masks", P::forward, 16, 500}}, true},
};
const char* const kTogether[] = {"grad-cam",  "grad-cam++", "xgrad-cam",
                                 "layer-cam", "hires-cam",  "eigen-cam"};

void run_pass(const engine::OpenModel& m, const engine::ImageBatch& images, P pass) {
  const int32_t layer = pass == P::to_input ? VTG_LAYER_INPUT : m.info().default_layer;
  const std::vector<int64_t> classes(static_cast<size_t>(images.size()), 3);
  const auto tape = m.api().forward(View(images.view()), {layer}, pass != P::forward);
  if (pass != P::forward) tape.class_gradient(classes.data(), layer);
}

void run_peer(const engine::OpenModel& m, const Peer& peer) {
  const int channels = static_cast<int>(m.api().layer(m.info().default_layer).shape[0]);
  for (int left = peer.count ? peer.count : channels; left > 0; left -= peer.batch)
    run_pass(m, *batch_of(std::min(left, peer.batch), m.info()), peer.pass);
}

class Methods {
 public:
  Methods(engine::Registry& plugins, const engine::OpenModel& model, const std::vector<std::string>& names)
      : model_(model) {
    std::vector<const engine::Method*> all;
    for (const auto& n : names) {
      owned_.push_back(engine::Method::open(plugins, engine::parse_method(n)));
      all.push_back(owned_.back().get());
    }
    engine::ExplainOptions options;
    options.classes = {"3"};
    plan_ = std::make_unique<engine::ExplainPlan>(model, all, options);
  }
  void run(const engine::ImageBatch& images) const {
    for (const auto& r : plan_->run(images).results)
      if (!r.failure.empty()) throw engine::Error(r.failure);
  }

 private:
  const engine::OpenModel& model_;
  std::vector<std::unique_ptr<engine::Method>> owned_;
  std::unique_ptr<engine::ExplainPlan> plan_;
};

}  // namespace

void gradient_of_the_input(const engine::OpenModel& m, const engine::ImageBatch& images) {
  run_pass(m, images, P::to_input);
}

void methods(engine::Registry& plugins, const Options& options) {
  fmt::print("\n## Methods, one image of noise, seconds; the libraries' passes on the eager network\n\n");
  fmt::print(
      "| network | method | 1 image | 16 images, each | passes of | seconds | ratio "
      "|\n|---|---|---|---|---|---|---|\n");
  for (const auto& name : options.architectures) {
    const auto fused = open(plugins, options, name, "fused", "fp32");
    const auto eager = open(plugins, options, name, "eager", "fp32");
    const auto one = batch_of(1, fused->info()), many = batch_of(16, fused->info());
    const auto row_of = [&](const std::string& title, double alone, const std::string& sixteen,
                            const std::string& peer, double of_peer) {
      fmt::print("| {} | {} | {:.4f} | {} | {} |", name, title, alone, sixteen, peer);
      peer.empty() ? fmt::print(" | |\n") : fmt::print(" {:.4f} | {:.2f} |\n", of_peer, of_peer / alone);
      std::fflush(stdout);
    };
    const auto line = [&](const Row& row) {
      const Methods ours(plugins, *fused, {row.method});
      std::vector<std::function<void()>> bodies{[&] { ours.run(*one); }};
      if (!row.slow) bodies.emplace_back([&] { ours.run(*many); });
      const size_t first = bodies.size();
      for (const auto& p : row.peers) bodies.emplace_back([&] { run_peer(*eager, p); });
      const auto t = in_turns(bodies, row.slow ? 1 : options.rounds);
      const auto sixteen = row.slow ? std::string() : fmt::format("{:.4f}", t[1].best() / 16);
      if (row.peers.empty()) row_of(row.method, t[0].best(), sixteen, "", 0);
      for (size_t p = 0; p < row.peers.size(); ++p)
        row_of(row.method, t[0].best(), sixteen, row.peers[p].name, t[first + p].best());
    };
    for (const auto& row : kRows)
      if (!row.slow || options.slow) line(row);
    const Methods six(plugins, *fused, {std::begin(kTogether), std::end(kTogether)});
    const Methods single(plugins, *fused, {kTogether[0]});
    const auto t = in_turns({[&] { six.run(*one); }, [&] { six.run(*many); }, [&] { single.run(*one); }},
                            4 * options.rounds);
    row_of("six gradient CAMs", t[0].best(), fmt::format("{:.4f}", t[1].best() / 16), "one Grad-CAM",
           t[2].best());
  }
}

}  // namespace vantage::bench
