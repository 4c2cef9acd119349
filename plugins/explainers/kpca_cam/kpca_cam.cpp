// SPDX-License-Identifier: Apache-2.0
// KPCA-CAM: Eigen-CAM with a kernel in place of the inner product.
#include "plugins/explainers/kpca_cam/kernel.hpp"

#include "plugins/explainers/eigen_cam/class_independent.hpp"
#include "plugins/explainers/eigen_cam/component.hpp"

namespace {

using vantage::principal::Kernel;

struct KpcaCam {
  static constexpr const char* tags[] = {"cam", "gradient-free", "class-independent", nullptr};
  static constexpr vtg_descriptor about = {sizeof(vtg_descriptor),
                                           0,
                                           "kpca-cam",
                                           VTG_EXPLAINER,
                                           "KPCA-CAM",
                                           "1.0.0",
                                           "First component of a kernel principal component analysis of a "
                                           "layer's positions; the same for every class.",
                                           "Karmani et al., KPCA-CAM: Visual Explainability of Deep Computer "
                                           "Vision Models using Kernel PCA, MMSP 2024, "
                                           "arXiv:2410.00267; kernel and its numbers as in pytorch-grad-cam",
                                           "Apache-2.0",
                                           tags};
  static constexpr uint64_t needs = VTG_CAN_TAP;

  static vantage::Params params() {
    static constexpr const char* kernels[] = {"sigmoid", "rbf", "linear", nullptr};
    return {vantage::target_layer_param(),
            vantage::relu_param(false),
            vantage::enum_param("kernel", "Kernel", "sigmoid", kernels,
                                "How alike two positions are; linear makes it Eigen-CAM"),
            vantage::principal::sign_param(),
            vantage::advanced(vantage::float_param("gamma", "Gamma", 0, 0, 100,
                                                   "Factor inside the kernel; 0: one over the channels")),
            vantage::advanced(vantage::float_param("offset", "Offset", 1, -100, 100,
                                                   "What the sigmoid's argument has added"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    require_room(call, layer);
    const auto tape = call.model.forward(call.images(), {layer});
    return vantage::one_map_an_image(call, tape.value(layer), [&](const auto& a, int64_t m) {
      const auto still_wanted = [&] { call.step(m, call.maps()); };
      return vantage::principal::component_map(call, a, [&](const auto& values) {
        Eigen::MatrixXd x = values.template cast<double>();
        x.colwise() -= x.rowwise().mean().eval();
        const auto kernel = vantage::principal::kernel_matrix(x, choice(call, x.rows()), still_wanted);
        return vantage::principal::kernel_projection(kernel, still_wanted);
      });
    });
  }

 private:
  static vantage::principal::KernelChoice choice(const vantage::Call& call, Eigen::Index channels) {
    const std::string name = call.params.choice("kernel");
    const double gamma = call.params.number("gamma");
    return {name == "rbf"      ? Kernel::rbf
            : name == "linear" ? Kernel::linear
                               : Kernel::sigmoid,
            gamma > 0 ? gamma : 1.0 / static_cast<double>(channels), call.params.number("offset")};
  }
  // The kernel has a number for every two positions: 5 MB at 28 x 28, 79 MB at 56 x 56, 20 GB at 224 x 224.
  static void require_room(const vantage::Call& call, int32_t layer) {
    const auto info = call.model.layer(layer);
    const auto positions = static_cast<double>(info.shape[1] * info.shape[2]);
    if (positions * positions * sizeof(double) > static_cast<double>(call.host.memory()))
      throw vantage::Error(VTG_NO_MEMORY,
                           std::string("the kernel of layer '") + info.name + "', " +
                               std::to_string(info.shape[1]) + " x " + std::to_string(info.shape[2]) +
                               " positions, does not fit into the scratch memory; choose a deeper "
                               "layer or allow more memory");
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(KpcaCam)
