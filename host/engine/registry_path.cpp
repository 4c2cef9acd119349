// SPDX-License-Identifier: Apache-2.0
#include "host/engine/registry_path.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "host/engine/registry.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;

class Folders {
 public:
  // `required`: a folder that is missing is worth a line.
  void add(const fs::path& folder, bool required) {
    std::error_code why;
    const auto real = fs::canonical(folder, why);
    if (why || !fs::is_directory(real, why)) {
      if (required) found_.push_back({folder, fs::exists(folder, why) ? "is no folder" : "no such folder"});
    } else if (seen_.insert(real).second) {
      found_.push_back({real, distrust(real)});
    }
  }
  void refuse(const fs::path& folder, const std::string& reason) { found_.push_back({folder, reason}); }
  std::vector<Place> take() { return std::move(found_); }

 private:
  std::set<fs::path> seen_;
  std::vector<Place> found_;
};

void add_environment(Folders& folders) {
  const char* variable = std::getenv("VANTAGE_PLUGIN_PATH");
  if (!variable || !*variable) return;
  const std::string list = variable;
  for (size_t begin = 0, end; begin <= list.size(); begin = end + 1) {
    end = std::min(list.find(':', begin), list.size());
    const fs::path folder = list.substr(begin, end - begin);
    if (folder.is_absolute())
      folders.add(folder, true);
    else
      folders.refuse(folder.empty() ? "VANTAGE_PLUGIN_PATH" : folder,
                     folder.empty() ? "has an empty entry, which would mean the current folder"
                                    : "is relative in VANTAGE_PLUGIN_PATH; write it from the root");
  }
}

}  // namespace

fs::path user_folder(const char* variable, const char* fallback) {
  const char* folder = std::getenv(variable);
  if (folder && fs::path(folder).is_absolute()) return folder;
  const char* home = std::getenv("HOME");
  return home && fs::path(home).is_absolute() ? fs::path(home) / fallback : fs::path();
}

std::string distrust(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return "cannot be read";
  if (status.st_mode & S_IWOTH) return "everyone may write to it; 'chmod o-w' it to use it";
  if (status.st_uid != 0 && status.st_uid != ::geteuid()) return "belongs to another user";
  return "";
}

fs::path bundled_models(const RegistryOptions& options) {
  std::error_code why;
  const auto program = fs::canonical(options.probe_program, why);
  const auto folder = program.parent_path().parent_path() / "share/vantage/models";
  return !why && fs::is_directory(folder, why) ? folder : fs::path();
}

std::vector<Place> search_path(const RegistryOptions& options) {
  Folders folders;
  for (const auto& folder : options.plugin_dirs) {
    if (folder.empty())
      folders.refuse("--plugin-dir", "an empty name would mean the current folder");
    else
      folders.add(folder, true);
  }
  if (options.use_environment) {
    add_environment(folders);
    const auto data = user_folder("XDG_DATA_HOME", ".local/share");
    if (!data.empty()) folders.add(data / "vantage/plugins", false);
  }
  std::error_code why;
  const auto program = fs::canonical(options.probe_program, why);
  if (!why)
    for (const char* lib : {"lib", VANTAGE_LIBDIR})
      folders.add(program.parent_path().parent_path() / lib / "vantage/plugins", false);
  return folders.take();
}

std::vector<Place> find_libraries(const std::vector<Place>& folders) {
  std::vector<Place> found;
  std::set<fs::path> seen;
  for (const auto& folder : folders) {
    if (!folder.reason.empty()) continue;
    std::vector<fs::path> files;
    std::error_code why;
    for (fs::directory_iterator it(folder.path, why), end; !why && it != end; it.increment(why))
      if (it->path().extension() == ".vplugin") files.push_back(it->path());
    if (why) found.push_back({folder.path, "cannot be read"});
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
      const auto real = fs::canonical(file, why);
      if (why)
        found.push_back({file, "leads nowhere"});
      else if (seen.insert(real).second)
        found.push_back({real, fs::is_regular_file(real, why) ? distrust(real) : "is no file"});
    }
  }
  return found;
}

}  // namespace vantage::engine
