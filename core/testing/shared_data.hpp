// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace vantage::testing {

// The folder with the real photographs, networks and golden numbers, which are not part of the project:
// the environment variable VANTAGE_SHARED, else `shared` beside the repository. Empty if there is none.
inline std::optional<std::filesystem::path> shared_data() {
  std::filesystem::path folder = std::filesystem::path(VANTAGE_SOURCE_DIR).parent_path() / "shared";
  if (const char* named = std::getenv("VANTAGE_SHARED"); named && *named) folder = named;
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder / "golden", ignored)) return std::nullopt;
  return folder;
}

// A folder of its own for one test, removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "vantage-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) std::abort();
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace vantage::testing

// Declares `variable`, the folder with the shared data, or skips the test that asks for it.
// NOLINTBEGIN(bugprone-macro-parentheses): it is a name
#define VANTAGE_SHARED_OR_SKIP(variable)                                                             \
  const auto variable##_found = vantage::testing::shared_data();                                     \
  if (!variable##_found)                                                                             \
    GTEST_SKIP() << "the shared photographs and golden numbers are not here: set VANTAGE_SHARED to " \
                    "the folder that holds them";                                                    \
  const std::filesystem::path& variable = *variable##_found
// NOLINTEND(bugprone-macro-parentheses)
