// SPDX-License-Identifier: Apache-2.0
// What a user writes after --model and --method, taken apart.
#pragma once
#include <map>
#include <string>

namespace vantage::engine {

/// `[NAME=]SOURCE[,key=value...]`; SOURCE is `ARCHITECTURE:FILE`, a file, or an architecture
/// (with `seed=N` for random weights; without, for the bundled ones where there are any).
struct ModelSpec {
  std::string name;    // what results call it; empty: to be chosen
  std::string source;  // as written
  std::map<std::string, std::string> params;
};

/// `ID[:key=value,...]`.
struct MethodSpec {
  std::string id;
  std::map<std::string, std::string> params;
};

/// Both throw engine::Error on what does not follow the form.
ModelSpec parse_model(const std::string& text);
MethodSpec parse_method(const std::string& text);

/// The architecture, or the file's name without its ending.
std::string default_name(const ModelSpec&);

}  // namespace vantage::engine
