// SPDX-License-Identifier: Apache-2.0
// One JSON document on stdout; keys keep their order, bytes that are no UTF-8 are replaced.
#pragma once
#include <cstdio>
#include <nlohmann/json.hpp>

namespace vantage::cli {

using Json = nlohmann::ordered_json;

inline void print(const Json& document) {
  const auto text = document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace vantage::cli
