// SPDX-License-Identifier: Apache-2.0
#include "host/engine/registry_path.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "host/engine/registry.hpp"

namespace {

namespace fs = std::filesystem;
using namespace vantage::engine;
using testing::ElementsAre;
using testing::IsEmpty;

struct RegistryPath : testing::Test {
  RegistryPath() {
    std::string name = testing::TempDir() + "/vantage-path-XXXXXX";
    root = fs::canonical(mkdtemp(name.data()));
    unsetenv("VANTAGE_PLUGIN_PATH");
    setenv("XDG_DATA_HOME", (root / "data").c_str(), 1);
    options.probe_program = root / "bin/vantage";
    make("bin");
    std::ofstream(options.probe_program) << "x";
  }
  ~RegistryPath() override { fs::remove_all(root); }

  fs::path make(const char* folder) {
    fs::create_directories(root / folder);
    return root / folder;
  }
  fs::path file(const std::string& name) {
    std::ofstream(root / name) << "x";
    return root / name;
  }
  std::vector<std::string> found() const {
    std::vector<std::string> lines;
    for (const auto& place : search_path(options))
      lines.push_back(fs::path(place.path).lexically_relative(root).string() +
                      (place.reason.empty() ? "" : ": " + place.reason));
    return lines;
  }
  fs::path root;
  RegistryOptions options;
};

TEST_F(RegistryPath, OrderIsGivenEnvironmentUserInstallation) {
  options.plugin_dirs = {make("given")};
  setenv("VANTAGE_PLUGIN_PATH", (make("env1").string() + ":" + make("env2").string()).c_str(), 1);
  make("data/vantage/plugins");
  make("lib/vantage/plugins");
  EXPECT_THAT(found(), ElementsAre("given", "env1", "env2", "data/vantage/plugins", "lib/vantage/plugins"));
  options.use_environment = false;
  EXPECT_THAT(found(), ElementsAre("given", "lib/vantage/plugins"));
}

TEST_F(RegistryPath, OneFolderIsScannedOnce) {
  const auto folder = make("given");
  fs::create_directory_symlink(folder, root / "link");
  options.plugin_dirs = {folder, root / "link", root / "bin/../given"};
  EXPECT_THAT(found(), ElementsAre("given"));
}

TEST_F(RegistryPath, EmptyAndRelativeEntriesAreRefused) {
  setenv("VANTAGE_PLUGIN_PATH", (":plugins:" + make("env").string()).c_str(), 1);
  const auto places = search_path(options);
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0].reason, "has an empty entry, which would mean the current folder");
  EXPECT_EQ(places[1].path, "plugins");
  EXPECT_EQ(places[1].reason, "is relative in VANTAGE_PLUGIN_PATH; write it from the root");
  EXPECT_EQ(places[2].reason, "");
}

TEST_F(RegistryPath, MissingFoldersAreListedWhereSomeoneNamedThem) {
  options.plugin_dirs = {root / "nowhere", file("a-file")};
  EXPECT_THAT(found(), ElementsAre("nowhere: no such folder", "a-file: is no folder"));
}

TEST_F(RegistryPath, WorldWritablePlacesAreRefused) {
  options.plugin_dirs = {make("open")};
  chmod((root / "open").c_str(), 0777);
  EXPECT_THAT(found(), ElementsAre("open: everyone may write to it; 'chmod o-w' it to use it"));
}

TEST_F(RegistryPath, OthersFilesAreRefused) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const auto f = file("theirs.vplugin");
  ASSERT_EQ(chown(f.c_str(), 12345, 12345), 0);
  EXPECT_EQ(distrust(f), "belongs to another user");
}

TEST_F(RegistryPath, BundledNetworksLieBesideTheProgram) {
  EXPECT_EQ(bundled_models(options), "");
  EXPECT_EQ(Registry(options).bundled("net"), "");
  const auto folder = make("share/vantage/models"), net = file("share/vantage/models/net.safetensors");
  EXPECT_EQ(bundled_models(options), folder);
  EXPECT_EQ(Registry(options).bundled("net"), net);
  EXPECT_EQ(Registry(options).bundled("other"), "");
}

TEST_F(RegistryPath, LibrariesComeByNameAndOnce) {
  make("p");
  const auto b = file("p/b.vplugin"), a = file("p/a.vplugin");
  file("p/c.so");
  fs::create_symlink(a, root / "p/z.vplugin");
  fs::create_symlink(root / "gone", root / "p/d.vplugin");
  fs::create_directories(root / "p/e.vplugin");
  std::vector<std::string> lines;
  for (const auto& l : find_libraries({{root / "p", ""}, {root / "bad", "refused"}}))
    lines.push_back(l.path.filename().string() + (l.reason.empty() ? "" : ": " + l.reason));
  EXPECT_THAT(lines,
              ElementsAre("a.vplugin", "b.vplugin", "d.vplugin: leads nowhere", "e.vplugin: is no file"));
}

}  // namespace
