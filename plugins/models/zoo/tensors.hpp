// SPDX-License-Identifier: Apache-2.0
// LibTorch's tensors across the ABI: CPU, float32, row-major, dense on the other side.
#pragma once

#include <vector>

#include "plugins/models/zoo/aten.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {

/// A view of a tensor that this object keeps alive.
class ExportedView {
 public:
  explicit ExportedView(const at::Tensor& t)
      : tensor_(t.detach().to(at::kCPU, at::kFloat).contiguous()),
        shape_(tensor_.sizes().vec()),
        strides_(tensor_.strides().vec()) {
    view_.data = tensor_.data_ptr<float>();
    view_.device = {1, 0};  // kDLCPU
    view_.ndim = static_cast<int32_t>(shape_.size());
    view_.dtype = {2, 32, 1};  // kDLFloat
    view_.shape = shape_.data();
    view_.strides = strides_.data();
  }
  ExportedView(const ExportedView&) = delete;
  const vtg_view* c() const { return &view_; }

 private:
  at::Tensor tensor_;
  std::vector<int64_t> shape_, strides_;
  vtg_view view_{};
};

/// An owned tensor for the other side; freed by its deleter.
inline Tensor export_tensor(const at::Tensor& t) {
  struct Owner {
    explicit Owner(const at::Tensor& x) : view(x) {}
    ExportedView view;
    vtg_tensor out{};
  };
  auto* owner = new Owner(t);
  owner->out.major = 1;
  owner->out.manager_ctx = owner;
  owner->out.deleter = [](vtg_tensor* self) { delete static_cast<Owner*>(self->manager_ctx); };
  owner->out.view = *owner->view.c();
  return Tensor(&owner->out);
}

/// The other side's tensor without a copy; it must outlive what is made here.
inline at::Tensor import_view(const vtg_view* v, const char* what) {
  if (!v || !v->data || v->ndim < 1 || v->ndim > 6 || v->dtype.code != 2 || v->dtype.bits != 32 ||
      v->device.type != 1)
    throw Error(VTG_INVALID, std::string(what) + " must be a dense float32 tensor in main memory");
  const View view(v);
  return at::from_blob(const_cast<float*>(view.data()),
                       at::IntArrayRef(v->shape, static_cast<size_t>(v->ndim)),
                       at::TensorOptions().dtype(at::kFloat));
}

}  // namespace vantage::zoo
