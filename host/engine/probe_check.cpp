// SPDX-License-Identifier: Apache-2.0
#include "host/engine/probe_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "host/engine/error.hpp"
#include "host/engine/utf8.hpp"
#include "vantage/abi.h"

namespace vantage::engine {
namespace {

constexpr double kLargestWhole = 9007199254740992.0;  // 2^53: beyond it doubles skip whole numbers

bool made_of(const std::string& s, const char* others, size_t most) {
  return !s.empty() && s.size() <= most && std::all_of(s.begin(), s.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string(others).find(c) != std::string::npos;
  });
}

std::string quoted(const std::string& s) {
  return "'" + printable(s, 100) + "'";
}

void check_text(const std::string& s, const std::string& what) {
  if (!is_one_utf8_line(s)) throw Error(what + " is not one line of UTF-8 text");
}

void check_number(const ParamInfo& p, const std::string& what) {
  if (!std::isfinite(p.min) || !std::isfinite(p.max) || !std::isfinite(p.step) ||
      !std::isfinite(p.default_number) || p.min > p.max)
    throw Error(what + "'s range makes no sense");
  if (p.default_number < p.min || p.default_number > p.max)
    throw Error(
        fmt::format("{}'s default {} is out of its range {} to {}", what, p.default_number, p.min, p.max));
  if ((p.flags & VTG_PARAM_LOG_SCALE) && p.min <= 0)
    throw Error(what + " has a logarithmic scale that does not begin above 0");
  const auto whole = [](double x) { return std::trunc(x) == x && std::abs(x) <= kLargestWhole; };
  if (p.type == VTG_INT && !(whole(p.min) && whole(p.max) && whole(p.default_number)))
    throw Error(what + " is a whole number, its range or default is not");
}

void check_choices(const ParamInfo& p, const std::string& what) {
  if (std::set<std::string>(p.choices.begin(), p.choices.end()).size() != p.choices.size())
    throw Error(what + " has one choice twice");
  for (const auto& c : p.choices) {
    if (c.empty()) throw Error(what + " has an empty choice");
    check_text(c, what + "'s choice");
  }
  if (std::find(p.choices.begin(), p.choices.end(), p.default_text) == p.choices.end())
    throw Error(what + "'s default " + quoted(p.default_text) + " is none of its choices");
}

void check_param(const ParamInfo& p, const std::string& plugin, const std::string& kind) {
  const std::string what = plugin + "'s parameter " + quoted(p.key);
  if (!made_of(p.key, "_", 64)) throw Error(what + " is not named in a-z, 0-9 and _");
  for (const auto* s : {&p.label, &p.help, &p.default_text}) check_text(*s, what + "'s text");
  switch (p.type) {
    case VTG_BOOL:
      if (p.default_number != 0 && p.default_number != 1) throw Error(what + "'s default is neither 0 nor 1");
      break;
    case VTG_INT:
    case VTG_FLOAT:
      check_number(p, what);
      break;
    case VTG_ENUM:
      check_choices(p, what);
      break;
    case VTG_TEXT:
      break;
    case VTG_LAYER:
      if (kind != VTG_EXPLAINER) throw Error(what + " is a layer, which only an explainer can have");
      break;
    default:
      throw Error(fmt::format("{} is of type {}, which this host does not know", what, p.type));
  }
}

void check_architecture(const ArchitectureInfo& a, const std::string& plugin) {
  const std::string what = plugin + "'s architecture " + quoted(a.name);
  if (a.name.empty()) throw Error(plugin + " has an architecture without a name");
  for (const auto* s : {&a.name, &a.family, &a.reference, &a.default_layer}) check_text(*s, what + "'s text");
  if (a.channels < 1 || a.height < 1 || a.width < 1 || a.classes < 1)
    throw Error(what + " has no input or no classes");
}

void check_plugin(const PluginInfo& p) {
  const std::string what = quoted(p.id);
  if (!made_of(p.id, ".+_-", 128) || p.id.front() == '.' || p.id.back() == '.')
    throw Error("the id " + what + " is not made of a-z, 0-9 and .+_-");
  if (p.name.empty()) throw Error(what + " has no name");
  if (p.version.empty() || p.version.size() > 64) throw Error(what + " has no usable version");
  for (const auto* s : {&p.name, &p.version, &p.summary, &p.reference, &p.license})
    check_text(*s, what + "'s text");
  for (const auto& tag : p.tags) check_text(tag, what + "'s tag");
  std::set<std::string> keys, names;
  for (const auto& x : p.params) {
    check_param(x, what, p.kind);
    if (!keys.insert(x.key).second) throw Error(what + " has the parameter " + quoted(x.key) + " twice");
  }
  for (const auto& a : p.architectures) {
    check_architecture(a, what);
    if (!names.insert(a.name).second)
      throw Error(what + " has the architecture " + quoted(a.name) + " twice");
  }
  if (p.kind == VTG_SIMILARITY && (!(p.best != p.worst) || std::isnan(p.best) || std::isnan(p.worst)))
    throw Error(what + " has no scale: its best and its worst score do not differ");
}

}  // namespace

void check_plugins(const std::vector<PluginInfo>& plugins) {
  std::set<std::string> ids;
  for (const auto& p : plugins) {
    check_plugin(p);
    if (!ids.insert(p.kind + " " + p.id).second) throw Error("offers " + quoted(p.id) + " twice");
  }
}

}  // namespace vantage::engine
