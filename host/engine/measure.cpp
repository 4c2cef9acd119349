// SPDX-License-Identifier: Apache-2.0
#include "host/engine/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/plugin_call.hpp"
#include "host/engine/suggest.hpp"

namespace vantage::engine {
namespace {

const PluginInfo& find(const Registry& registry, const std::string& id) {
  if (id.empty()) throw Error("an empty text names no measure; write ID or ID:key=value,...");
  if (const auto* plugin = registry.find(VTG_SIMILARITY, id)) return *plugin;
  std::vector<std::string> ids;
  for (const auto* p : registry.of_kind(VTG_SIMILARITY)) ids.push_back(p->id);
  throw Error("no measure is called '" + one_line(id, 100) + "'" + did_you_mean(id, ids) +
              "; 'vantage plugins list' shows them all");
}

// Each map is asked for with every other: whole numbers are compared several at a time.
bool all_finite(const std::vector<float>& values) {
  constexpr uint32_t kMagnitude = 0x7fffffff, kInfinity = 0x7f800000;
  uint32_t largest = 0;
  for (const float v : values) largest = std::max(largest, std::bit_cast<uint32_t>(v) & kMagnitude);
  return largest < kInfinity;
}

void check(const core::Map& map, const std::string& who) {
  if (map.height < 1 || map.width < 1 || map.values.size() != map.index(map.height, 0))
    throw Error(fmt::format("{}: a map of {} x {} cannot hold {} values", who, map.height, map.width,
                            map.values.size()));
  if (all_finite(map.values)) return;
  const auto bad =
      std::find_if_not(map.values.begin(), map.values.end(), [](float v) { return std::isfinite(v); });
  const auto at = bad - map.values.begin();
  throw Error(fmt::format("{}: a map is {} at row {}, column {}, which compares with nothing", who,
                          std::isnan(*bad) ? "not a number" : "infinite", at / map.width, at % map.width));
}

// One map as a stack, 1 x h x w, borrowed.
struct Stack {
  explicit Stack(const core::Map& map)
      : shape{1, map.height, map.width}, strides{shape[1] * shape[2], shape[2], 1} {
    view.data = const_cast<float*>(map.values.data());  // the ABI has one view for reading and writing
    view.device = {1, 0};
    view.ndim = 3;
    view.dtype = {2, 32, 1};
    view.shape = shape.data();
    view.strides = strides.data();
  }
  Stack(const Stack&) = delete;
  std::array<int64_t, 3> shape, strides;
  vtg_view view{};
};

}  // namespace

std::unique_ptr<Measure> Measure::open(Registry& registry, const std::string& text) {
  const size_t colon = text.find(':');
  const std::string id = text.substr(0, colon);
  const auto& plugin = find(registry, id);
  ParamValues values(plugin.id, plugin.params,
                     parse_key_values(colon == std::string::npos ? "" : text.substr(colon + 1)), nullptr);
  const auto* table = static_cast<const vtg_similarity_v1*>(registry.table(plugin));
  vtg_similarity* handle = nullptr;
  call_plugin("measure '" + plugin.id + "'",
              [&](vtg_error* e) { return table->create(plugin.id.c_str(), registry.host(), &handle, e); });
  return std::unique_ptr<Measure>(new Measure(plugin, std::move(values), table, handle));
}

Measure::Measure(const PluginInfo& plugin, ParamValues values, const vtg_similarity_v1* table,
                 vtg_similarity* handle)
    : plugin_(plugin),
      values_(std::move(values)),
      canonical_(plugin.id + (values_.size() ? ":" + values_.canonical() : "")),
      table_(table),
      handle_(handle) {}

Measure::~Measure() {
  table_->destroy(handle_);
}

double Measure::compare(const core::Map& a, const core::Map& b) const {
  const auto who = "measure '" + plugin_.id + "'";
  check(a, who);
  check(b, who);
  if (a.height != b.height || a.width != b.width)
    throw Error(
        fmt::format("{}: a map of {} x {} and one of {} x {} cannot be compared; bring them to one size", who,
                    a.height, a.width, b.height, b.width));
  const Stack x(a), y(b);
  double score = 0;
  Job job;
  call_plugin(who, [&](vtg_error* e) {
    return table_->compare(handle_, &x.view, &y.view, values_.data(), values_.size(), &score, job.c(), e);
  });
  if (!std::isfinite(score))
    throw Error(fmt::format("{}: returned {} for two maps of {} x {}; its author has to put that right", who,
                            score, a.height, a.width));
  return score;
}

}  // namespace vantage::engine
