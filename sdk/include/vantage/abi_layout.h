/* SPDX-License-Identifier: MIT */
/* Columns are aligned by hand. */
/* clang-format off */
/* vantage/abi_layout.h - the sizes and offsets that the ABI promises on 64-bit machines.
 * Included wherever a plugin or the host is compiled: a compiler that lays a struct out
 * otherwise stops here, not in a user's process. */
#ifndef VTG_ABI_LAYOUT_H
#define VTG_ABI_LAYOUT_H
#include "vantage/abi.h"

#ifdef __cplusplus
#  define VTG_LAYOUT(x) static_assert(x, #x)
#else
#  define VTG_LAYOUT(x) _Static_assert(x, #x)
#endif

VTG_LAYOUT(sizeof(void*) == 8);
VTG_LAYOUT(sizeof(vtg_error) == 1024 && offsetof(vtg_error, message) == 8);

/* DLPack 1.x: DLTensor and DLManagedTensorVersioned */
VTG_LAYOUT(sizeof(vtg_dtype) == 4 && sizeof(vtg_device) == 8);
VTG_LAYOUT(sizeof(vtg_view) == 48);
VTG_LAYOUT(offsetof(vtg_view, device) == 8 && offsetof(vtg_view, ndim) == 16);
VTG_LAYOUT(offsetof(vtg_view, dtype) == 20 && offsetof(vtg_view, shape) == 24);
VTG_LAYOUT(offsetof(vtg_view, strides) == 32 && offsetof(vtg_view, byte_offset) == 40);
VTG_LAYOUT(sizeof(vtg_tensor) == 80);
VTG_LAYOUT(offsetof(vtg_tensor, manager_ctx) == 8 && offsetof(vtg_tensor, deleter) == 16);
VTG_LAYOUT(offsetof(vtg_tensor, flags) == 24 && offsetof(vtg_tensor, view) == 32);

VTG_LAYOUT(sizeof(vtg_param_info) == 88);
VTG_LAYOUT(offsetof(vtg_param_info, key) == 16 && offsetof(vtg_param_info, min_value) == 40);
VTG_LAYOUT(offsetof(vtg_param_info, default_text) == 72 && offsetof(vtg_param_info, choices) == 80);
VTG_LAYOUT(sizeof(vtg_value) == 32 && offsetof(vtg_value, number) == 16);
VTG_LAYOUT(sizeof(vtg_descriptor) == 72 && offsetof(vtg_descriptor, tags) == 64);

VTG_LAYOUT(sizeof(vtg_host) == 40 && offsetof(vtg_host, get) == 32);
VTG_LAYOUT(sizeof(vtg_host_core) == 6 * sizeof(void*));

VTG_LAYOUT(sizeof(vtg_layer_info) == 88 && offsetof(vtg_layer_info, shape) == 16);
VTG_LAYOUT(offsetof(vtg_layer_info, name) == 64 && offsetof(vtg_layer_info, op) == 72);
VTG_LAYOUT(sizeof(vtg_head) == 32 && offsetof(vtg_head, weights) == 16);
VTG_LAYOUT(sizeof(vtg_model_info) == 112 && offsetof(vtg_model_info, mean) == 24);
VTG_LAYOUT(offsetof(vtg_model_info, parameters) == 56 && offsetof(vtg_model_info, labels) == 104);
VTG_LAYOUT(sizeof(vtg_forward) == 32 && offsetof(vtg_forward, x) == 16);
VTG_LAYOUT(sizeof(vtg_vjp) == 24 && offsetof(vtg_vjp, cotangent) == 16);
VTG_LAYOUT(sizeof(vtg_model_v1) == 9 * sizeof(void*));
VTG_LAYOUT(sizeof(vtg_perturb) == 56 && offsetof(vtg_perturb, targets) == 24);
VTG_LAYOUT(sizeof(vtg_perturb_v1) == 2 * sizeof(void*));

VTG_LAYOUT(sizeof(vtg_explain) == 80 && offsetof(vtg_explain, job) == 72);
VTG_LAYOUT(sizeof(vtg_explainer_v1) == 5 * sizeof(void*));
VTG_LAYOUT(sizeof(vtg_similarity_v1) == 5 * sizeof(void*));
VTG_LAYOUT(sizeof(vtg_architecture_info) == 56 && sizeof(vtg_open) == 32);
VTG_LAYOUT(sizeof(vtg_model_loader_v1) == 6 * sizeof(void*));
VTG_LAYOUT(sizeof(vtg_plugin_entry) == 56 && offsetof(vtg_plugin_entry, runtime) == 16);
#endif
