// SPDX-License-Identifier: Apache-2.0
// Stands in for dnnl_path.cpp and dnnl_convolution.cpp where oneDNN's headers are missing.
#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_convolution.hpp"
#include "plugins/models/zoo/dnnl_path.hpp"

namespace vantage::zoo {

struct DnnlPath::State {};
bool DnnlPath::runs(c10::ScalarType) {
  return false;
}
DnnlPath::DnnlPath() = default;
DnnlPath::DnnlPath(DnnlPath&&) noexcept = default;
DnnlPath::~DnnlPath() = default;
std::map<int, at::Tensor> DnnlPath::run(const Part&, const at::Tensor&) {
  return {};
}

struct DnnlConvolutions::State {};
DnnlConvolutions::DnnlConvolutions() = default;
DnnlConvolutions::DnnlConvolutions(DnnlConvolutions&&) noexcept = default;
DnnlConvolutions::~DnnlConvolutions() = default;
at::Tensor DnnlConvolutions::run(const Graph&, const Weights&, const Step&, const std::vector<at::Tensor>&,
                                 Rule) {
  return {};
}

}  // namespace vantage::zoo
