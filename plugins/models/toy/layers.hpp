// SPDX-License-Identifier: Apache-2.0
// The five layers the toy networks are made of: plain loops over one sample, so that every number
// can be checked by hand. A layer has no state besides its weights: [any] thread.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "vantage/abi.h"

namespace toy {

using Shape = std::vector<int64_t>;  ///< of one sample: C x H x W, or C
int64_t volume(const Shape&);

class Layer {
 public:
  Layer(std::string called, const char* layer_op, Shape out)
      : name(std::move(called)), op(layer_op), shape(std::move(out)) {}
  virtual ~Layer() = default;
  virtual void forward(const float* x, float* y) const = 0;
  /// Writes d(sum of g * y)/dx into gx, under a VTG_RULE_... for ReLUs.
  virtual void pull_back(const float* x, const float* g, float* gx, int32_t rule) const = 0;
  virtual int64_t parameters() const { return 0; }
  virtual int64_t macs() const { return 0; }
  virtual const float* weights() const { return nullptr; }
  virtual const float* bias() const { return nullptr; }  ///< shape[0] numbers

  const std::string name;
  const char* const op;
  const Shape shape;  ///< of the output
};

/// k x k, stride 1, as many zeros around the image as `pad` says. weights: out x in x k x k.
class Conv final : public Layer {
 public:
  Conv(std::string called, const Shape& in, int64_t k, int64_t pad, std::vector<float> weights,
       std::vector<float> bias);
  void forward(const float* x, float* y) const override;
  void pull_back(const float* x, const float* g, float* gx, int32_t rule) const override;
  int64_t parameters() const override { return static_cast<int64_t>(weights_.size() + bias_.size()); }
  int64_t macs() const override { return static_cast<int64_t>(weights_.size()) * shape[1] * shape[2]; }
  const float* weights() const override { return weights_.data(); }
  const float* bias() const override { return bias_.data(); }

 private:
  // Calls use(weight, offset in x, offset in y, length) for every run of pixels that a weight joins.
  template <class F>
  void each_run(F&& use) const;
  Shape in_;
  int64_t k_, pad_;
  std::vector<float> weights_, bias_;
};

/// weights: out x in.
class Linear final : public Layer {
 public:
  Linear(std::string called, std::vector<float> weights, std::vector<float> bias);
  void forward(const float* x, float* y) const override;
  void pull_back(const float* x, const float* g, float* gx, int32_t rule) const override;
  int64_t parameters() const override { return static_cast<int64_t>(weights_.size() + bias_.size()); }
  int64_t macs() const override { return static_cast<int64_t>(weights_.size()); }
  const float* weights() const override { return weights_.data(); }
  const float* bias() const override { return bias_.data(); }

 private:
  size_t in_;
  std::vector<float> weights_, bias_;
};

/// Plain: the gradient passes where x > 0. Guided: where x > 0 and g > 0 (Springenberg et al.,
/// arXiv:1412.6806). Deconvnet: where g > 0 (Zeiler and Fergus, arXiv:1311.2901).
class Relu final : public Layer {
 public:
  Relu(std::string called, Shape in) : Layer(std::move(called), "relu", std::move(in)) {}
  void forward(const float* x, float* y) const override;
  void pull_back(const float* x, const float* g, float* gx, int32_t rule) const override;
};

class Flatten final : public Layer {
 public:
  Flatten(std::string called, const Shape& in) : Layer(std::move(called), "flatten", {volume(in)}) {}
  void forward(const float* x, float* y) const override;
  void pull_back(const float* x, const float* g, float* gx, int32_t rule) const override;
};

/// The mean of each channel.
class GlobalAveragePool final : public Layer {
 public:
  GlobalAveragePool(std::string called, const Shape& in)
      : Layer(std::move(called), "global_avg_pool", {in[0]}), pixels_(in[1] * in[2]) {}
  void forward(const float* x, float* y) const override;
  void pull_back(const float* x, const float* g, float* gx, int32_t rule) const override;

 private:
  int64_t pixels_;
};

}  // namespace toy
