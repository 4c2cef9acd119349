// SPDX-License-Identifier: Apache-2.0
#include "host/engine/params.hpp"

#include <gmock/gmock.h>

namespace {

using namespace vantage::engine;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Given = std::map<std::string, std::string>;

ParamInfo param(int type, const char* key, double value = 0, double min = 0, double max = 0) {
  ParamInfo p;
  p.type = type;
  p.key = key;
  p.default_number = value;
  p.min = min;
  p.max = max;
  return p;
}

ParamInfo words(int type, const char* key, const char* value, std::vector<std::string> choices = {}) {
  ParamInfo p = param(type, key);
  p.default_text = value;
  p.choices = std::move(choices);
  return p;
}

const std::vector<ParamInfo> kDeclared = {param(VTG_BOOL, "relu", 1),
                                          param(VTG_INT, "max_channels", 64, 1, 2048),
                                          param(VTG_FLOAT, "sigma", 0.1, 0, 10),
                                          words(VTG_ENUM, "mask", "blur", {"zeros", "blur", "mean"}),
                                          words(VTG_TEXT, "note", ""),
                                          words(VTG_LAYER, "layer", "")};

int layer(const std::string& name) {
  if (name == "" || name == "layer4") return 17;
  throw Error("no layer is called '" + name + "'");
}

ParamValues values(const Given& given) {
  return ParamValues("score-cam", kDeclared, given, layer);
}

template <class F>
std::string refusal(F&& call) {
  try {
    call();
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}
std::string refusal(const Given& given) {
  return refusal([&] { values(given); });
}

TEST(ParseKeyValues, SplitsAtCommas) {
  EXPECT_THAT(parse_key_values("a=1,b=x"), ElementsAre(Pair("a", "1"), Pair("b", "x")));
  EXPECT_THAT(parse_key_values("path=a=b"), ElementsAre(Pair("path", "a=b")));
  EXPECT_THAT(parse_key_values("note=x\\,y\\\\"), ElementsAre(Pair("note", "x,y\\")));
  EXPECT_THAT(parse_key_values("note="), ElementsAre(Pair("note", "")));
  EXPECT_THAT(parse_key_values(""), IsEmpty());
}

TEST(ParseKeyValues, RefusesWhatIsNoPair) {
  EXPECT_EQ(refusal([] { parse_key_values("a=1,b"); }),
            "'b' in 'a=1,b' is no key=value; write key=value,key=value");
  EXPECT_EQ(refusal([] { parse_key_values("=1"); }),
            "'=1' in '=1' is no key=value; write key=value,key=value");
  EXPECT_EQ(refusal([] { parse_key_values("a=1,"); }),
            "'' in 'a=1,' is no key=value; write key=value,key=value");
  EXPECT_EQ(refusal([] { parse_key_values("a=1,a=2"); }), "'a' is given twice in 'a=1,a=2'");
}

TEST(ParamValues, DefaultsFillEverything) {
  const auto v = values({});
  ASSERT_EQ(v.size(), 6u);
  EXPECT_EQ(v.data()[0].integer, 1);
  EXPECT_EQ(v.data()[1].integer, 64);
  EXPECT_EQ(v.data()[2].number, 0.1);
  EXPECT_EQ(v.data()[3].integer, 1);
  EXPECT_STREQ(v.data()[3].text, "blur");
  EXPECT_STREQ(v.data()[4].text, "");
  EXPECT_EQ(v.data()[5].integer, 17);
  EXPECT_EQ(v.canonical(), "relu=true,max_channels=64,sigma=0.1,mask=blur,note=,layer=");
}

TEST(ParamValues, OneMeaningHasOneText) {
  const auto a = values({{"relu", "0"}, {"max_channels", "007"}, {"sigma", "2.50"}, {"layer", "layer4"}});
  const auto b = values({{"relu", "off"}, {"max_channels", "7"}, {"sigma", "25e-1"}, {"layer", "layer4"}});
  EXPECT_EQ(a.canonical(), "relu=false,max_channels=7,sigma=2.5,mask=blur,note=,layer=layer4");
  EXPECT_EQ(b.canonical(), a.canonical());
  EXPECT_EQ(values({{"sigma", "-0"}}).text("sigma"), "0");
  EXPECT_EQ(values({{"sigma", "0.30000000000000004"}}).text("sigma"), "0.30000000000000004");
  EXPECT_EQ(a.text("layer"), "layer4");
  EXPECT_EQ(a.text("nothing"), "");
}

TEST(ParamValues, CanonicalTextReadsBack) {
  const auto v = values({{"note", "a,b\\c=d"}});
  EXPECT_THAT(parse_key_values(v.canonical()), testing::Contains(Pair("note", "a,b\\c=d")));
  EXPECT_EQ(values(parse_key_values(v.canonical())).canonical(), v.canonical());
}

TEST(ParamValues, TextsStayAfterAMove) {
  auto a = values({{"note", "short"}});
  const auto b = std::move(a);
  EXPECT_STREQ(b.data()[4].text, "short");
}

TEST(ParamValues, RefusalsAreOneLineThatHelps) {
  EXPECT_EQ(refusal({{"relux", "1"}}), "score-cam has no parameter 'relux'; did you mean 'relu'?");
  EXPECT_EQ(refusal({{"x", "1"}}),
            "score-cam has no parameter 'x'; it has: relu, max_channels, sigma, mask, note, layer");
  EXPECT_EQ(refusal([] {
              ParamValues("rise", {}, {{"x", "1"}}, nullptr);
            }),
            "rise has no parameter 'x'; it has none, leave it out");
  EXPECT_EQ(refusal({{"max_channels", "0"}}), "score-cam: max_channels=0 is out of range, choose 1 to 2048");
  EXPECT_EQ(refusal({{"max_channels", "99999999999999999999"}}),
            "score-cam: max_channels=99999999999999999999 is not a whole number");
  EXPECT_EQ(refusal({{"max_channels", "1.5"}}), "score-cam: max_channels=1.5 is not a whole number");
  EXPECT_EQ(refusal({{"sigma", "10.5"}}), "score-cam: sigma=10.5 is out of range, choose 0 to 10");
  for (const char* no : {"nan", "inf", "1e999", "", " 1", "1 ", "0x10", "1,5"})
    EXPECT_EQ(refusal({{"sigma", no}}), std::string("score-cam: sigma=") + no + " is not a number");
  EXPECT_EQ(refusal({{"relu", "maybe"}}), "score-cam: relu=maybe is neither true nor false");
  EXPECT_EQ(refusal({{"mask", "noise"}}), "score-cam: mask=noise is no choice; there are: zeros, blur, mean");
  EXPECT_EQ(refusal({{"layer", "layer5"}}), "no layer is called 'layer5'");
  EXPECT_EQ(refusal({{"relu", "a\nb"}}), "score-cam: relu=a b is neither true nor false");
}

TEST(ParamValues, WithoutAResolverALayerIsTheInput) {
  EXPECT_EQ(ParamValues("x", {words(VTG_LAYER, "layer", "")}, {}, nullptr).data()[0].integer,
            VTG_LAYER_INPUT);
}

}  // namespace
