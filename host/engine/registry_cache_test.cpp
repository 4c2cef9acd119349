// SPDX-License-Identifier: Apache-2.0
#include "host/engine/registry_cache.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <thread>

#include "core/files.hpp"
#include "vantage/abi.h"

namespace {

namespace fs = std::filesystem;
using namespace vantage::engine;

struct RegistryCache : testing::Test {
  RegistryCache() {
    std::string name = testing::TempDir() + "/vantage-cache-XXXXXX";
    root = mkdtemp(name.data());
    cache = root / "sub/plugins.json";
    library = root / "cam.vplugin";
    std::ofstream(library) << "library";
  }
  ~RegistryCache() override { fs::remove_all(root); }

  Verdict verdict(const fs::path& file, const std::string& reason = "") {
    struct stat s {};
    EXPECT_EQ(stat(file.c_str(), &s), 0);
    Verdict v;
    v.file = file;
    v.reason = reason;
    v.size = static_cast<uintmax_t>(s.st_size);
    v.mtime_ns = s.st_mtim.tv_sec * int64_t{1000000000} + s.st_mtim.tv_nsec;
    v.sha256 = vantage::core::sha256_file(file);
    v.probed_at = std::time(nullptr);
    if (reason.empty()) {
      PluginInfo p;
      p.id = "cam";
      p.kind = VTG_EXPLAINER;
      p.name = "CAM";
      p.version = "1";
      v.plugins = {p};
    }
    return v;
  }
  void store(const Verdict& v) {
    VerdictCache c(cache);
    c.put(v);
    c.save();
  }
  bool knows() { return VerdictCache(cache).find(library).has_value(); }
  void age_library() { fs::last_write_time(library, fs::last_write_time(library) - std::chrono::hours(1)); }
  std::string text() { return vantage::core::read_file(cache, 1 << 20); }
  void rewrite(const std::string& bytes) { std::ofstream(cache, std::ios::trunc) << bytes; }

  fs::path root, cache, library;
};

TEST_F(RegistryCache, RemembersAcrossStarts) {
  EXPECT_FALSE(knows());
  store(verdict(library));
  const auto v = VerdictCache(cache).find(library);
  ASSERT_TRUE(v);
  EXPECT_EQ(v->plugins.at(0).id, "cam");
  EXPECT_EQ(v->plugins[0].file, library);
}

TEST_F(RegistryCache, TouchedLibraryIsStillKnown) {
  store(verdict(library));
  age_library();
  EXPECT_TRUE(knows());
}

TEST_F(RegistryCache, ChangedLibraryIsNotKnown) {
  store(verdict(library));
  std::ofstream(library) << "LIBRARY";  // as long as before
  age_library();
  EXPECT_FALSE(knows());
  std::ofstream(library) << "longer than before";
  EXPECT_FALSE(knows());
}

TEST_F(RegistryCache, RefusalIsForgottenAfterTenMinutes) {
  auto v = verdict(library, "cannot be loaded: libfoo.so is missing");
  store(v);
  EXPECT_TRUE(knows());
  v.probed_at -= 601;
  store(v);
  EXPECT_FALSE(knows());
}

TEST_F(RegistryCache, AnotherHostProbesAgain) {
  store(verdict(library));
  auto bytes = text();
  bytes.replace(bytes.find("abi=1."), 6, "abi=9.");
  rewrite(bytes);
  EXPECT_FALSE(knows());
}

TEST_F(RegistryCache, DamagedCacheIsRebuilt) {
  store(verdict(library));
  const auto good = text();
  for (size_t cut = 0; cut < good.size(); cut += 7) {
    rewrite(good.substr(0, cut));
    EXPECT_FALSE(knows()) << cut;
  }
  for (const char* bytes :
       {"", "null", "[1]", "{\"host\":3}", "\xff\xfe", "{\"host\":\"x\",\"verdicts\":7}"}) {
    rewrite(bytes);
    EXPECT_FALSE(knows()) << bytes;
  }
  store(verdict(library));
  EXPECT_TRUE(knows());
}

TEST_F(RegistryCache, FolderThatCannotBeWrittenIsNoError) {
  cache = library / "below-a-file/plugins.json";
  store(verdict(library));
  EXPECT_FALSE(knows());
  VerdictCache none({});
  none.put(verdict(library));
  none.save();
}

TEST_F(RegistryCache, ForgetsLibrariesThatAreGone) {
  const fs::path other = root / "other.vplugin";
  std::ofstream(other) << "x";
  store(verdict(other));
  fs::remove(other);
  store(verdict(library));
  EXPECT_EQ(text().find("other.vplugin"), std::string::npos);
}

TEST_F(RegistryCache, TwoProcessesKeepEachOthersVerdicts) {
  const fs::path other = root / "other.vplugin";
  std::ofstream(other) << "x";
  VerdictCache a(cache), b(cache);
  a.put(verdict(library));
  b.put(verdict(other));
  a.save();
  b.save();
  EXPECT_TRUE(knows());
  EXPECT_TRUE(VerdictCache(cache).find(other));
}

}  // namespace
