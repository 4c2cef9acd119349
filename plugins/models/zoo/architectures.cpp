// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/architectures.hpp"

namespace vantage::zoo {

const Architecture* find_architecture(const std::string& name) {
  for (const auto& a : architectures())
    if (name == a.name) return &a;
  return nullptr;
}

Graph build(const Architecture& a, int64_t input, int64_t classes) {
  if (classes < 1) throw BuildError("a classifier needs at least one class, not " + std::to_string(classes));
  if (input < 0) throw BuildError("an input of " + std::to_string(input) + " pixels does not exist");
  const int64_t size = input > 0 ? input : a.input;
  Builder b(3, size, size);
  a.build(b, classes);
  return b.take();
}

// No regular expression: names come from files, and std::regex recurses for every character.
std::string canonical_weight_name(const std::string& name) {
  if (name.ends_with(".num_batches_tracked") || name.starts_with("aux1.") || name.starts_with("aux2."))
    return "";
  const size_t layer = name.find(".denselayer");
  if (layer == std::string::npos) return name;
  for (const char* old : {".norm.1.", ".norm.2.", ".conv.1.", ".conv.2."})
    if (const size_t at = name.find(old, layer); at != std::string::npos)
      return std::string(name).erase(at + 5, 1);
  return name;
}

}  // namespace vantage::zoo
