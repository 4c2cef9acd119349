// SPDX-License-Identifier: Apache-2.0
// What the tests of this folder share: a folder of their own, rows with plain numbers, a child process.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "storage/repositories.hpp"

namespace vantage::storage {

namespace fs = std::filesystem;

class StorageTest : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("vantage-storage-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    file = folder / "results.db";
  }
  void TearDown() override { fs::remove_all(folder); }

  Database open(const Options& options = {}) { return Database::create_or_open(file, options); }
  std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  void sql(const fs::path& path, const std::string& text);  // as another program would
  size_t files() { return static_cast<size_t>(std::distance(fs::directory_iterator(folder), {})); }

  fs::path folder, file;
};

// The Error that `action` throws, "(no error)" if it throws none; checks that it is one line.
template <typename Action>
std::string error_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
    return error.what();
  }
  return "(no error)";
}

inline Model resnet() {
  Model m;
  m.name = "mine";
  m.architecture = "resnet18";
  m.source = "resnet18.pth";
  m.weights_sha256 = std::string(64, 'a');
  m.loader = "zoo";
  m.loader_version = "1.0";
  m.parameters = "precision=fp32";
  m.classes = 1000;
  m.input_height = m.input_width = 224;
  m.resize = 256;
  m.mean = {0.485f, 0.456f, 0.406f};
  m.std = {0.229f, 0.224f, 0.225f};
  m.parameter_count = 11689512;
  m.macs = 1814073344;
  m.default_layer = "layer4.1";
  return m;
}

inline Image dog() {
  return {0, "dog.jpg", std::string(64, 'd'), 640, 480};
}

inline Run a_run() {
  return {0, "vantage explain", "0.1.0", "2026-11-24T00:42:30Z", 7, 2, "Linux x86_64", "OpenCV 4.6.0", "cpu"};
}

// Run, model and image are there; a 2 x 3 map of Grad-CAM for class 207.
inline Explanation grad_cam(Database& db) {
  Explanation e;
  e.run = RunRepository(db).add(a_run());
  e.model = ModelRepository(db).upsert(resnet());
  e.image = ImageRepository(db).upsert(dog());
  e.method = "grad-cam";
  e.version = "1.0";
  e.parameters = "relu=true";
  e.profile = "paper";
  e.layer = "layer4.1";
  e.cls = 207;
  e.seed = 0;
  e.logit = 12.5;
  e.probability = 0.75;
  e.seconds = 0.25;
  e.height = 2;
  e.width = 3;
  e.map = {0, 1, 2, 3, -4.5f, 1e-7f};
  return e;
}

// Runs `body` in a child that says "x" on a pipe where it calls ready(); returns then. The child is killed
// and reaped at the end of this object's life.
class Child {
 public:
  template <typename Body>
  explicit Child(Body&& body) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(ends[0]);
      try {
        body([&] { (void)!::write(ends[1], "x", 1); });
      } catch (...) {
      }
      ::_exit(0);
    }
    ::close(ends[1]);
    char sign = 0;
    ready_ = ::read(ends[0], &sign, 1) == 1;
    ::close(ends[0]);
  }
  ~Child() { kill(); }
  Child(const Child&) = delete;
  bool ready() const { return ready_; }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
  bool ready_ = false;
};

}  // namespace vantage::storage
