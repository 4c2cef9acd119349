// SPDX-License-Identifier: Apache-2.0
#include "host/engine/probe_read.hpp"

#include <fmt/format.h>

#include <cstring>

#include "host/engine/error.hpp"
#include "host/engine/plugin_library.hpp"

namespace vantage::engine {
namespace {

// Far above what a plugin needs: where a list has no end, this is its end.
constexpr uint32_t kMostDescriptors = 1024, kMostTags = 64, kMostParams = 256, kMostChoices = 1024,
                   kMostArchitectures = 4096;
constexpr size_t kLongestText = 8192;

std::string text(const char* s, const std::string& what) {
  if (!s) return {};
  const size_t length = ::strnlen(s, kLongestText + 1);
  if (length > kLongestText) throw Error(fmt::format("{} is longer than {} bytes", what, kLongestText));
  return {s, length};
}

std::string required(const char* s, const std::string& what) {
  if (!s) throw Error(what + " is missing (NULL)");
  return text(s, what);
}

// Struct sizes of ABI 1.0: a struct may be longer, never shorter.
void check_size(uint32_t has, size_t needs, const std::string& what) {
  if (has < needs)
    throw Error(fmt::format("{} is truncated: struct_size is {}, at least {} is needed", what, has, needs));
}

[[noreturn]] void endless(const std::string& what, uint32_t most) {
  throw Error(fmt::format("{} are more than {}, or have no end", what, most));
}

ParamInfo param(const vtg_param_info& p, const std::string& what) {
  check_size(p.struct_size, offsetof(vtg_param_info, choices) + sizeof p.choices, what);
  ParamInfo info;
  info.type = p.type;
  info.flags = p.flags;
  info.key = required(p.key, what + "'s key");
  info.label = text(p.label, what + "'s label");
  info.help = text(p.help, what + "'s help");
  info.min = p.min_value;
  info.max = p.max_value;
  info.step = p.step;
  info.default_number = p.default_number;
  info.default_text = text(p.default_text, what + "'s default");
  if (p.n_choices > kMostChoices) endless(what + "'s choices", kMostChoices);
  if (p.n_choices > 0 && !p.choices) throw Error(what + "'s choices are missing (NULL)");
  for (uint32_t i = 0; i < p.n_choices; ++i)
    info.choices.push_back(required(p.choices[i], what + "'s choice"));
  return info;
}

template <class Table>
void read_params(const Table& table, PluginInfo& info, const std::string& what) {
  for (uint32_t i = 0; const vtg_param_info* p = table.param(info.id.c_str(), i); ++i) {
    if (i == kMostParams) endless(what + "'s parameters", kMostParams);
    info.params.push_back(param(*p, fmt::format("{}'s parameter {}", what, i)));
  }
}

void read_architectures(const vtg_model_loader_v1& table, PluginInfo& info, const std::string& what) {
  for (uint32_t i = 0; const vtg_architecture_info* a = table.architecture(info.id.c_str(), i); ++i) {
    if (i == kMostArchitectures) endless(what + "'s architectures", kMostArchitectures);
    const auto which = fmt::format("{}'s architecture {}", what, i);
    check_size(a->struct_size, offsetof(vtg_architecture_info, default_layer) + sizeof a->default_layer,
               which);
    info.architectures.push_back({a->channels, a->height, a->width, a->classes,
                                  required(a->name, which + "'s name"), text(a->family, which + "'s family"),
                                  text(a->reference, which + "'s reference"),
                                  text(a->default_layer, which + "'s default layer")});
  }
}

void read_table(const vtg_plugin_entry& entry, PluginInfo& info, const std::string& what) {
  const void* table = table_of(entry, info.kind);
  if (info.kind == VTG_EXPLAINER) {
    const auto& t = *static_cast<const vtg_explainer_v1*>(table);
    info.needs = t.needs(info.id.c_str());
    read_params(t, info, what);
  } else if (info.kind == VTG_SIMILARITY) {
    const auto& t = *static_cast<const vtg_similarity_v1*>(table);
    info.traits = t.traits(info.id.c_str(), &info.best, &info.worst);
    read_params(t, info, what);
  } else {
    const auto& t = *static_cast<const vtg_model_loader_v1*>(table);
    read_params(t, info, what);
    read_architectures(t, info, what);
  }
}

PluginInfo descriptor(const vtg_descriptor& d, const std::string& what) {
  check_size(d.struct_size, offsetof(vtg_descriptor, tags) + sizeof d.tags, what);
  PluginInfo info;
  info.id = required(d.id, what + "'s id");
  info.kind = required(d.kind, what + "'s kind");
  info.name = required(d.name, what + "'s name");
  info.version = required(d.version, what + "'s version");
  info.summary = text(d.summary, what + "'s summary");
  info.reference = text(d.reference, what + "'s reference");
  info.license = text(d.license, what + "'s license");
  for (uint32_t i = 0; d.tags && d.tags[i]; ++i) {
    if (i == kMostTags) endless(what + "'s tags", kMostTags);
    info.tags.push_back(text(d.tags[i], what + "'s tag"));
  }
  return info;
}

}  // namespace

void read_descriptors(const vtg_plugin_entry& entry, Verdict& verdict) {
  uint32_t i = 0;
  for (; const vtg_descriptor* d = entry.descriptor(i); ++i) {
    if (i == kMostDescriptors) endless("its descriptors", kMostDescriptors);
    PluginInfo info = descriptor(*d, fmt::format("descriptor {}", i));
    if (is_known_kind(info.kind)) {
      read_table(entry, info, "'" + one_line(info.id, 100) + "'");
      info.file = verdict.file;
      verdict.plugins.push_back(std::move(info));
    } else {
      verdict.notes.push_back(fmt::format("'{}' is of the kind '{}', which this host does not know",
                                          one_line(info.id, 100), one_line(info.kind, 100)));
    }
  }
  if (i == 0) throw Error("offers nothing: it has no descriptor");
  if (verdict.plugins.empty()) throw Error("offers nothing that this host knows: " + verdict.notes[0]);
}

}  // namespace vantage::engine
