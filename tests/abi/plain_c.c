/* SPDX-License-Identifier: Apache-2.0 */
/* An explainer in plain C11, without the comfort layer: maps of zeros, made by the host. */
#include <stdio.h>
#include <string.h>

#include "vantage/abi.h"

struct vtg_explainer {
  const vtg_host* host;
};
static struct vtg_explainer the_one;

static uint64_t needs(const char* id) {
  (void)id;
  return 0;
}

static const char* const choices[] = {"zeros", "nothing", NULL};
static const vtg_param_info params[] = {
    {sizeof(vtg_param_info), VTG_BOOL, 0, 0, "relu", "ReLU", "", 0, 1, 1, 1, NULL, NULL},
    {sizeof(vtg_param_info), VTG_INT, 0, 0, "side", "Side", "Side of the map", 1, 64, 1, 7, NULL, NULL},
    {sizeof(vtg_param_info), VTG_ENUM, 0, 2, "fill", "Fill", "", 0, 0, 0, 0, "zeros", choices}};

static const vtg_param_info* param(const char* id, uint32_t i) {
  (void)id;
  return i < sizeof params / sizeof *params ? &params[i] : NULL;
}

static vtg_status create(const char* id, const vtg_host* host, vtg_explainer** out, vtg_error* e) {
  (void)id;
  (void)e;
  the_one.host = host;
  *out = &the_one;
  return VTG_OK;
}

static void destroy(vtg_explainer* x) {
  x->host = NULL;
}

static vtg_status explain(vtg_explainer* x, const vtg_explain* q, vtg_tensor** maps, vtg_error* e) {
  const vtg_host_core* core = x->host->get(x->host, VTG_HOST_CORE);
  int64_t shape[3];
  if (!core || q->n_params != sizeof params / sizeof *params) {
    e->status = VTG_INVALID;
    snprintf(e->message, sizeof e->message, "%s", "the host lacks a service, or passed other parameters");
    return VTG_INVALID;
  }
  shape[0] = q->n_maps;
  shape[1] = shape[2] = q->params[1].integer;
  return core->new_tensor(x->host, 3, shape, maps, e);
}

static const vtg_explainer_v1 table = {needs, param, create, destroy, explain};

static const vtg_descriptor about = {
    sizeof(vtg_descriptor), 0,      "plain-c",    VTG_EXPLAINER, "Plain C", "1.0.0",
    "Zeros, from C11.",     "none", "Apache-2.0", NULL};

static vtg_status init(const vtg_host* host, const char* path, vtg_error* e) {
  (void)path;
  (void)e;
  return host->abi_major == VTG_ABI_MAJOR ? VTG_OK : VTG_UNSUPPORTED;
}

static void deinit(void) {}

static const vtg_descriptor* descriptor(uint32_t i) {
  return i == 0 ? &about : NULL;
}

static const void* factory(const char* kind) {
  return strcmp(kind, VTG_EXPLAINER) == 0 ? &table : NULL;
}

VTG_EXPORT const vtg_plugin_entry vtg_plugin = {
    sizeof(vtg_plugin_entry), VTG_ABI_MAJOR, 0, 0, NULL, init, deinit, descriptor, factory};
