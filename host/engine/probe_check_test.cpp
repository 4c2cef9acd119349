// SPDX-License-Identifier: Apache-2.0
#include "host/engine/probe_check.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/engine/error.hpp"
#include "host/engine/utf8.hpp"
#include "vantage/abi.h"

namespace {

using namespace vantage::engine;

PluginInfo plugin(const std::string& kind = VTG_EXPLAINER) {
  PluginInfo p;
  p.id = "org.example.cam";
  p.kind = kind;
  p.name = "CAM";
  p.version = "1.0.0";
  p.best = 1;
  return p;
}

ParamInfo param_k(int type, double value, double min, double max) {
  ParamInfo p;
  p.type = type;
  p.key = "k";
  p.default_number = value;
  p.min = min;
  p.max = max;
  return p;
}

std::string why_not(const std::vector<PluginInfo>& plugins) {
  try {
    check_plugins(plugins);
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}
std::string why_not(const ParamInfo& p, const std::string& kind = VTG_EXPLAINER) {
  auto x = plugin(kind);
  x.params = {p};
  return why_not({x});
}

TEST(ProbeCheck, GoodPluginPasses) {
  EXPECT_EQ(why_not({plugin(), plugin(VTG_SIMILARITY)}), "");
  EXPECT_EQ(why_not(param_k(VTG_INT, 5, 1, 10)), "");
}

TEST(ProbeCheck, Ids) {
  for (const char* id : {"", "Grad-CAM", "a b", ".a", "a.", "a/b", "\xc3\xa4"}) {
    auto p = plugin();
    p.id = id;
    EXPECT_NE(why_not({p}), "") << id;
  }
  EXPECT_EQ(why_not({plugin(), plugin()}), "offers 'org.example.cam' twice");
}

TEST(ProbeCheck, Ranges) {
  const std::string what = "'org.example.cam''s parameter 'k'";
  EXPECT_EQ(why_not(param_k(VTG_INT, 0, 1, 10)), what + "'s default 0 is out of its range 1 to 10");
  EXPECT_EQ(why_not(param_k(VTG_INT, 1.5, 1, 10)), what + " is a whole number, its range or default is not");
  EXPECT_EQ(why_not(param_k(VTG_INT, 1, 1, 1e300)), what + " is a whole number, its range or default is not");
  EXPECT_EQ(why_not(param_k(VTG_FLOAT, 1, 10, 0)), what + "'s range makes no sense");
  EXPECT_EQ(why_not(param_k(VTG_FLOAT, NAN, 0, 1)), what + "'s range makes no sense");
  EXPECT_EQ(why_not(param_k(VTG_FLOAT, 0, 0, INFINITY)), what + "'s range makes no sense");
  EXPECT_EQ(why_not(param_k(VTG_BOOL, 2, 0, 1)), what + "'s default is neither 0 nor 1");
  EXPECT_EQ(why_not(param_k(99, 0, 0, 1)), what + " is of type 99, which this host does not know");
  EXPECT_EQ(why_not(param_k(VTG_LAYER, 0, 0, 0), VTG_MODEL_LOADER),
            what + " is a layer, which only an explainer can have");
  auto p = param_k(VTG_FLOAT, 0, 0, 1);
  p.flags = VTG_PARAM_LOG_SCALE;
  EXPECT_EQ(why_not(p), what + " has a logarithmic scale that does not begin above 0");
}

TEST(ProbeCheck, Choices) {
  auto p = param_k(VTG_ENUM, 0, 0, 0);
  p.default_text = "blur";
  EXPECT_EQ(why_not(p), "'org.example.cam''s parameter 'k''s default 'blur' is none of its choices");
  p.choices = {"blur", "blur"};
  EXPECT_EQ(why_not(p), "'org.example.cam''s parameter 'k' has one choice twice");
  p.choices = {"zeros", "blur"};
  EXPECT_EQ(why_not(p), "");
}

TEST(ProbeCheck, ScalesAndArchitectures) {
  auto s = plugin(VTG_SIMILARITY);
  s.worst = s.best;
  EXPECT_EQ(why_not({s}), "'org.example.cam' has no scale: its best and its worst score do not differ");
  s.worst = INFINITY;
  EXPECT_EQ(why_not({s}), "");
  auto l = plugin(VTG_MODEL_LOADER);
  l.architectures = {{3, 224, 224, 1000, "resnet18", "ResNet", "", "layer4"}};
  EXPECT_EQ(why_not({l}), "");
  l.architectures.push_back(l.architectures[0]);
  EXPECT_EQ(why_not({l}), "'org.example.cam' has the architecture 'resnet18' twice");
  l.architectures[1] = {0, 224, 224, 1000, "other", "", "", ""};
  EXPECT_EQ(why_not({l}), "'org.example.cam''s architecture 'other' has no input or no classes");
}

TEST(Utf8, OneLineOnly) {
  for (const char* good : {"", "plain", "Grad-CAM\xc2\xb2", "\xe2\x82\xac", "\xf0\x9f\x90\xb6"})
    EXPECT_TRUE(is_one_utf8_line(good)) << good;
  for (const char* bad : {"\n", "\x1b[31m", "\x7f", "\xc2\x85", "\xff", "\xc3", "\xc0\xaf", "\xe0\x80\xaf",
                          "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80"})
    EXPECT_FALSE(is_one_utf8_line(bad)) << bad;
}

}  // namespace
