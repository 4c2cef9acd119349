// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/state_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <type_traits>

#include "host/viewer/error.hpp"
#include "host/viewer/state/state_fields.hpp"

namespace vantage::viewer {
namespace {

using nlohmann::json;

struct Writer {
  json object = json::object();

  template <typename T, typename... Rule>
  void operator()(const char* name, T& field, Rule...) {
    object[name] = value_of(field);
  }

  template <typename T>
  static json value_of(const T& field) {
    if constexpr (std::is_enum_v<T>) {
      return names_of(field)[static_cast<size_t>(field)];
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return field;
    } else {
      Writer fields;
      T copy = field;  // describe() serves the Reader too and wants to write
      describe(copy, fields);
      return fields.object;
    }
  }
  template <typename T>
  static json value_of(const std::optional<T>& field) {
    return field ? value_of(*field) : json();
  }
  template <typename T>
  static json value_of(const std::vector<T>& field) {
    json list = json::array();
    for (const T& item : field) list.push_back(value_of(item));
    return list;
  }
  template <typename T>
  static json value_of(const std::map<std::string, T>& field) {
    json object = json::object();
    for (const auto& [key, item] : field) object[key] = value_of(item);
    return object;
  }
};

std::string shown(const json& value) {
  if (value.is_structured()) return value.is_array() ? "a list" : "an object";
  std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  return text.size() > 40 ? text.substr(0, 40) + "..." : text;
}

[[noreturn]] void refuse(const std::string& path, const std::string& wanted, const json& value) {
  throw Error(fmt::format("{} must be {}, not {}", path, wanted, shown(value)));
}

std::string checked_text(const std::string& path, const json& value) {
  if (!value.is_string()) refuse(path, "a text", value);
  const auto& text = value.get_ref<const std::string&>();
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (text.size() > 4096 || std::any_of(text.begin(), text.end(), control))
    refuse(path, "a text of one line with at most 4096 bytes", value);
  return text;
}

struct Reader {
  const json& object;
  std::string path;  // with the point behind it; empty at the top
  std::set<std::string> known{};

  template <typename T>
  void operator()(const char* name, T& field, Range range = {}) {
    known.insert(name);
    if (const auto found = object.find(name); found != object.end()) read(path + name, *found, field, range);
  }

  void refuse_unknown() const {
    for (const auto& [name, value] : object.items())
      if (!known.contains(name))
        throw Error(fmt::format("{}{} is no part of an analysis; known there: {}", path, shown(json(name)),
                                fmt::join(known, ", ")));
  }

  template <typename T>
  static void read(const std::string& at, const json& value, T& field, Range range) {
    if constexpr (std::is_same_v<T, bool>) {
      if (!value.is_boolean()) refuse(at, "true or false", value);
      field = value.get<bool>();
    } else if constexpr (std::is_enum_v<T>) {
      const auto names = names_of(field);
      const auto found = value.is_string()
                             ? std::find(names.begin(), names.end(), value.get_ref<const std::string&>())
                             : names.end();
      if (found == names.end()) refuse(at, fmt::format("one of {}", fmt::join(names, ", ")), value);
      field = static_cast<T>(found - names.begin());
    } else if constexpr (std::is_arithmetic_v<T>) {
      const bool fits = std::is_integral_v<T> ? value.is_number_integer() : value.is_number();
      if (!fits || !(value.get<double>() >= range.min && value.get<double>() <= range.max))
        refuse(at, number_wanted<T>(range), value);
      field = value.get<T>();
    } else if constexpr (std::is_same_v<T, std::string>) {
      field = checked_text(at, value);
    } else {
      if (!value.is_object()) refuse(at, "an object", value);
      Reader fields{value, at + "."};
      describe(field, fields);
      fields.refuse_unknown();
    }
  }
  template <typename T>
  static void read(const std::string& at, const json& value, std::optional<T>& field, Range range) {
    if (value.is_null())
      field.reset();
    else
      read(at, value, field.emplace(), range);
  }
  template <typename T>
  static void read(const std::string& at, const json& value, std::vector<T>& field, Range range) {
    if (!value.is_array()) refuse(at, "a list", value);
    field.clear();
    for (const json& item : value) {
      const auto place = fmt::format("{}[{}]", at, field.size());
      read(place, item, field.emplace_back(), range);
    }
  }
  template <typename T>
  static void read(const std::string& at, const json& value, std::map<std::string, T>& field, Range range) {
    if (!value.is_object()) refuse(at, "an object", value);
    field.clear();
    for (const auto& [key, item] : value.items())
      read(at + "." + shown(json(key)), item, field[checked_text(at + "'s names", json(key))], range);
  }
  template <typename T>
  static std::string number_wanted(Range range) {
    const char* kind = std::is_integral_v<T> ? "a whole number" : "a number";
    return range.max == Range{}.max ? kind
                                    : fmt::format("{} from {:.16g} to {:.16g}", kind, range.min, range.max);
  }
};

}  // namespace

json to_json(const AnalysisState& state) {
  return Writer::value_of(state);
}

AnalysisState state_from_json(const json& value) {
  if (!value.is_object()) throw Error(fmt::format("the analysis must be an object, not {}", shown(value)));
  AnalysisState state;
  Reader fields{value, ""};
  describe(state, fields);
  fields.refuse_unknown();
  for (const auto& [chart, zoom] : state.charts.zooms)
    if (!(zoom.x_min < zoom.x_max && zoom.y_min < zoom.y_max))
      throw Error(fmt::format("charts.zooms.{} must have min below max on both axes", shown(json(chart))));
  normalise(state);
  return state;
}

}  // namespace vantage::viewer
