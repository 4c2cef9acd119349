// SPDX-License-Identifier: MIT
// vantage/params.hpp - parameters declared once: the command line, the viewer's form, the
// experiment file's checks and the key of the stored result all come from these tables.
#pragma once
#include <vector>

#include "vantage/core.hpp"

namespace vantage {

/// Keys are [a-z0-9_]+ and never renamed. Every string must be a literal (or outlive the plugin).
using Params = std::vector<vtg_param_info>;

namespace detail {
inline vtg_param_info param(int32_t type, const char* key, const char* label, const char* help) {
  vtg_param_info p{};
  p.struct_size = sizeof p;
  p.type = type;
  p.key = key;
  p.label = label;
  p.help = help;
  return p;
}
}  // namespace detail

/// A layer of the model; the model's default layer where the user names none.
inline vtg_param_info layer_param(const char* key, const char* label, const char* help) {
  return detail::param(VTG_LAYER, key, label, help);
}
inline vtg_param_info bool_param(const char* key, const char* label, bool on, const char* help) {
  auto p = detail::param(VTG_BOOL, key, label, help);
  p.max_value = 1;
  p.step = 1;
  p.default_number = on;
  return p;
}
inline vtg_param_info int_param(const char* key, const char* label, int64_t value, int64_t min, int64_t max,
                                const char* help) {
  auto p = detail::param(VTG_INT, key, label, help);
  p.default_number = static_cast<double>(value);
  p.min_value = static_cast<double>(min);
  p.max_value = static_cast<double>(max);
  p.step = 1;
  return p;
}
inline vtg_param_info float_param(const char* key, const char* label, double value, double min, double max,
                                  const char* help) {
  auto p = detail::param(VTG_FLOAT, key, label, help);
  p.default_number = value;
  p.min_value = min;
  p.max_value = max;
  p.step = (max - min) / 100;
  return p;
}
/// choices: a static, NULL-terminated array.
inline vtg_param_info enum_param(const char* key, const char* label, const char* value,
                                 const char* const* choices, const char* help) {
  auto p = detail::param(VTG_ENUM, key, label, help);
  p.default_text = value;
  p.choices = choices;
  while (choices[p.n_choices]) ++p.n_choices;
  return p;
}
inline vtg_param_info text_param(const char* key, const char* label, const char* value, const char* help) {
  auto p = detail::param(VTG_TEXT, key, label, help);
  p.default_text = value;
  return p;
}
inline vtg_param_info advanced(vtg_param_info p) {
  p.flags |= VTG_PARAM_ADVANCED;
  return p;
}

/// The values of one call, looked up by key in the table they were declared in.
class Values {
 public:
  Values(const Params& declared, const vtg_value* values, uint32_t n) : declared_(declared), values_(values) {
    if (n != declared.size()) throw Error(VTG_INVALID, "the host passed another number of parameters");
  }
  bool boolean(const char* key) const { return at(key).integer != 0; }
  int64_t integer(const char* key) const { return at(key).integer; }
  double number(const char* key) const { return at(key).number; }
  int32_t layer(const char* key) const { return static_cast<int32_t>(at(key).integer); }
  std::string text(const char* key) const { return at(key).text ? at(key).text : ""; }
  /// The chosen word of an enum.
  std::string choice(const char* key) const {
    const size_t i = index_of(key);
    const auto& p = declared_[i];
    if (values_[i].integer < 0 || values_[i].integer >= int64_t{p.n_choices})
      throw Error(VTG_INVALID, std::string("the host passed no choice for '") + key + "'");
    return p.choices[values_[i].integer];
  }

 private:
  const vtg_value& at(const char* key) const { return values_[index_of(key)]; }
  size_t index_of(const char* key) const {
    for (size_t i = 0; i < declared_.size(); ++i)
      if (same(declared_[i].key, key)) return i;
    throw Error(VTG_INVALID, std::string("no parameter is called '") + key + "'");
  }
  const Params& declared_;
  const vtg_value* values_;
};

}  // namespace vantage
