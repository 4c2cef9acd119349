// SPDX-License-Identifier: Apache-2.0
// The folder says what a file may include. What is listed here is the whole of the contract between
// the layers; a new arrow is a decision, made in this table.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
const fs::path kRoot = VANTAGE_SOURCE_DIR;

struct Layer {
  std::string folder;              // of the repository; the longest that fits a file counts
  std::vector<std::string> never;  // beginnings of includes that its files must not have
};

const char kTorch[] = "torch/", kATen[] = "ATen/", kC10[] = "c10/";
const std::vector<std::string> kOurs = {"core/", "storage/", "host/", "plugins/", "tools/"};

std::vector<std::string> plus(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// Within the viewer a part sees those before it in this list; only charts and views see each other's widgets.
const std::string kViewer = "host/viewer/";
const std::vector<std::string> kOutsideViewer = {"host/cli/", "plugins/", kTorch, kATen, kC10, "boost/dll"};
std::vector<std::string> viewer_never(const std::vector<std::string>& parts,
                                      std::vector<std::string> others) {
  for (const auto& part : parts) others.push_back(kViewer + part + "/");
  return plus(kOutsideViewer, others);
}

const std::vector<Layer> kLayers = {
    {"sdk/include", plus(kOurs, {kTorch, kATen, kC10, "opencv2/", "Q", "sqlite", "SQLiteCpp/", "boost/"})},
    {"core",
     {"host/", "storage/", "plugins/", "vantage/", "Q", "sqlite", "SQLiteCpp/", kTorch, kATen, kC10,
      "boost/dll"}},
    {"storage", {"host/", "plugins/", "vantage/", "Q", kTorch, kATen, kC10, "boost/dll"}},
    {"plugins/models", {"core/", "storage/", "host/", "Q", "sqlite", "SQLiteCpp/", "boost/dll"}},
    {"plugins/models/checkpoint",
     {"core/", "storage/", "host/", "vantage/", kTorch, kATen, kC10, "opencv2/"}},
    {"plugins/explainers",
     plus(kOurs, {kTorch, kATen, kC10, "opencv2/", "Q", "sqlite", "SQLiteCpp/", "boost/"})},
    {"plugins/similarity", plus(kOurs, {kTorch, kATen, kC10, "Q", "sqlite", "SQLiteCpp/", "boost/"})},
    {"host/engine", {"host/cli/", "host/viewer/", "plugins/", "Q", kTorch, kATen, kC10}},
    {"host/cli", {"host/viewer/", "plugins/", "Q", kTorch, kATen, kC10, "boost/dll", "sqlite", "SQLiteCpp/"}},
    {"host/viewer", plus(kOutsideViewer, {"QtCharts/"})},
    {"host/viewer/state",
     viewer_never({"services", "query", "jobs", "compute", "models", "render", "charts", "views", "export"},
                  {"Q", "storage/", "host/engine/"})},
    {"host/viewer/services",
     viewer_never({"query", "jobs", "compute", "models", "render", "charts", "views", "export"},
                  {"QtGui/", "QtWidgets/", "QtCharts/", "storage/", "host/engine/"})},
    {"host/viewer/jobs", viewer_never({"query", "compute", "models", "render", "charts", "views", "export"},
                                      {"QtGui/", "QtWidgets/", "QtCharts/", "storage/", "host/engine/"})},
    {"host/viewer/compute",
     viewer_never({"models", "render", "charts", "views", "export"}, {"QtGui/", "QtWidgets/", "QtCharts/"})},
    {"host/viewer/query", viewer_never({"compute", "models", "render", "charts", "views", "export"},
                                       {"QtGui/", "QtWidgets/", "QtCharts/"})},
    {"host/viewer/models", viewer_never({"compute", "render", "charts", "views", "export"},
                                        {"QtWidgets/", "QtCharts/", "host/engine/"})},
    {"host/viewer/render", viewer_never({"query", "compute", "models", "charts", "views", "export"},
                                        {"QtWidgets/", "QtCharts/", "storage/", "host/engine/"})},
    {"host/viewer/charts",
     viewer_never({"query", "jobs", "compute", "views", "export"}, {"storage/", "host/engine/"})},
};

std::vector<fs::path> sources_under(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(kRoot / folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
    const auto end = entry.path().extension();
    if (end == ".cpp" || end == ".hpp" || end == ".h" || end == ".c") files.push_back(entry.path());
  }
  return files;
}

// What stands between < > or " " behind #include, wherever the blanks are.
std::vector<std::string> includes_of(const fs::path& file) {
  std::vector<std::string> all;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    line.erase(std::remove_if(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t'; }),
               line.end());
    if (line.rfind("#include", 0) != 0 || line.size() < 10) continue;
    const size_t end = line.find_first_of(">\"", 9);
    if (end != std::string::npos) all.push_back(line.substr(9, end - 9));
  }
  return all;
}

// A unit's own test stands beside it and may use what serves testing.
bool is_test(const fs::path& file) {
  return file.stem().string().find("_test") != std::string::npos;
}

const Layer* layer_of(const fs::path& file) {
  const auto relative = fs::relative(file, kRoot).generic_string();
  const Layer* best = nullptr;
  for (const auto& l : kLayers)
    if (relative.rfind(l.folder + "/", 0) == 0 && (!best || l.folder.size() > best->folder.size())) best = &l;
  return best;
}

// <QWidget> or <QtWidgets/QWidget>.
bool is_qt(const std::string& include) {
  return include.size() > 1 && include[0] == 'Q' &&
         (include[1] == 't' || std::isupper(static_cast<unsigned char>(include[1])));
}

bool crosses(const std::string& include, const std::string& never) {
  if (never == "Q") return is_qt(include);
  return include.rfind(never, 0) == 0;
}

TEST(Layers, NoIncludeCrossesTheTable) {
  size_t files = 0;
  for (const char* folder : {"sdk/include", "core", "storage", "plugins", "host"})
    for (const auto& file : sources_under(folder)) {
      const auto* layer = layer_of(file);
      ++files;
      if (!layer || is_test(file)) continue;
      const bool own_folder_ok = layer->folder.rfind("plugins", 0) == 0;
      for (const auto& include : includes_of(file))
        for (const auto& never : layer->never) {
          if (own_folder_ok && include.rfind(layer->folder, 0) == 0) continue;  // a plugin's own headers
          EXPECT_FALSE(crosses(include, never)) << fs::relative(file, kRoot).string() << " includes "
                                                << include << ", which " << layer->folder << " must not";
        }
    }
  EXPECT_GT(files, 50u) << "the sources were not found";
}

// A header's module decides who may include it, so it must be there to be seen.
TEST(Layers, TheViewerNamesQtsModules) {
  for (const auto& file : sources_under("host/viewer"))
    for (const auto& include : includes_of(file))
      EXPECT_TRUE(!is_qt(include) || include.find('/') != std::string::npos)
          << fs::relative(file, kRoot).string() << " includes " << include << " without its module";
}

TEST(Layers, BoostDllIsSeenByTheRegistryAlone) {
  for (const char* folder : {"core", "storage", "host", "plugins"})
    for (const auto& file : sources_under(folder))
      for (const auto& include : includes_of(file))
        if (include.rfind("boost/dll", 0) == 0) {
          EXPECT_EQ(fs::relative(file.parent_path(), kRoot).generic_string(), "host/engine") << file;
        }
}

TEST(Layers, EverySourceSaysItsLicence) {
  for (const char* folder : {"sdk", "core", "storage", "plugins", "host", "tests", "tools"})
    for (const auto& file : sources_under(folder)) {
      std::ifstream in(file);
      std::string first;
      std::getline(in, first);
      const auto path = fs::relative(file, kRoot).generic_string();
      const auto in_folder = [&](const char* folder_name) { return path.rfind(folder_name, 0) == 0; };
      const bool viewer = in_folder("host/viewer/") || in_folder("tools/bench/viewer/");
      const std::string wanted = in_folder("sdk/") ? "MIT" : viewer ? "GPL-3.0-or-later" : "Apache-2.0";
      EXPECT_NE(first.find("SPDX-License-Identifier: " + wanted), std::string::npos) << file;
    }
}

TEST(Layers, TheCheckItselfSeesWhatCrosses) {
  EXPECT_TRUE(crosses("torch/torch.h", "torch/"));
  EXPECT_TRUE(crosses("QWidget", "Q"));
  EXPECT_TRUE(crosses("QtWidgets/QWidget", "Q"));
  EXPECT_TRUE(crosses("QtCharts/QChart", "QtCharts/"));
  EXPECT_FALSE(crosses("Quaternion/x.h", "Q"));
  EXPECT_EQ(layer_of(kRoot / "plugins/models/zoo/ops.cpp")->folder, "plugins/models");
  EXPECT_EQ(layer_of(kRoot / "host/viewer/render/x.cpp")->folder, "host/viewer/render");
  EXPECT_EQ(layer_of(kRoot / "host/viewer/views/x.cpp")->folder, "host/viewer");
}

}  // namespace
