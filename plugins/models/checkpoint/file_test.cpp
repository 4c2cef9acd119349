// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::StartsWith;
namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::path(::testing::TempDir()) / ("checkpoint-" + std::to_string(::getpid()));
  Folder() { fs::create_directory(path); }
  ~Folder() { fs::remove_all(path); }
};

std::string refusedFile(const fs::path& path) {
  return errorOf([&] { (void)Checkpoint::open(path); });
}

TEST(File, ThatIsNotThere) {
  EXPECT_EQ(
      refusedFile("/nowhere/net.pth"),
      "/nowhere/net.pth cannot be opened (No such file or directory); check the path and its permissions");
}

TEST(File, ThatIsNone) {
  const Folder folder;
  EXPECT_THAT(refusedFile(folder.path), StartsWith(folder.path.string() + " is a folder"));
  const auto pipe = folder.path / "pipe.pth";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(refusedFile(pipe), StartsWith(pipe.string() + " is no regular file"));  // and is not waited for
  EXPECT_THAT(refusedFile("/dev/zero"), StartsWith("/dev/zero is no regular file"));
}

TEST(File, MayChangeOnceItIsOpen) {
  const Folder folder;
  const auto path = folder.path / "net.pth";
  fs::copy_file(fixturePath("zip.pth"), path);
  const auto checkpoint = Checkpoint::open(path);
  fs::resize_file(path, 0);
  EXPECT_EQ(values(checkpoint, "0.weight").at(23), 23.0f);
  EXPECT_EQ(checkpoint.sha256(), Checkpoint::open(fixturePath("zip.pth")).sha256());
}

}  // namespace
}  // namespace vantage::checkpoint::testing
