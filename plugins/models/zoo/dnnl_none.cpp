// SPDX-License-Identifier: Apache-2.0
// Stands in for dnnl_path.cpp where oneDNN's headers are missing.
#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/dnnl_path.hpp"

namespace vantage::zoo {

struct DnnlPath::State {};
bool DnnlPath::available() {
  return false;
}
DnnlPath::DnnlPath() = default;
DnnlPath::DnnlPath(DnnlPath&&) noexcept = default;
DnnlPath::~DnnlPath() = default;
std::map<int, at::Tensor> DnnlPath::run(const Part&, const at::Tensor&) {
  return {};
}

}  // namespace vantage::zoo
