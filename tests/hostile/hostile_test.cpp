// SPDX-License-Identifier: Apache-2.0
// A gallery of libraries that crash, hang, exit, flood, lie or are no plugins: each is listed with its
// reason, none takes the host down, and the good one among them is found.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/probe.hpp"
#include "host/engine/registry.hpp"

namespace {

namespace fs = std::filesystem;
using namespace vantage::engine;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

const fs::path kPlugins = HOSTILE_PLUGINS;
constexpr double kSeconds = 5;
constexpr uint64_t kMemory = uint64_t{256} << 20;

// A sanitizer would turn a crash into an exit: the probe is to see the signal.
const int kPlainSignals =
    setenv("ASAN_OPTIONS", "handle_segv=0:handle_sigbus=0:handle_abort=0:detect_leaks=0", 1);

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Verdict probe(const std::string& name) {
  return probe_in_child(PROBE_PROGRAM, kPlugins / (name + ".vplugin"), {kSeconds, kMemory});
}

struct Case {
  const char* name;
  const char* reason;
};
void PrintTo(const Case& c, std::ostream* out) {
  *out << c.name;
}

const Case kRefused[] = {
    {"text_file", "not a shared library: it is another kind of file"},
    {"empty_file", "not a shared library: the file is too short"},
    {"truncated", "not a shared library: the file is cut short"},
    {"no_symbol", "not a plugin: no symbol 'vtg_plugin'"},
    {"abi_major", "needs ABI 2.0, this host speaks 1.0"},
    {"abi_minor", "needs ABI 1.1, this host speaks 1.0"},
    {"runtime_token", "needs libtorch=0.0.1;cxx11abi=1; this host is " VANTAGE_RUNTIME},
    {"truncated_entry", "its entry is truncated: struct_size is 24"},
    {"truncated_descriptor", "descriptor 0 is truncated: struct_size is 16, at least 72 is needed"},
    {"null_function", "its entry lacks a function"},
    {"crash_on_load", "crashed while being loaded (SIGSEGV)"},
    {"crash_in_descriptor", "crashed while being loaded (SIGSEGV)"},
    {"abort_on_load", "crashed while being loaded (SIGABRT)"},
    {"exit_on_load", "exited by itself with status 3 while being loaded"},
    {"exit_in_init", "exited by itself with status 0 while being loaded"},
    {"endless_loop", "did not finish within 5 s"},
    {"memory_hog", "used more than 256 MiB"},
    {"malloc_hog", "used more than 256 MiB"},
    {"init_fails", "init(): no licence found"},
    {"throws_in_init", "init(): let an exception escape: boom"},
    {"no_descriptor", "offers nothing: it has no descriptor"},
    {"endless_descriptors", "its descriptors are more than 1024, or have no end"},
    {"null_id", "descriptor 0's id is missing (NULL)"},
    {"bad_id", "the id '../Evil id?' is not made of a-z, 0-9 and .+_-"},
    {"bad_text", "'broken''s text is not one line of UTF-8 text"},
    {"bad_default", "'broken''s parameter 'samples''s default 0 is out of its range 1 to 100"},
    {"endless_params", "'broken''s parameters are more than 256, or have no end"},
    {"no_table", "offers vantage.explainer/1 but has no table for it"},
    {"hole_in_table", "its table for vantage.explainer/1 lacks a function"},
    {"unknown_kind",
     "offers nothing that this host knows: 'later' is of the kind 'vantage.metric/7', which"
     " this host does not know"},
    {"forged_answer", "gave no sensible answer while being loaded"},
};

bool needs_memory_limit(const Case& c) {
  return std::string(c.reason).rfind("used more", 0) == 0;
}

struct Refused : testing::TestWithParam<Case> {};

TEST_P(Refused, WithItsReasonAndInTime) {
  if (!probe_limits_memory() && needs_memory_limit(GetParam()))
    GTEST_SKIP() << "a sanitizer's own memory is larger than any limit";
  const auto start = Clock::now();
  const auto verdict = probe(GetParam().name);
  EXPECT_EQ(verdict.reason, GetParam().reason);
  EXPECT_THAT(verdict.plugins, IsEmpty());
  EXPECT_LT(seconds_since(start), 6 * kSeconds + 3);
}
INSTANTIATE_TEST_SUITE_P(Hostile, Refused, testing::ValuesIn(kRefused),
                         [](const auto& x) { return std::string(x.param.name); });

TEST(Hostile, ExceptionInStaticInitialiserIsRefused) {
  // Whether it gets through the system's loader or ends the process is the C library's choice.
  EXPECT_FALSE(probe("throws_on_load").good());
}

TEST(Hostile, ChatterWhileLoadingDoesNoHarm) {
  const auto v = probe("garbage_on_stdout");
  EXPECT_EQ(v.reason, "");
  ASSERT_THAT(v.plugins, SizeIs(1));
  EXPECT_EQ(v.plugins[0].id, "chatty");
}

TEST(Hostile, ProcessLeftBehindIsNotWaitedFor) {
  const auto start = Clock::now();
  EXPECT_EQ(probe("keeps_pipe_open").reason, "");
  EXPECT_LT(seconds_since(start), kSeconds);
}

TEST(Hostile, UnknownKindIsPassedOver) {
  const auto v = probe("partly_known");
  ASSERT_THAT(v.plugins, SizeIs(1));
  EXPECT_EQ(v.plugins[0].id, "org.example.known");
  EXPECT_THAT(v.notes, testing::ElementsAre(
                           "'later' is of the kind 'vantage.metric/7', which this host does not know"));
}

TEST(Hostile, MissingFileAndMissingProgramAreReasons) {
  EXPECT_EQ(probe("is_not_there").reason, "cannot be read");
  EXPECT_THAT(probe_in_child("/nowhere/vantage", kPlugins / "good.vplugin").reason,
              "cannot be probed: /nowhere/vantage does not run");
}

// Of this process alone; what an earlier one with its number left behind is removed.
fs::path temporary(const std::string& name) {
  const auto path = fs::path(testing::TempDir()) / (name + "-" + std::to_string(getpid()));
  fs::remove_all(path);
  return path;
}

RegistryOptions gallery(const fs::path& cache) {
  RegistryOptions o;
  o.plugin_dirs = {kPlugins};
  o.probe_program = PROBE_PROGRAM;
  o.cache_file = cache;
  o.probe_seconds = kSeconds;
  o.probe_memory = kMemory;
  o.use_environment = false;
  return o;
}

const Verdict& verdict_on(const Registry& registry, const std::string& name, bool good) {
  for (const auto& v : registry.verdicts())
    if (v.file.stem() == name && v.good() == good) return v;
  throw std::runtime_error(name + " is not listed");
}

TEST(Hostile, RegistryListsThemAllAndUsesTheGoodOne) {
  const fs::path cache = temporary("vantage-hostile-cache.json");
  auto start = Clock::now();
  Registry registry(gallery(cache));
  EXPECT_LT(seconds_since(start), 60);
  for (const auto& c : kRefused) {
    if (!probe_limits_memory() && needs_memory_limit(c)) continue;
    EXPECT_EQ(verdict_on(registry, c.name, false).reason, c.reason) << c.name;
  }

  const auto* good = registry.find(VTG_EXPLAINER, "good");
  ASSERT_TRUE(good);
  EXPECT_EQ(good, registry.find(VTG_EXPLAINER, "org.example.good"));
  EXPECT_EQ(good->file.filename(), "good.vplugin");
  EXPECT_THAT(verdict_on(registry, "good_again", false).reason,
              testing::AllOf(StartsWith("'org.example.good' is taken by "), HasSubstr("good.vplugin")));
  EXPECT_FALSE(registry.find(VTG_SIMILARITY, "good"));
  EXPECT_THAT(registry.suggestions(VTG_EXPLAINER, "godo"), testing::ElementsAre("org.example.good"));

  const auto* table = static_cast<const vtg_explainer_v1*>(registry.table(*good));
  EXPECT_EQ(table, registry.table(*good));
  vtg_explainer* method = nullptr;
  ASSERT_EQ(table->create("org.example.good", registry.host(), &method, nullptr), VTG_OK);
  table->destroy(method);

  // What was refused is remembered as well: the second start waits for nobody.
  start = Clock::now();
  const Registry again(gallery(cache));
  EXPECT_LT(seconds_since(start), kSeconds / 2);
  EXPECT_THAT(again.verdicts(), SizeIs(registry.verdicts().size()));
  fs::remove(cache);
}

TEST(Hostile, LibraryExchangedAfterTheProbeIsNotLoaded) {
  const fs::path folder = temporary("vantage-exchanged");
  fs::create_directories(folder);
  fs::copy_file(kPlugins / "good.vplugin", folder / "good.vplugin");
  auto options = gallery({});
  options.plugin_dirs = {folder};
  Registry registry(options);
  const auto* good = registry.find(VTG_EXPLAINER, "good");
  ASSERT_TRUE(good);
  fs::copy_file(kPlugins / "crash_on_load.vplugin", folder / "good.vplugin",
                fs::copy_options::overwrite_existing);
  try {
    registry.table(*good);
    FAIL() << "the exchanged library was loaded";
  } catch (const Error& e) {
    EXPECT_THAT(e.what(),
                testing::EndsWith("good.vplugin: has changed since this program started; start it again"));
  }
  fs::remove_all(folder);
}

TEST(Hostile, LibraryThatEveryoneMayWriteIsRefusedUnread) {
  const fs::path folder = temporary("vantage-writable");
  fs::create_directories(folder);
  fs::copy_file(kPlugins / "good.vplugin", folder / "good.vplugin");
  ASSERT_EQ(chmod((folder / "good.vplugin").c_str(), 0777), 0);
  auto options = gallery({});
  options.plugin_dirs = {folder};
  const Registry registry(options);
  ASSERT_THAT(registry.verdicts(), SizeIs(1));
  EXPECT_EQ(registry.verdicts()[0].reason, "everyone may write to it; 'chmod o-w' it to use it");
  fs::remove_all(folder);
}

}  // namespace
