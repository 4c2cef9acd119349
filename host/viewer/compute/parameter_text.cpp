// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/parameter_text.hpp"

#include <fmt/format.h>

#include "host/engine/params.hpp"

namespace vantage::viewer {
namespace {

std::string range(const engine::ParamInfo& p) {
  return fmt::format("from {} to {}", p.min, p.max);
}

std::string one_of(const std::vector<std::string>& choices) {
  std::string all;
  for (size_t i = 0; i < choices.size(); ++i)
    all += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
  return all;
}

}  // namespace

std::string allowed_text(const engine::ParamInfo& p) {
  switch (p.type) {
    case VTG_BOOL:
      return "true or false";
    case VTG_INT:
      return "a whole number " + range(p);
    case VTG_FLOAT:
      return "a number " + range(p);
    case VTG_ENUM:
      return one_of(p.choices);
    case VTG_LAYER:
      return "a layer's name, or nothing for each model's default";
    default:
      return "a text";
  }
}

std::string default_text(const engine::ParamInfo& p) {
  return engine::ParamValues("", {p}, {}, nullptr).text(p.key);
}

std::optional<std::string> accepted_text(const engine::ParamInfo& p, const std::string& text) {
  try {
    return engine::ParamValues("", {p}, {{p.key, text}}, nullptr).text(p.key);
  } catch (const engine::Error&) {
    return std::nullopt;
  }
}

}  // namespace vantage::viewer
