// SPDX-License-Identifier: Apache-2.0
// What plugins say about themselves, as copies that outlive them: a listing needs no plugin loaded.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vantage::engine {

struct ParamInfo {
  int type = 0;        // VTG_BOOL ... VTG_LAYER
  unsigned flags = 0;  // VTG_PARAM_ADVANCED, ...
  std::string key, label, help;
  double min = 0, max = 0, step = 0, default_number = 0;
  std::string default_text;
  std::vector<std::string> choices;
};

struct ArchitectureInfo {
  int channels = 0, height = 0, width = 0, classes = 0;
  std::string name, family, reference, default_layer;
};

struct PluginInfo {
  std::string id, kind, name, version, summary, reference, license;
  std::vector<std::string> tags;
  std::vector<ParamInfo> params;
  uint64_t needs = 0;                           // explainer: VTG_CAN_... of the model
  uint64_t traits = 0;                          // similarity: VTG_SIM_...
  double best = 0, worst = 0;                   // similarity: the ends of its scale
  std::vector<ArchitectureInfo> architectures;  // loader
  std::filesystem::path file;                   // the library it comes from
};

}  // namespace vantage::engine
