// SPDX-License-Identifier: Apache-2.0
// Pickles that try to run something. In Python each of them would create the file that the tests look for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

class Hostile : public ::testing::Test {
 protected:
  std::filesystem::path victim_ =
      std::filesystem::path(::testing::TempDir()) / ("checkpoint-victim-" + std::to_string(::getpid()));
  std::string arguments_ = text("touch " + victim_.string()) + "\x85";

  void TearDown() override { EXPECT_FALSE(std::filesystem::exists(victim_)); }

  /// In both of torch.save's containers.
  void expectRefused(const std::string& object, const std::string& what) {
    const auto magic = "\x80\2\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\2M\xe9\3.\x80\2}."s;
    EXPECT_THAT(errorOfParsing(torchZip(object)), HasSubstr(what));
    EXPECT_THAT(errorOfParsing(magic + object + "\x80\2]."), HasSubstr(what));
  }
};

constexpr const char* kCall = "asks to call 'os.system'; a checkpoint must hold data only";

TEST_F(Hostile, Reduce) {
  expectRefused("\x80\2cos\nsystem\n" + arguments_ + "R.", kCall);
}

TEST_F(Hostile, StackGlobal) {
  expectRefused("\x80\4" + text("os") + text("system") + "\x93" + arguments_ + "R.", kCall);
}

TEST_F(Hostile, NewObject) {
  expectRefused("\x80\2cos\nsystem\n" + arguments_ + "\x81.", kCall);
  expectRefused("\x80\4cos\nsystem\n" + arguments_ + "}\x92.", kCall);
}

TEST_F(Hostile, ProtocolZero) {
  expectRefused("(S'touch " + victim_.string() + "'\nios\nsystem\n.", kCall);   // INST
  expectRefused("(cos\nsystem\nS'touch " + victim_.string() + "'\no.", kCall);  // OBJ
  expectRefused("(icollections\nOrderedDict\n.", "opcode 0x69");
}

TEST_F(Hostile, StateOfAnObject) {
  expectRefused("\x80\2ctypes\nSimpleNamespace\n)R}" + text("run") + "cos\nsystem\nsb.",
                "asks to call 'types.SimpleNamespace'");
  expectRefused("\x80\2" + "ccollections\nOrderedDict\n)R}"s + text("__class__") + "cos\nsystem\nsb.", kCall);
  expectRefused("\x80\2" + "ccollections\nOrderedDict\n}b."s, "sets the state of what is no OrderedDict");
}

TEST_F(Hostile, InsideAStateDict) {
  expectRefused(pickledDict({{"w", "cos\nsystem\n" + arguments_ + "R"}}), kCall);
  expectRefused("\x80\2" + tuple({text("storage"), "cos\nsystem\n", text("0"), text("cpu"), "K\1"}) + "Q.",
                kCall);
}

TEST_F(Hostile, EveryOtherWayToCode) {
  for (const char* name :
       {"builtins\neval", "__builtin__\nexec", "posix\nsystem", "nt\nsystem", "subprocess\nPopen",
        "runpy\n_run_code", "torch\nload", "torch.hub\nload", "torch.storage\n_load_from_bytes",
        "torch._utils\n_rebuild_qtensor", "torch.serialization\nload", "copyreg\n_reconstructor",
        "collections\nnamedtuple", "numpy.core.multiarray\n_reconstruct"})
    expectRefused("\x80\2c"s + name + "\n" + arguments_ + "R.", "asks to call '");
}

TEST_F(Hostile, AllowedNamesDoNothingElse) {
  expectRefused(
      "\x80\2"
      "ctorch\nFloatStorage\nJ\0\0\0\x7f\x85R."s,
      "calls torch.FloatStorage, which is a type here");
  expectRefused(
      "\x80\2"
      "ctorch\nSize\nK\1\x85R."s,
      "a torch.Size has no numbers");
  expectRefused(
      "\x80\2"
      "ctorch._utils\n_rebuild_tensor_v2\n)R."s,
      "a tensor has no storage");
  expectRefused(
      "\x80\2"
      "ctorch._utils\n_rebuild_parameter\nK\1\x85R."s,
      "a parameter has no tensor");
  expectRefused(
      "\x80\2"
      "ccollections\nOrderedDict\nK\1\x85R."s,
      "is made of no list");
  expectRefused(
      "\x80\2"
      "ccollections\nOrderedDict\n]K\1a\x85R."s,
      "is made of no pairs");
  expectRefused(
      "\x80\2"
      "K\1)R."s,
      "calls what is no function");
}

TEST_F(Hostile, NamesDoNotReachTheTerminal) {
  const auto message = errorOfParsing(torchZip("c\x1b[2Jos\r\nsys\x07tem\n)R."s));
  EXPECT_THAT(message, HasSubstr("'?[2Jos?.sys?tem'"));
  EXPECT_LT(errorOfParsing(torchZip("c" + std::string(100'000, 'x') + "\ny\n)R.")).size(), 400u);
}

TEST_F(Hostile, AWholeNetworkIsNamed) {
  expectRefused(
      "\x80\2"
      "ctorchvision.models.resnet\nResNet\n)\x81."s,
      "asks for the class 'torchvision.models.resnet.ResNet'");
  expectRefused(
      "\x80\2"
      "c__main__\nNet\n)\x81."s,
      "save model.state_dict() instead");
}

}  // namespace
}  // namespace vantage::checkpoint::testing
