// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "host/engine/suggest.hpp"
#include "host/engine/utf8.hpp"

namespace vantage::engine {
namespace {

std::string place(const std::string& file, const YAML::Mark& mark) {
  return mark.is_null() ? file : fmt::format("{}:{}:{}", file, mark.line + 1, mark.column + 1);
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& w : words) all += (all.empty() ? "" : ", ") + w;
  return all;
}

}  // namespace

Yaml Yaml::parse(const std::filesystem::path& file, const std::string& text) {
  const auto name = file.string();
  try {
    const auto documents = YAML::LoadAll(text);
    if (documents.empty() || documents[0].IsNull())
      throw Error(name + ": is empty; write at least models and a dataset");
    if (documents.size() > 1) throw Error(name + ": holds several documents ('---'); keep one");
    return Yaml(name, documents[0]);
  } catch (const YAML::Exception& e) {
    throw Error(place(name, e.mark) + ": this is no YAML (" + printable(e.msg, 200) +
                "); check indentation, colons and quotes here");
  }
}

void Yaml::fail(const std::string& what) const {
  throw Error(place(file_, node_.Mark()) + ": " + what);
}

void Yaml::require_keys(const std::vector<std::string>& known) const {
  if (!is_map()) fail("keys and values are needed here: " + joined(known));
  std::set<std::string> seen;
  for (const auto& entry : node_) {
    const Yaml key(file_, entry.first);
    const auto name = key.text();
    if (std::find(known.begin(), known.end(), name) == known.end())
      key.fail("there is no key '" + name + "'" + did_you_mean(name, known) +
               "; there are: " + joined(known));
    if (!seen.insert(name).second) key.fail("the key '" + name + "' is here a second time; keep one");
  }
}

bool Yaml::has(const std::string& key) const {
  return node_.IsMap() && node_[key].IsDefined() && !node_[key].IsNull();
}

Yaml Yaml::at(const std::string& key) const {
  if (!has(key)) fail("the key '" + key + "' is missing");
  return Yaml(file_, node_[key]);
}

std::vector<Yaml> Yaml::list() const {
  if (!is_list()) return {*this};
  std::vector<Yaml> all;
  for (const auto& item : node_) all.push_back(Yaml(file_, item));
  if (all.empty()) fail("this list is empty");
  return all;
}

std::vector<std::string> Yaml::keys() const {
  std::vector<std::string> all;
  for (const auto& entry : node_) all.push_back(Yaml(file_, entry.first).text());
  return all;
}

std::string Yaml::text() const {
  if (!node_.IsScalar() || node_.Scalar().empty()) fail("one value is needed here");
  if (!is_one_utf8_line(node_.Scalar())) fail("one line of text is needed here");
  return node_.Scalar();
}

int64_t Yaml::integer(int64_t min, int64_t max) const {
  const auto t = text();
  int64_t value = 0;
  const auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), value);
  if (error != std::errc() || end != t.data() + t.size() || value < min || value > max)
    fail(fmt::format("'{}' is no whole number from {} to {}", one_line(t, 60), min, max));
  return value;
}

std::string Yaml::choice(const std::vector<std::string>& known) const {
  const auto t = text();
  if (std::find(known.begin(), known.end(), t) == known.end())
    fail("'" + one_line(t, 60) + "' is not known here" + did_you_mean(t, known) +
         "; there are: " + joined(known));
  return t;
}

}  // namespace vantage::engine
