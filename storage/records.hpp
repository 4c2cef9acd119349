// SPDX-License-Identifier: Apache-2.0
// The rows as plain structs; docs/database.md explains every column. Ids are given by the database (0: none
// yet) and mean something in that file alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vantage::storage {

// Identity: architecture, weights_sha256, loader, loader_version, parameters. The rest is what they imply,
// and the user's name for it.
struct Model {
  int64_t id = 0;
  std::string name;            // the user's; the last one given wins
  std::string architecture;    // "resnet18"
  std::string source;          // path of the checkpoint, empty if none; the last one given wins
  std::string weights_sha256;  // of the checkpoint file; "seed:N" or "builtin:NAME" where there is no file
  std::string loader, loader_version;
  std::string parameters;  // of the loader, canonical and complete
  int classes = 0;
  int input_channels = 3, input_height = 0, input_width = 0;  // pixels
  int resize = 0;                                             // shorter side before the crop, pixels
  int interpolation = 0;                                      // 0 bilinear, 1 bicubic (do not renumber)
  std::array<float, 3> mean{}, std{};                         // red, green, blue of values in [0,1]
  int64_t parameter_count = 0, macs = 0;  // trainable numbers; multiply-adds of one forward pass
  std::string default_layer;
};

// Identity: sha256. The same picture under two paths is one image; the last path given wins.
struct Image {
  int64_t id = 0;
  std::string path;
  std::string sha256;         // of the file's bytes, 64 lower-case hexadecimal digits
  int width = 0, height = 0;  // pixels, turned as EXIF says
};

// One start of the program. No identity: every start is a new row.
struct Run {
  int64_t id = 0;
  std::string command_line, vantage_version;
  std::string started_utc;  // "2026-11-24T00:42:30Z"
  uint64_t seed = 0;
  int threads = 0;
  std::string platform, libraries, device;  // "Linux 6.1 x86_64", "OpenCV 4.6.0, LibTorch 1.13.1", "cpu"
};

// Identity: model, image, precision. A repeated one replaces the old values and keeps the id.
struct Prediction {
  int64_t id = 0, run = 0, model = 0, image = 0;
  std::string precision = "fp32";              // or "bf16"
  double seconds = 0;                          // one forward pass
  std::vector<std::pair<int, double>> top5{};  // class and probability, most probable first; 1 to 5
};

// A method as it was set; all five are its identity.
struct MethodSettings {
  std::string method, version;  // the plugin's id and version
  std::string parameters;       // of the method, canonical and complete
  std::string profile;          // the table of choices, upsampling among them
  std::string layer;            // empty for a method without one
};

struct Method : MethodSettings {
  int64_t id = 0;
};

// What makes an explanation the same explanation.
struct ExplanationKey : MethodSettings {
  int64_t model = 0, image = 0;
  int cls = 0;
  std::string precision = "fp32";
  uint64_t seed = 0;
};

// A repeated one replaces the old values and keeps the id.
struct Explanation : ExplanationKey {
  int64_t id = 0, run = 0;
  double logit = 0, probability = 0;  // of cls; probability in [0,1]
  bool no_attention = false;          // the raw map is constant
  double seconds = 0;                 // the method alone
  int height = 0, width = 0;          // of the raw map
  std::vector<float> map;             // height x width, row-major, the method's own finite values
};

// A result that cannot be had as things stand. Identity: image, model, method, any of which may be empty.
struct Failure {
  int64_t id = 0, run = 0;
  std::string image, model, method;  // path, name, id
  std::string reason;                // one line
};

}  // namespace vantage::storage
