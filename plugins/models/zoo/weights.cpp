// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/weights.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "plugins/models/zoo/aten.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {
namespace {

using Entries = std::map<std::string, const checkpoint::Tensor*>;

Entries canonical_entries(const checkpoint::Checkpoint& file) {
  Entries all;
  for (const auto& t : file.tensors())
    if (const auto name = canonical_weight_name(t.name); !name.empty()) all[name] = &t;
  return all;
}

std::string text(const Shape& shape) {
  std::string s = "[";
  for (const int64_t d : shape) s += (s.size() > 1 ? ", " : "") + std::to_string(d);
  return s + "]";
}

// What keeps the tensors from being this graph's weights; empty when nothing does.
std::string mismatch(const Graph& graph, const Entries& entries) {
  size_t found = 0;
  for (const auto& w : graph.weights()) {
    const auto it = entries.find(w.name);
    if (it == entries.end()) return "tensor '" + w.name + "' " + text(w.shape) + " is missing";
    if (it->second->shape != w.shape)
      return "tensor '" + w.name + "' is " + text(it->second->shape) + ", the network needs " + text(w.shape);
    ++found;
  }
  if (found == entries.size()) return "";
  std::map<std::string, bool> known;
  for (const auto& w : graph.weights()) known[w.name] = true;
  for (const auto& [name, tensor] : entries)
    if (!known.count(name))
      return "tensor '" + name + "' " + text(tensor->shape) + " has no place in the network";
  return "";
}

// An activation may hide a NaN, so it is looked for where it begins.
int64_t not_finite(const at::Tensor& t) {
  const float* p = t.data_ptr<float>();
  return std::count_if(p, p + t.numel(), [](float v) { return !std::isfinite(v); });
}

std::string advice(const checkpoint::Checkpoint& file, const Entries& entries) {
  for (const auto& a : architectures())
    if (const int64_t classes = classes_in(a, file);
        classes > 0 && mismatch(build(a, 0, classes), entries).empty())
      return std::string("; the file fits ") + a.name + " with " + std::to_string(classes) + " classes";
  return "; no architecture of the zoo fits the file";
}

}  // namespace

int64_t classes_in(const Architecture& a, const checkpoint::Checkpoint& file) {
  for (const auto& t : file.tensors())
    if (canonical_weight_name(t.name) == std::string(a.head) + ".weight" && !t.shape.empty())
      return t.shape[0];
  return 0;
}

Weights load_weights(const Architecture& a, const Graph& graph, const checkpoint::Checkpoint& file,
                     const std::string& name) {
  const auto entries = canonical_entries(file);
  if (const auto why = mismatch(graph, entries); !why.empty())
    throw Error(VTG_INVALID,
                name + " does not hold the weights of " + a.name + ": " + why + advice(file, entries));
  Weights weights;
  for (const auto& w : graph.weights()) {
    auto t = at::empty(w.shape, at::kFloat);
    file.read(*entries.at(w.name), t.data_ptr<float>(), static_cast<size_t>(t.numel()));
    if (const int64_t broken = not_finite(t); broken > 0)
      throw Error(VTG_INVALID,
                  name + ": tensor '" + w.name + "' has " + std::to_string(broken) + " of " +
                      std::to_string(t.numel()) +
                      " values that are NaN or infinite, with which no score means anything; give a "
                      "checkpoint from before the training went astray");
    weights.emplace(w.name, std::move(t));
  }
  return weights;
}

std::vector<std::string> labels_in(const checkpoint::Checkpoint& file, int64_t classes,
                                   const std::string& name) {
  const auto it = file.metadata().find("labels");
  if (it == file.metadata().end()) return {};
  std::vector<std::string> labels{""};
  for (const char c : it->second) {
    if (c == '\n')
      labels.emplace_back();
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      throw Error(VTG_INVALID, name + " has control characters in its labels; save it again without them");
    else
      labels.back() += c;
  }
  if (static_cast<int64_t>(labels.size()) != classes)
    throw Error(VTG_INVALID, name + " names " + std::to_string(labels.size()) + " labels for " +
                                 std::to_string(classes) +
                                 " classes; save it again with a line of its metadata "
                                 "'labels' for each");
  return labels;
}

Weights seeded_weights(const Graph& graph, uint64_t seed) {
  std::mt19937_64 bits(seed);
  const auto uniform = [&] { return static_cast<double>(bits() >> 11) * 0x1p-53; };
  Weights weights;
  for (const auto& w : graph.weights()) {
    auto t = at::empty(w.shape, at::kFloat);
    const bool matrix = w.shape.size() > 1;
    const auto ends_with = [&](const char* end) {
      const std::string e = end;
      return w.name.size() > e.size() && w.name.compare(w.name.size() - e.size(), e.size(), e) == 0;
    };
    if (matrix) {  // He et al. 2015, uniform: the variance of what comes out equals that of what goes in
      const double bound = std::sqrt(6.0 * static_cast<double>(w.shape[0]) / static_cast<double>(t.numel()));
      float* p = t.data_ptr<float>();
      for (int64_t i = 0; i < t.numel(); ++i) p[i] = static_cast<float>(bound * (2.0 * uniform() - 1.0));
    } else {
      t.fill_(ends_with(".bias") || ends_with(".running_mean") ? 0.0 : 1.0);
    }
    weights.emplace(w.name, std::move(t));
  }
  return weights;
}

}  // namespace vantage::zoo
