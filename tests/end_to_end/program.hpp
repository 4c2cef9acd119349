// SPDX-License-Identifier: Apache-2.0
// The vantage program as its users run it: a command line in, status and two streams out.
#pragma once
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "core/testing/shared_data.hpp"

namespace vantage::test {

struct Outcome {
  int status = -1;
  std::string out, err;
  nlohmann::json json() const { return nlohmann::json::parse(out); }
  /// Exactly one line was said, with this in it.
  bool one_line(const std::string& part) const {
    return err.find('\n') == err.size() - 1 && err.find(part) != std::string::npos;
  }
};

class Program {
 public:
  /// Runs with nobody's plugins but the built ones, and a cache that remembers those. `before` goes in front
  /// of the program.
  Outcome operator()(const std::string& arguments, const std::string& before = "") const {
    const auto out = (folder_ / "out.txt").string(), err = (folder_ / "err.txt").string();
    const auto line =
        "cd '" + folder_.path().string() + "' && HOME='" + folder_.path().string() +
        "' XDG_CACHE_HOME='" VANTAGE_TEST_CACHE "' XDG_DATA_HOME= VANTAGE_PLUGIN_PATH= " + before +
        " '" VANTAGE_PROGRAM "' " + arguments + " >'" + out + "' 2>'" + err + "' </dev/null";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read(out), read(err)};
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  static std::string read(const std::string& file) {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return all.str();
  }

 private:
  testing::TemporaryFolder folder_;
};

}  // namespace vantage::test
