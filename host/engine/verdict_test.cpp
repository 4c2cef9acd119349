// SPDX-License-Identifier: Apache-2.0
#include "host/engine/verdict.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/engine/error.hpp"
#include "vantage/abi.h"

namespace {

using namespace vantage::engine;
using nlohmann::json;

Verdict full() {
  ParamInfo param;
  param.type = VTG_ENUM;
  param.flags = VTG_PARAM_ADVANCED;
  param.key = "mask";
  param.label = "Mask";
  param.help = "What covers the image";
  param.min = -0.1;
  param.max = 1e308;
  param.step = 0.3;
  param.default_number = 2;
  param.default_text = "blur";
  param.choices = {"zeros", "blur"};
  PluginInfo p;
  p.id = "mse";
  p.kind = VTG_SIMILARITY;
  p.name = "Mean squared error \xc2\xb2";
  p.version = "1.0.0";
  p.summary = "s";
  p.reference = "r";
  p.license = "MIT";
  p.tags = {"a", "b"};
  p.params = {param};
  p.needs = UINT64_MAX;
  p.traits = 3;
  p.worst = INFINITY;
  p.architectures = {{3, 224, 225, 1000, "resnet18", "ResNet", "He", "layer4"}};
  p.file = "/a/b.vplugin";
  Verdict v;
  v.file = p.file;
  v.notes = {"a note"};
  v.plugins = {p};
  v.size = uintmax_t{1} << 60;
  v.mtime_ns = -1;
  v.sha256 = "ab";
  v.probed_at = 1700000000;
  return v;
}

TEST(Verdict, JsonKeepsEverything) {
  const auto text = to_json(full()).dump();
  const auto v = verdict_from_json(json::parse(text));
  EXPECT_EQ(to_json(v).dump(), text);
  EXPECT_EQ(v.plugins[0].worst, INFINITY);
  EXPECT_EQ(v.plugins[0].needs, UINT64_MAX);
  EXPECT_EQ(v.plugins[0].file, "/a/b.vplugin");
  EXPECT_EQ(v.plugins[0].params[0].choices[1], "blur");
  EXPECT_EQ(v.plugins[0].architectures[0].width, 225);
}

TEST(Verdict, DamagedJsonIsRefused) {
  for (const char* text : {"null", "[]", "7", "{}", R"({"file":1})"})
    EXPECT_THROW(verdict_from_json(json::parse(text)), Error) << text;
  // Every field missing, and every field of another type, in turn.
  const auto complete = to_json(full());
  for (const auto& [key, value] : complete.items()) {
    auto j = complete;
    j.erase(key);
    EXPECT_THROW(verdict_from_json(j), Error) << key;
    j[key] = json::object({{"x", json::array()}});
    EXPECT_THROW(verdict_from_json(j), Error) << key;
  }
}

}  // namespace
