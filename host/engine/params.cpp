// SPDX-License-Identifier: Apache-2.0
#include "host/engine/params.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "host/engine/suggest.hpp"

namespace vantage::engine {
namespace {

template <class T>
bool parse_number(const std::string& text, T& value) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end && !text.empty();
}

// The shortest text that reads back as the same number; -0 is 0.
std::string number_text(double x) {
  return fmt::format("{}", x == 0 ? 0.0 : x);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

// One parameter's text, turned into its value; `text` becomes canonical.
struct Reader {
  const ParamInfo& p;
  const std::string& id;
  std::string& text;

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(fmt::format("{}: {}={} {}", id, p.key, one_line(text, 100), why));
  }
  void check_range(double x) const {
    if (!(x >= p.min && x <= p.max))
      fail(fmt::format("is out of range, choose {} to {}", number_text(p.min), number_text(p.max)));
  }

  vtg_value boolean() const {
    const bool on = text == "true" || text == "1" || text == "yes" || text == "on";
    if (!on && text != "false" && text != "0" && text != "no" && text != "off")
      fail("is neither true nor false");
    text = on ? "true" : "false";
    return {VTG_BOOL, 0, on, on ? 1.0 : 0.0, nullptr};
  }
  vtg_value whole() const {
    int64_t x = 0;
    if (!parse_number(text, x)) fail("is not a whole number");
    check_range(static_cast<double>(x));
    text = std::to_string(x);
    return {VTG_INT, 0, x, static_cast<double>(x), nullptr};
  }
  vtg_value real() const {
    double x = 0;
    if (!parse_number(text, x) || !std::isfinite(x)) fail("is not a number");
    check_range(x);
    x = x == 0 ? 0.0 : x;
    text = number_text(x);
    return {VTG_FLOAT, 0, 0, x, nullptr};
  }
  vtg_value choice() const {
    const auto it = std::find(p.choices.begin(), p.choices.end(), text);
    if (it == p.choices.end()) fail("is no choice; there are: " + joined(p.choices));
    const auto index = it - p.choices.begin();
    return {VTG_ENUM, 0, index, static_cast<double>(index), nullptr};
  }
  vtg_value words() const {
    if (text.find('\0') != std::string::npos) fail("holds a zero byte");
    return {VTG_TEXT, 0, 0, 0, nullptr};
  }
  vtg_value layer(const ParamValues::LayerResolver& resolve) const {
    const int64_t index = resolve ? resolve(text) : VTG_LAYER_INPUT;
    return {VTG_LAYER, 0, index, static_cast<double>(index), nullptr};
  }
};

std::string default_text(const ParamInfo& p) {
  switch (p.type) {
    case VTG_BOOL:
      return p.default_number != 0 ? "true" : "false";
    case VTG_INT:
      return std::to_string(std::llround(p.default_number));
    case VTG_FLOAT:
      return number_text(p.default_number);
    default:
      return p.default_text;
  }
}

void check_keys(const std::string& id, const std::vector<ParamInfo>& declared,
                const std::map<std::string, std::string>& given) {
  std::vector<std::string> known;
  for (const auto& p : declared) known.push_back(p.key);
  for (const auto& [key, text] : given) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto near = nearest(key, known, 1);
    throw Error(fmt::format("{} has no parameter '{}'; {}", id, one_line(key, 100),
                            known.empty()  ? "it has none, leave it out"
                            : near.empty() ? "it has: " + joined(known)
                                           : "did you mean '" + near[0] + "'?"));
  }
}

void append(std::string& all, const std::string& key, const std::string& value) {
  all += (all.empty() ? "" : ",") + key + "=";
  for (const char c : value) {
    if (c == ',' || c == '\\') all += '\\';
    all += c;
  }
}

}  // namespace

std::map<std::string, std::string> parse_key_values(const std::string& text) {
  std::map<std::string, std::string> found;
  std::string key, value;
  bool has_key = false;
  const auto take = [&] {
    if (!has_key || key.empty())
      throw Error("'" + one_line(has_key ? "=" + value : value, 100) + "' in '" + one_line(text, 200) +
                  "' is no key=value; write key=value,key=value");
    if (!found.emplace(key, value).second)
      throw Error("'" + key + "' is given twice in '" + one_line(text, 200) + "'");
    key.clear();
    value.clear();
    has_key = false;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '\\')) {
      value += text[++i];
    } else if (c == ',') {
      take();
    } else if (c == '=' && !has_key) {
      key.swap(value);
      has_key = true;
    } else {
      value += c;
    }
  }
  if (!text.empty()) take();
  return found;
}

std::string join_key_values(const std::map<std::string, std::string>& values) {
  std::string all;
  for (const auto& [key, value] : values) append(all, key, value);
  return all;
}

ParamValues::ParamValues(const std::string& id, const std::vector<ParamInfo>& declared,
                         const std::map<std::string, std::string>& given, const LayerResolver& layer) {
  check_keys(id, declared, given);
  for (const auto& p : declared) {
    const auto it = given.find(p.key);
    std::string text = it != given.end() ? it->second : default_text(p);
    const Reader read{p, id, text};
    values_.push_back(p.type == VTG_BOOL    ? read.boolean()
                      : p.type == VTG_INT   ? read.whole()
                      : p.type == VTG_FLOAT ? read.real()
                      : p.type == VTG_ENUM  ? read.choice()
                      : p.type == VTG_LAYER ? read.layer(layer)
                                            : read.words());
    keys_.push_back(p.key);
    texts_.push_back(text);
  }
  // Only now do the texts stay where they are.
  for (size_t i = 0; i < values_.size(); ++i) values_[i].text = texts_[i].c_str();
}

std::string ParamValues::canonical() const {
  std::string all;
  for (size_t i = 0; i < keys_.size(); ++i) append(all, keys_[i], texts_[i]);
  return all;
}

std::string ParamValues::text(const std::string& key) const {
  const auto it = std::find(keys_.begin(), keys_.end(), key);
  return it == keys_.end() ? "" : texts_[static_cast<size_t>(it - keys_.begin())];
}

}  // namespace vantage::engine
