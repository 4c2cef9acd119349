// SPDX-License-Identifier: Apache-2.0
#include "core/files.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "core/error.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

using ::testing::AllOf;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::StartsWith;

int files_in(const std::filesystem::path& folder) {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Files, WhatIsWrittenIsReadBack) {
  const testing::TemporaryFolder folder;
  const std::string bytes("a\0b\n", 4);
  write_atomically(folder / "x", "something older and longer");
  write_atomically(folder / "x", bytes);
  EXPECT_EQ(read_file(folder / "x", 4), bytes);
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(Files, AnErrorNamesTheFileAndTheReason) {
  const testing::TemporaryFolder folder;
  write_atomically(folder / "long", "12345");
  ::mkfifo((folder / "pipe").c_str(), 0600);
  EXPECT_THAT(error_of([&] { read_file(folder / "none.jpg", 9); }), HasSubstr("none.jpg: no such file"));
  EXPECT_THAT(error_of([&] { read_file(folder.path(), 9); }), HasSubstr("is a folder"));
  EXPECT_THAT(error_of([&] { read_file(folder / "long", 4); }), HasSubstr("longer than the 4 bytes"));
  EXPECT_THAT(error_of([&] { read_file(folder / "pipe", 4); }), HasSubstr("not a regular file"));
  EXPECT_THAT(error_of([&] { read_file("", 4); }), HasSubstr("without a name"));
}

TEST(Files, AFailedWriteLeavesNothingBehind) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "taken");
  EXPECT_THAT(error_of([&] { write_atomically(folder / "taken", "x"); }),
              AllOf(HasSubstr("taken: cannot be written"), HasSubstr("choose another place")));
  EXPECT_EQ(files_in(folder.path()), 1);
  EXPECT_THAT(error_of([&] { write_atomically(folder / "none" / "file", "x"); }), HasSubstr("No such file"));
}

TEST(Files, APlaceWithoutNewFilesIsReported) {
  EXPECT_THAT(error_of([] { write_atomically("/proc/vantage.txt", "x"); }),
              StartsWith("/proc/vantage.txt: "));
}

TEST(Files, AFullDiskLeavesTheOldFileAndNoOther) {
  const testing::TemporaryFolder folder;
  write_atomically(folder / "x", "old");
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{1000, before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &small);
  const std::string error = error_of([&] { write_atomically(folder / "x", std::string(5000, 'n')); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_THAT(error, HasSubstr("x: cannot be written: File too large"));
  EXPECT_EQ(read_file(folder / "x", 9), "old");
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(Files, Sha256OfTheStandardsExample) {  // FIPS 180-2, appendix B.1
  const char* abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const testing::TemporaryFolder folder;
  write_atomically(folder / "abc", "abc");
  EXPECT_EQ(sha256_hex("abc"), abc);
  EXPECT_EQ(sha256_file(folder / "abc"), abc);
}

}  // namespace
}  // namespace vantage::core
