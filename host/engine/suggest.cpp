// SPDX-License-Identifier: Apache-2.0
#include "host/engine/suggest.hpp"

#include <algorithm>
#include <cctype>

namespace vantage::engine {
namespace {

constexpr size_t kLongest = 64;  // what a user types by mistake is short; the table stays small

std::string lower(std::string_view text) {
  std::string s(text.substr(0, kLongest));
  std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return std::tolower(c); });
  return s;
}

std::string_view last_component(std::string_view id) {
  return id.substr(id.rfind('.') + 1);
}

}  // namespace

size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i)
    for (size_t j = 1; j <= b.size(); ++j) {
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

std::vector<std::string> nearest(const std::string& name, const std::vector<std::string>& known,
                                 size_t most) {
  const std::string wanted = lower(name);
  const size_t tolerance = std::max<size_t>(1, wanted.size() / 3);
  std::vector<std::pair<size_t, std::string>> near;
  for (const auto& k : known) {
    const size_t distance =
        std::min(edit_distance(wanted, lower(k)), edit_distance(wanted, lower(last_component(k))));
    if (distance <= tolerance) near.emplace_back(distance, k);
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> names;
  for (size_t i = 0; i < near.size() && i < most; ++i) names.push_back(near[i].second);
  return names;
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  const auto near = nearest(name, known, 1);
  return near.empty() ? "" : " (did you mean '" + near[0] + "'?)";
}

}  // namespace vantage::engine
