// SPDX-License-Identifier: Apache-2.0
// Where plugins are looked for, and what is not looked at.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace vantage::engine {

struct RegistryOptions;

/// A folder to scan or a library to probe; with a reason, one that is refused and only listed.
struct Place {
  std::filesystem::path path;
  std::string reason;
};

/// Folders in search order, each once: plugin_dirs, VANTAGE_PLUGIN_PATH, the user's data folder, the
/// installation's. Given ones that do not exist, are relative (in VANTAGE_PLUGIN_PATH) or that others may
/// write to come with a reason; the last two are left out where they do not exist. Thread-safe.
std::vector<Place> search_path(const RegistryOptions&);

/// The folders' *.vplugin files, by name within a folder, each file once.
std::vector<Place> find_libraries(const std::vector<Place>& folders);

/// Where the installation keeps its own networks, share/vantage/models; empty where there is no such folder.
std::filesystem::path bundled_models(const RegistryOptions&);

/// Why a file or folder is not to be trusted: others than root and this user may write to it. Empty: it is.
std::string distrust(const std::filesystem::path&);

/// An XDG folder: the variable where it holds an absolute path, else `fallback` in HOME; empty without both.
std::filesystem::path user_folder(const char* variable, const char* fallback);

}  // namespace vantage::engine
