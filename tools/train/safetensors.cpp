// SPDX-License-Identifier: Apache-2.0
#include "tools/train/safetensors.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "plugins/models/zoo/aten.hpp"

namespace vantage::train {

std::string safetensors(const zoo::Graph& graph, const zoo::Weights& weights,
                        const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header;
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::string data;
  for (const auto& w : graph.weights()) {
    const auto half = weights.at(w.name).detach().to(at::kHalf).contiguous();
    const size_t begin = data.size();
    data.append(static_cast<const char*>(half.data_ptr()), static_cast<size_t>(half.numel()) * 2);
    header[w.name] = {{"dtype", "F16"}, {"shape", w.shape}, {"data_offsets", {begin, data.size()}}};
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');  // the data begins on a multiple of eight
  std::string length;
  for (int byte = 0; byte < 8; ++byte) length += static_cast<char>(uint64_t{text.size()} >> 8 * byte);
  return length + text + data;
}

}  // namespace vantage::train
