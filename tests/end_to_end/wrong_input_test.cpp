// SPDX-License-Identifier: Apache-2.0
// Wrong input gets one line that says what, why and what to do, and nothing is left half written.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/sample_image.hpp"
#include "tests/end_to_end/program.hpp"

namespace vantage {
namespace {

using test::Program;

struct Case {
  const char* name;
  int status;
  const char* arguments;
  const char* says;
};

class WrongInput : public ::testing::TestWithParam<Case> {};

TEST_P(WrongInput, GetsOneLine) {
  const Program vantage;
  core::write_atomically(vantage.path("ok.png"), core::encode_png(core::draw_sample_image(1, 64, 64)));
  vantage.write("text.jpg", "this is no picture\n");
  vantage.write("text.pth", "this is no checkpoint\n");
  // A pickle (protocol 2) whose only content is a call of os.system.
  vantage.write("evil.pth", std::string("\x80\x02"
                                        "cposix\nsystem\n"
                                        "X\x0a\x00\x00\x00touch evil\x85R.",
                                        35));
  // A whole checkpoint but for its last number, a float16.
  auto damaged = core::read_file(VANTAGE_SOURCE_DIR "/models/mini_shufflenet_v2_x0_5.safetensors", 1 << 20);
  damaged.replace(damaged.size() - 2, 2, "\xff\x7f");
  vantage.write("nan.safetensors", damaged);
  const auto outcome = vantage(GetParam().arguments);
  EXPECT_EQ(outcome.status, GetParam().status);
  EXPECT_TRUE(outcome.one_line(GetParam().says)) << outcome.err;
  EXPECT_EQ(outcome.err.rfind("vantage: ", 0), 0u);
  EXPECT_FALSE(std::filesystem::exists(vantage.path("evil")));
  EXPECT_FALSE(std::filesystem::exists(vantage.path("out")) &&
               !std::filesystem::is_empty(vantage.path("out")));
}

#define EXPLAIN "explain --method grad-cam --out out "
INSTANTIATE_TEST_SUITE_P(
    All, WrongInput,
    ::testing::Values(
        Case{"MissingImage", 1, EXPLAIN "--model linear-gap --image none.png", "none.png: no such file"},
        Case{"TextNamedJpg", 1, EXPLAIN "--model linear-gap --image text.jpg", "not a picture"},
        Case{"UnknownArchitecture", 1, EXPLAIN "--model resnet19:text.pth --image ok.png",
             "did you mean 'resnet18'?"},
        Case{"MissingCheckpoint", 1, EXPLAIN "--model resnet18:none.pth --image ok.png",
             "none.pth does not exist"},
        Case{"TextNamedPth", 1, EXPLAIN "--model resnet18:text.pth --image ok.png",
             "text.pth is a text file"},
        Case{"HostilePickle", 1, EXPLAIN "--model resnet18:evil.pth --image ok.png",
             "asks to call 'posix.system'"},
        Case{"NanInTheWeights", 1, EXPLAIN "--model mini_shufflenet_v2_x0_5:nan.safetensors --image ok.png",
             "tensor 'fc.bias' has 1 of 40 values that are NaN"},
        Case{"ArchitectureWithoutWeights", 1, EXPLAIN "--model resnet18 --image ok.png", "resnet18,seed=0"},
        Case{"NoBatch", 2, EXPLAIN "--model linear-gap --image ok.png --batch 0",
             "--batch must be 1 to 1024"},
        Case{"MemoryWithoutSize", 2, EXPLAIN "--model linear-gap --image ok.png --memory 12Q",
             "write for example 512M or 4G"},
        Case{"SheetWithoutFolder", 1, EXPLAIN "--model linear-gap --image ok.png --sheet none/sheet.png",
             "there is no folder none to write the sheet to"},
        Case{"UnknownGround", 2, EXPLAIN "--model linear-gap --image ok.png --ground white",
             "--ground must be photo or black"},
        Case{"UnknownFusion", 1,
             "explain --method grad-cam:fuse=min --model linear-gap --image ok.png --out out",
             "fuse=min is no choice; there are: mean, max"},
        Case{"UnknownLayerAmongSeveral", 1, EXPLAIN "--model linear-gap --image ok.png --layer relu+relx",
             "did you mean 'relu'?"},
        Case{"LayerWithoutTheRightHead", 1,
             "explain --method cam:layer=conv --model linear-gap --image ok.png --out out",
             "choose that ReLU"},
        Case{"UnknownLayer", 1, EXPLAIN "--model linear-gap --image ok.png --layer relx",
             "did you mean 'relu'?"},
        Case{"LayerWithoutMaps", 1, EXPLAIN "--model linear-gap --image ok.png --layer fc",
             "'fc' has no spatial extent"},
        Case{"ClassOutOfRange", 1, EXPLAIN "--model linear-gap --image ok.png --class 3", "classes 0 to 2"},
        Case{"UnknownClass", 1, EXPLAIN "--model linear-gap --image ok.png --class bleu",
             "did you mean 'blue'?"},
        Case{"UnknownMethod", 1, "explain --method grad-cim --model linear-gap --image ok.png",
             "did you mean 'grad-cam'"},
        Case{"UnknownParameter", 1, "explain --method grad-cam:relo=1 --model linear-gap --image ok.png",
             "did you mean 'relu'?"},
        Case{"ParameterOutOfRange", 1, EXPLAIN "--model linear-gap,input=9999 --image ok.png",
             "out of range"},
        Case{"UnknownProfile", 1, EXPLAIN "--model linear-gap --image ok.png --profile x",
             "paper, pytorch-grad-cam"},
        Case{"DatabaseOfNobody", 1, EXPLAIN "--model linear-gap --image ok.png --db text.jpg",
             "no SQLite database"},
        Case{"DatabaseWithoutFolder", 1, EXPLAIN "--model linear-gap --image ok.png --db no/x.db",
             "there is no folder"},
        Case{"OutIsAFile", 1, "explain --method grad-cam --model linear-gap --image ok.png --out ok.png",
             "cannot make the folder ok.png"},
        Case{"NoModel", 2, EXPLAIN "--image ok.png", "--model"},
        Case{"NoImage", 2, EXPLAIN "--model linear-gap", "--image"},
        Case{"TwoModelsOfOneName", 2, EXPLAIN "--model linear-gap --model linear-gap --image ok.png",
             "NAME="},
        Case{"UnknownOption", 2, EXPLAIN "--model linear-gap --image ok.png --fast", "no option --fast"},
        Case{"UnknownCommand", 2, "explian", "no command 'explian'"},
        Case{"HalfACommand", 2, "plugins", "plugins list"},
        Case{"ThreadsOutOfRange", 2, "plugins list --threads -1", "--threads"}),
    [](const auto& i) { return i.param.name; });

TEST(Program, HelpOfEveryCommandIsWorthReading) {
  const Program vantage;
  for (const char* command : {"", "plugins list", "plugins show", "plugins probe", "models list",
                              "models show", "predict", "explain", "export"}) {
    const auto help = vantage(std::string(command) + " --help");
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_EQ(help.err, "") << command;
    EXPECT_GT(help.out.size(), 150u) << command;
  }
}

}  // namespace
}  // namespace vantage
