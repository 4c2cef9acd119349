// SPDX-License-Identifier: Apache-2.0
// What keeps the ABI stable: C alone is enough to be a plugin, and a plugin shows the world one symbol.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdio>
#include <sstream>

#include "host/engine/params.hpp"
#include "host/engine/registry.hpp"
#include "vantage/core.hpp"

namespace {

using namespace vantage::engine;
using testing::Each;
using testing::ElementsAre;
using testing::SizeIs;

RegistryOptions only_here() {
  RegistryOptions o;
  o.plugin_dirs = {ABI_PLUGINS};
  o.probe_program = PROBE_PROGRAM;
  o.use_environment = false;
  return o;
}

TEST(Abi, PluginInPlainCExplains) {
  Registry registry(only_here());
  const auto* plugin = registry.find(VTG_EXPLAINER, "plain-c");
  ASSERT_TRUE(plugin) << (registry.verdicts().empty() ? "not found" : registry.verdicts()[0].reason);
  const ParamValues values(plugin->id, plugin->params, {{"side", "3"}}, nullptr);
  EXPECT_EQ(values.canonical(), "relu=true,side=3,fill=zeros");

  const auto& table = *static_cast<const vtg_explainer_v1*>(registry.table(*plugin));
  vtg_explainer* method = nullptr;
  ASSERT_EQ(table.create("plain-c", registry.host(), &method, nullptr), VTG_OK);
  int64_t shape[] = {2, 3, 4, 4}, strides[] = {48, 16, 4, 1};
  vtg_view images{};
  images.ndim = 4;
  images.shape = shape;
  images.strides = strides;
  vtg_explain request{};
  request.struct_size = sizeof request;
  request.n_params = values.size();
  request.params = values.data();
  request.images = &images;
  request.n_maps = 2;
  vtg_tensor* out = nullptr;
  vtg_error error{};
  ASSERT_EQ(table.explain(method, &request, &out, &error), VTG_OK) << error.message;
  const vantage::Tensor maps(out);
  EXPECT_THAT(std::vector<int64_t>(out->view.shape, out->view.shape + 3), ElementsAre(2, 3, 3));
  EXPECT_THAT(std::vector<float>(maps.view().data(), maps.view().data() + 18), Each(0.0f));
  table.destroy(method);
}

// "A" of "0000000000004d80 D A", for every symbol that is not weak.
std::vector<std::string> strong_symbols(const std::string& file) {
  FILE* nm = popen(("nm -D --defined-only '" + file + "'").c_str(), "r");
  std::string text;
  char block[4096];
  while (const size_t got = nm ? std::fread(block, 1, sizeof block, nm) : 0) text.append(block, got);
  const int status = nm ? pclose(nm) : -1;
  EXPECT_TRUE(nm && WIFEXITED(status) && WEXITSTATUS(status) == 0) << "nm (binutils) must be installed";
  std::vector<std::string> names;
  std::istringstream lines(text);
  for (std::string address, type, name; lines >> address >> type >> name;)
    if (std::string("wWvV").find(type) == std::string::npos) names.push_back(name);
  return names;
}

struct Plugin : testing::TestWithParam<const char*> {};

TEST_P(Plugin, ExportsOneSymbol) {
  EXPECT_THAT(strong_symbols(GetParam()), ElementsAre("vtg_plugin"));
}
INSTANTIATE_TEST_SUITE_P(Abi, Plugin, testing::Values(PLAIN_C_PLUGIN, GRAD_CAM_PLUGIN),
                         [](const auto& x) { return x.index == 0 ? "PlainC" : "GradCam"; });

}  // namespace
