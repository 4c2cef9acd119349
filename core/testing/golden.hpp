// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace vantage::testing {

struct GoldenTensor {
  std::vector<int64_t> shape;
  std::vector<float> values;  // C order
};

inline float half_to_float(uint16_t half) {
  const float magnitude = (half & 0x7c00)
                              ? std::ldexp(static_cast<float>(0x400 | (half & 0x3ff)), (half >> 10 & 31) - 25)
                              : std::ldexp(static_cast<float>(half & 0x3ff), -24);
  return half & 0x8000 ? -magnitude : magnitude;
}

// The numbers that another implementation computed: a .safetensors file with F32 and F16 tensors, read as
// float32. Throws std::runtime_error on anything else. For tests alone: real checkpoints have their own
// reader.
class GoldenFile {
 public:
  explicit GoldenFile(const std::filesystem::path& path) : name_(path.filename().string()) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    bytes_ = all.str();
    uint64_t header = 0;
    if (bytes_.size() < sizeof header) throw std::runtime_error("cannot read " + path.string());
    std::memcpy(&header, bytes_.data(), sizeof header);
    if (header > bytes_.size() - sizeof header) throw std::runtime_error(name_ + " is cut short");
    data_ = sizeof header + header;
    header_ = nlohmann::json::parse(bytes_.substr(sizeof header, header));
  }

  // Every tensor's name: `<photograph>/<what>`, the photograph being a path with a slash of its own.
  std::vector<std::string> keys() const {
    std::vector<std::string> all;
    for (const auto& [key, unused] : header_.items()) {
      if (key != "__metadata__") all.push_back(key);
    }
    return all;
  }

  // The photographs that have the tensor `what`, for instance "input" or "grad-cam/raw".
  std::vector<std::string> photographs_with(const std::string& what) const {
    std::vector<std::string> found;
    for (const std::string& key : keys()) {
      const std::string end = "/" + what;
      if (key.size() > end.size() && key.compare(key.size() - end.size(), end.size(), end) == 0) {
        found.push_back(key.substr(0, key.size() - end.size()));
      }
    }
    return found;
  }

  bool has(const std::string& key) const { return header_.contains(key); }

  GoldenTensor at(const std::string& key) const {
    if (!has(key)) throw std::runtime_error(name_ + " has no tensor " + key);
    const auto& entry = header_.at(key);
    GoldenTensor tensor{entry.at("shape").get<std::vector<int64_t>>(), {}};
    const size_t begin = entry.at("data_offsets").at(0), end = entry.at("data_offsets").at(1);
    if (begin > end || end > bytes_.size() - data_) throw std::runtime_error(name_ + " is cut short");
    const char* from = bytes_.data() + data_ + begin;
    if (entry.at("dtype") == "F32") {
      tensor.values.resize((end - begin) / 4);
      std::memcpy(tensor.values.data(), from, tensor.values.size() * 4);
    } else if (entry.at("dtype") == "F16") {
      tensor.values.resize((end - begin) / 2);
      for (size_t i = 0; i < tensor.values.size(); ++i) {
        uint16_t half = 0;
        std::memcpy(&half, from + 2 * i, sizeof half);
        tensor.values[i] = half_to_float(half);
      }
    } else {
      throw std::runtime_error(key + " is neither F32 nor F16");
    }
    return tensor;
  }

 private:
  std::string name_, bytes_;
  size_t data_ = 0;
  nlohmann::json header_;
};

}  // namespace vantage::testing
