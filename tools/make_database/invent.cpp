// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/files.hpp"
#include "core/imagenet.hpp"
#include "tools/make_database/make_database.hpp"

namespace vantage::make_database {
namespace {

// SplitMix64 (Steele, Lea and Flood 2014): a good 64-bit mix of any seed, so that each row has its own
// stream.
class Random {
 public:
  explicit Random(uint64_t a, uint64_t b = 0, uint64_t c = 0) : state_((a * 1000003 + b) * 1000003 + c) {
    next();
  }
  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
  }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  uint64_t state_;
};

constexpr const char* kMethods[] = {"grad-cam", "score-cam", "grad-cam-plus-plus", "bbmp", "random-cam"};

}  // namespace

storage::Model model(const Size& size, int m) {
  storage::Model made;
  made.name = made.architecture = fmt::format("net{}", m);
  made.source = fmt::format("/weights/net{}.pth", m);
  made.weights_sha256 = core::sha256_hex(made.name);
  made.loader = "zoo";
  made.loader_version = "1.0";
  made.parameters = "precision=fp32";
  made.classes = size.classes;
  made.input_height = made.input_width = 224;
  made.resize = 256;
  made.mean = {0.485f, 0.456f, 0.406f};
  made.std = {0.229f, 0.224f, 0.225f};
  made.parameter_count = 1000000 * (m + 1);
  made.macs = 300000000 * int64_t{m + 1};
  made.default_layer = fmt::format("stage{}", m % 4);
  return made;
}

storage::MethodSettings method(int x) {
  const int named = static_cast<int>(std::size(kMethods));
  return {x < named ? kMethods[x] : fmt::format("method{}", x), "1.0", "", "paper", ""};
}

std::vector<storage::DatasetClass> classes(const Size& size) {
  const auto& known = core::imagenet_classes();
  std::vector<storage::DatasetClass> made;
  for (int c = 0; c < size.classes; ++c) {
    if (static_cast<size_t>(c) < known.size()) {
      const auto& k = known[static_cast<size_t>(c)];
      made.push_back({c, k.wnid, k.label, k.root});
    } else {
      made.push_back({c, "", fmt::format("class {}", c), fmt::format("root {}", c % 8)});
    }
  }
  return made;
}

storage::Image image(const Size& size, int i) {
  const auto path = fmt::format("/made/{:06}/{:08}.jpg", label(size, i), i);
  return {0, path, core::sha256_hex(path), 500, 375};
}

int label(const Size& size, int i) {
  return static_cast<int>(int64_t{i} * size.classes / size.images);
}

storage::Box box(int i) {
  Random random(1, static_cast<uint64_t>(i));
  const double x = std::floor(random.uniform() * 200), y = std::floor(random.uniform() * 150);
  return {x, y, x + 100 + std::floor(random.uniform() * 200), y + 100 + std::floor(random.uniform() * 125)};
}

Confidences confidences(const Size& size, int m, int i) {
  Random random(2, static_cast<uint64_t>(m), static_cast<uint64_t>(i));
  const int a = label(size, i);
  Confidences made;
  // Better models are right more often and surer; the others that come to mind are neighbours of the label.
  const double skill = 0.55 + 0.35 * m / size.models, sure = 0.3 + 0.65 * random.uniform();
  const bool right = random.uniform() < skill;
  double left = 1;
  for (int k = 0; k < std::min(8, size.classes); ++k) {
    const int at = right ? k : k == 0 ? 1 + static_cast<int>(random.next() % 7) : k - 1;
    int cls = (a + at * (1 + static_cast<int>(random.next() % 3))) % size.classes;
    while (made.rank_of(cls)) cls = (cls + 1) % size.classes;
    made.few.emplace_back(cls, left * sure);
    left -= left * sure;
  }
  const auto others = size.classes - static_cast<int>(made.few.size());
  if (others > 0) made.rest = left / others;
  return made;
}

int Confidences::rank_of(int cls) const {
  for (size_t k = 0; k < few.size(); ++k)
    if (few[k].first == cls) return static_cast<int>(k) + 1;
  return 0;
}

double Confidences::of(int cls) const {
  const int rank = rank_of(cls);
  return rank ? few[static_cast<size_t>(rank) - 1].second : rest;
}

std::vector<float> map(const Size& size, int m, int i, int x) {
  Random random(3 + static_cast<uint64_t>(x), static_cast<uint64_t>(m), static_cast<uint64_t>(i));
  const double cx = random.uniform() * size.maps, cy = random.uniform() * size.maps;
  const double width = size.maps * (0.15 + 0.3 * random.uniform());
  std::vector<float> values;
  values.reserve(static_cast<size_t>(size.maps) * static_cast<size_t>(size.maps));
  for (int v = 0; v < size.maps; ++v)
    for (int u = 0; u < size.maps; ++u) {
      const double distance = ((u - cx) * (u - cx) + (v - cy) * (v - cy)) / (width * width);
      values.push_back(static_cast<float>(1 / (1 + distance) + 0.1 * random.uniform()));
    }
  return values;
}

}  // namespace vantage::make_database
