// SPDX-License-Identifier: Apache-2.0
#include "networks.hpp"

namespace toy {

std::unique_ptr<Network> m1(vantage::Host host) {
  vtg_model_info card{};
  card.channels = 1;
  card.height = card.width = card.resize = 4;
  for (float& s : card.std) s = 1;
  card.architecture = "m1";
  card.weights_sha256 = "builtin:m1";
  card.device = "cpu";
  card.precision = "fp32";

  const std::vector<float> row = {1, 1, 1, 1, 1, -1, -1, -1};
  std::vector<float> both = row;
  both.insert(both.end(), row.begin(), row.end());
  const Shape maps = {2, 2, 2};
  Chain chain;
  chain.push_back(std::make_unique<Conv>("conv1", Shape{1, 4, 4}, 3, 0, std::vector<float>(18, 1.0f),
                                         std::vector<float>{-50, -75}));
  chain.push_back(std::make_unique<Relu>("relu1", maps));
  chain.push_back(std::make_unique<Flatten>("flatten", maps));
  chain.push_back(std::make_unique<Linear>("fc", both, std::vector<float>{0, 0}));
  chain.push_back(std::make_unique<Relu>("relu2", Shape{2}));
  return std::make_unique<Network>(host, card, std::move(chain));
}

namespace {

// One 3x3 stencil for each of red, green and blue, scaled to what that colour counts.
void append(std::vector<float>& weights, const float (&stencil)[9], float red, float green, float blue) {
  for (const float colour : {red, green, blue})
    for (const float s : stencil) weights.push_back(s * colour);
}

// Multiples of a power of two: their sums and products are exact in float32.
std::vector<float> filters() {
  const float patch[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
  const float vertical[9] = {-1, 0, 1, -2, 0, 2, -1, 0, 1};
  const float horizontal[9] = {-1, -2, -1, 0, 0, 0, 1, 2, 1};
  std::vector<float> w;
  append(w, patch, 0.125f, -0.0625f, -0.0625f);
  append(w, vertical, 0.125f, 0.125f, 0.125f);
  append(w, horizontal, 0.125f, 0.125f, 0.125f);
  append(w, patch, -0.0625f, -0.0625f, 0.125f);
  return w;
}

constexpr const char* kLabels[] = {"red", "edges", "blue"};

}  // namespace

std::unique_ptr<Network> linear_gap(vantage::Host host, int32_t side) {
  vtg_model_info card{};
  card.channels = 3;
  card.height = card.width = side;
  card.resize = side;
  const float mean[] = {0.485f, 0.456f, 0.406f}, deviation[] = {0.229f, 0.224f, 0.225f};  // ImageNet's
  for (int c = 0; c < 3; ++c) {
    card.mean[c] = mean[c];
    card.std[c] = deviation[c];
  }
  card.architecture = "linear-gap";
  card.weights_sha256 = "builtin:linear-gap";
  card.device = "cpu";
  card.precision = "fp32";
  card.labels = kLabels;

  const Shape maps = {4, side, side};
  Chain chain;
  chain.push_back(std::make_unique<Conv>("conv", Shape{3, side, side}, 3, 1, filters(),
                                         std::vector<float>(4, 0.00390625f)));
  chain.push_back(std::make_unique<Relu>("relu", maps));
  chain.push_back(std::make_unique<GlobalAveragePool>("pool", maps));
  chain.push_back(std::make_unique<Linear>("fc",
                                           std::vector<float>{1, -0.25f, -0.25f, -0.5f,  //
                                                              -0.25f, 1, 1, -0.25f,      //
                                                              -0.5f, -0.25f, -0.25f, 1},
                                           std::vector<float>{0, 0.125f, 0}));
  return std::make_unique<Network>(host, card, std::move(chain));
}

}  // namespace toy
