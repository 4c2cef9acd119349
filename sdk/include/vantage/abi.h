/* SPDX-License-Identifier: MIT */
/* Columns are aligned by hand. */
/* clang-format off */
/* vantage/abi.h - the whole stable ABI. C11 / C++17, depends on nothing.
 *
 * Five rules keep it stable:
 *  1. Behaviour grows by NAME. A published function table is frozen; a change is
 *     a new table with a new id ("vantage.model/2"). Both sides ask, both accept "no".
 *  2. Data grows by SIZE. Structs that may grow start with struct_size; the reader
 *     touches only what fits. Growable structs are never put in arrays by value.
 *  3. Whoever allocates frees: every owned object carries its own release function.
 *  4. Nothing throws, longjmps or exits across the line.
 *  5. Strings are UTF-8. Pointers to const char in descriptors live until deinit().
 *
 * Thread tags: [main] one thread, never concurrent. [worker] any thread; the host
 * never runs two [worker] calls on one object at once. [any] concurrent is fine. */
#ifndef VTG_ABI_H
#define VTG_ABI_H
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#  define VTG_EXPORT __declspec(dllexport)
#  define VTG_CALL   __cdecl
#else
#  define VTG_EXPORT __attribute__((visibility("default")))
#  define VTG_CALL
#endif

#define VTG_ABI_MAJOR 1u /* +1: older plugins no longer load */
#define VTG_ABI_MINOR 0u /* +1: something was added, nothing moved */

#ifdef __cplusplus
extern "C" {
#endif

/* ---- errors ------------------------------------------------------------ */
typedef int32_t vtg_status;
enum { VTG_OK = 0, VTG_FAILED = 1, VTG_INVALID = 2, VTG_UNSUPPORTED = 3,
       VTG_NO_MEMORY = 4, VTG_CANCELLED = 5 };

typedef struct vtg_error {   /* the caller's memory, the callee's words */
  uint32_t   struct_size;
  vtg_status status;
  char       message[1016];  /* NUL-terminated, truncated if need be */
} vtg_error;

/* ---- tensors: DLPack 1.x layout under our own names ---------------------- */
typedef struct vtg_dtype  { uint8_t code, bits; uint16_t lanes; } vtg_dtype;
typedef struct vtg_device { int32_t type, id; } vtg_device;

typedef struct vtg_view {    /* == DLTensor */
  void* data; vtg_device device; int32_t ndim; vtg_dtype dtype;
  int64_t* shape; int64_t* strides; uint64_t byte_offset;
} vtg_view;

typedef struct vtg_tensor {  /* == DLManagedTensorVersioned */
  uint32_t major, minor;
  void* manager_ctx;
  void (VTG_CALL* deleter)(struct vtg_tensor* self);
  uint64_t flags;            /* VTG_READ_ONLY, ... */
  vtg_view view;
} vtg_tensor;
enum { VTG_READ_ONLY = 1, VTG_IS_COPIED = 2 };
/* v1 promise: what the host hands over is CPU, float32, row-major, dense. */

/* ---- parameters: declared by the plugin, shown and checked by the host --- */
enum { VTG_BOOL = 0, VTG_INT = 1, VTG_FLOAT = 2, VTG_ENUM = 3, VTG_TEXT = 4,
       VTG_LAYER = 5 };
enum { VTG_PARAM_ADVANCED = 1, VTG_PARAM_LOG_SCALE = 2 };

typedef struct vtg_param_info {
  uint32_t struct_size;
  int32_t  type;
  uint32_t flags, n_choices;
  const char* key;           /* [a-z0-9_]+, never renamed: CLI flag, SQL key */
  const char* label;
  const char* help;
  double min_value, max_value, step, default_number;
  const char* default_text;  /* text, enum choice, or layer name */
  const char* const* choices;
} vtg_param_info;

typedef struct vtg_value {   /* frozen: may sit in arrays */
  int32_t type, reserved;
  int64_t integer;           /* bool, int, enum index, layer index */
  double  number;
  const char* text;
} vtg_value;

/* ---- what a plugin says about itself ------------------------------------- */
typedef struct vtg_descriptor {
  uint32_t struct_size, reserved;
  const char* id;            /* "org.example.xgrad-cam": mandatory, for ever */
  const char* kind;          /* "vantage.explainer/1": a string, so kinds can grow */
  const char* name;
  const char* version;       /* of the method: part of every cached result's key */
  const char* summary;
  const char* reference;     /* paper, DOI */
  const char* license;
  const char* const* tags;   /* NULL-terminated */
} vtg_descriptor;

/* ---- the host, as plugins see it ----------------------------------------- */
typedef struct vtg_host {
  uint32_t struct_size, abi_major, abi_minor, reserved;
  const char* name;
  const char* version;
  const void* (VTG_CALL* get)(const struct vtg_host*, const char* id); /* [any] */
} vtg_host;

typedef struct vtg_job vtg_job;
#define VTG_HOST_CORE "vantage.host.core/1"
typedef struct vtg_host_core {
  void (VTG_CALL* log)(const vtg_host*, int32_t level, const char* text); /* [any] */
  /* Zero-filled float32. [any] */
  vtg_status (VTG_CALL* new_tensor)(const vtg_host*, int32_t ndim,
      const int64_t* shape, vtg_tensor** out, vtg_error*);
  /* Returns 1 when the user has asked to stop, 0 otherwise. [worker] */
  int32_t (VTG_CALL* progress)(vtg_job*, double fraction, const char* text);
  /* n doubles in [0,1), drawn from the job's seed. [worker] */
  void (VTG_CALL* uniform)(vtg_job*, double* out, uint64_t n);
  /* Threads one plugin call may keep busy, at least 1. [any] */
  int32_t (VTG_CALL* threads)(const vtg_host*);
  /* Bytes one plugin call may use for scratch memory beyond what it returns. [any] */
  uint64_t (VTG_CALL* memory)(const vtg_host*);
} vtg_host_core;

/* ---- models: one vocabulary for loaders (who implement it) and explainers - */
#define VTG_MODEL "vantage.model/1"
typedef struct vtg_model vtg_model;
typedef struct vtg_tape  vtg_tape;

enum { VTG_CAN_TAP = 1, VTG_CAN_RESUME = 2, VTG_CAN_VJP_LAYER = 4,
       VTG_CAN_VJP_INPUT = 8, VTG_CAN_RULES = 16, VTG_CAN_SHARE = 32, /* [any] instead of [worker] */
       /* What a method asks of VTG_PERTURB. The host answers for a model whose loader has no such table. */
       VTG_CAN_PERTURB = 64, VTG_CAN_PERTURB_GRADIENT = 128 };
enum { VTG_LAYER_INPUT = -1, VTG_LAYER_LOGITS = -2 };

/* Every path from the input to the logits runs through this layer: forward() can resume from it. */
enum { VTG_LAYER_SEPARATES = 1 };

typedef struct vtg_layer_info {
  uint32_t struct_size, flags;
  int32_t  ndim, reserved;   /* per sample, batch axis left out */
  int64_t  shape[6];
  const char* name;          /* "layer4.2.conv3"; lives as long as the model */
  const char* op;            /* "conv2d", "relu", ... */
  const float* bias;         /* shape[0] numbers, or NULL: what the layer adds to each channel whatever comes
                                in. Of a batch norm b - mean * w / sqrt(var + eps). Lives as long as the model */
} vtg_layer_info;

/* How the logits come from a layer, where one line can say it, and CAMs need no further pass:
 *   logits[c] = mean over positions of outer( sum_k weights[c][k] * inner(A[k]) + bias[c] )
 * A classifier behind global average pooling has both functions the identity. */
enum { VTG_HEAD_IDENTITY = 0, VTG_HEAD_RELU = 1 };
typedef struct vtg_head {
  uint32_t struct_size;
  int32_t  channels;         /* of the layer; 0: it has no such form and the rest means nothing */
  int32_t  inner, outer;
  const float* weights;      /* classes x channels; lives as long as the model */
  const float* bias;         /* classes */
} vtg_head;

typedef struct vtg_model_info {  /* what the host needs to feed the model and to describe it */
  uint32_t struct_size;
  int32_t  classes;
  int32_t  channels, height, width;   /* one input sample */
  int32_t  resize;                    /* shorter side before the centre crop, pixels */
  float    mean[3], std[3];           /* of an RGB image scaled to [0,1] */
  int32_t  default_layer;             /* the map a CAM is usually read from; -1: none has spatial extent */
  int32_t  interpolation;             /* of that resize: 0 bilinear, 1 bicubic; both antialiased as in Pillow */
  int64_t  parameters, macs;          /* trainable numbers; multiply-adds of one forward pass of one sample */
  const char* architecture;           /* "resnet18" */
  const char* weights_sha256;         /* of the checkpoint file; "seed:N" for random weights, "builtin:NAME" */
  const char* device;                 /* "cpu", "cuda:0" */
  const char* precision;              /* "fp32", "bf16" */
  const char* const* labels;          /* 'classes' strings, or NULL */
} vtg_model_info;

/* With want_vjp, whatever lies behind the earliest tap is recorded and nothing before it, so a pass
 * that is to be differentiated to the input taps VTG_LAYER_INPUT. */
typedef struct vtg_forward {
  uint32_t struct_size;
  int32_t  from;             /* VTG_LAYER_INPUT, or a layer that separates: x replaces its output */
  int32_t  n_taps, want_vjp;
  const vtg_view* x;         /* any batch size that memory has room for */
  const int32_t* taps;
} vtg_forward;

enum { VTG_RULE_GRADIENT = 0, VTG_RULE_GUIDED = 1, VTG_RULE_DECONV = 2 };
typedef struct vtg_vjp {
  uint32_t struct_size;
  int32_t  at, wrt;          /* two of the pass's taps, or VTG_LAYER_LOGITS */
  int32_t  rule;             /* how a ReLU passes a gradient back, VTG_RULE_... */
  const vtg_view* cotangent; /* shaped like the output of 'at' */
} vtg_vjp;

typedef struct vtg_model_v1 {
  uint64_t (VTG_CALL* capabilities)(const vtg_model*);                      /* [any] */
  vtg_status (VTG_CALL* info)(const vtg_model*, vtg_model_info*, vtg_error*); /* [any] */
  int32_t  (VTG_CALL* layer_count)(const vtg_model*);                       /* [any] */
  vtg_status (VTG_CALL* layer)(const vtg_model*, int32_t i, vtg_layer_info*, vtg_error*);
  vtg_status (VTG_CALL* head)(const vtg_model*, int32_t layer, vtg_head*, vtg_error*);    /* [any] */
  /* A tape holds the taps and, when asked, what backward needs. [worker] */
  vtg_status (VTG_CALL* forward)(vtg_model*, const vtg_forward*, vtg_tape**, vtg_error*);
  /* Borrowed until release(); i counts taps, VTG_LAYER_LOGITS is always there. */
  vtg_status (VTG_CALL* output)(vtg_tape*, int32_t i, const vtg_view**, vtg_error*);      /* [worker] */
  /* A cotangent pulled back from one layer to another: the one primitive from which
   * class scores, input gradients and custom objectives all follow. [worker] */
  vtg_status (VTG_CALL* vjp)(vtg_tape*, const vtg_vjp*, vtg_tensor** out, vtg_error*);
  void (VTG_CALL* release)(vtg_tape*);
} vtg_model_v1;

/* ---- perturbation: the primitive under Score-CAM, RISE, occlusion, BBMP, insertion,
 * deletion and ROAD.   y[m] = f( up(mask[m]) * image + (1 - up(mask[m])) * baseline )
 * Masks come at their own low resolution; the model upsamples, blends and runs them on
 * its own device in chunks of its own choosing, so no stack of masked images ever
 * exists and a plugin of forty lines is as fast as the backend allows. */
#define VTG_PERTURB "vantage.perturb/1"
enum { VTG_UP_BILINEAR = 0, VTG_UP_BILINEAR_ALIGNED = 1, VTG_UP_NEAREST = 2, VTG_UP_BICUBIC = 3 };
typedef struct vtg_perturb {
  uint32_t struct_size;
  int32_t  upsample;
  int32_t  rescale;          /* 1: min-max every mask to [0,1] after upsampling */
  int32_t  probabilities;    /* 1: softmax over classes, 0: logits */
  uint32_t n_targets, reserved;
  const int64_t*  targets;   /* the columns wanted; NULL = every class */
  const vtg_view* image;     /* 1 x C x H x W, preprocessed; or M of them, one for each mask */
  const vtg_view* baseline;  /* likewise, 1 or M; NULL = zeros */
  const vtg_view* masks;     /* M x h x w */
} vtg_perturb;
typedef struct vtg_perturb_v1 {
  /* M x n_targets. [worker] */
  vtg_status (VTG_CALL* scores)(vtg_model*, const vtg_perturb*, vtg_job*, vtg_tensor** out, vtg_error*);
  /* Both the scores and d(sum of cotangent * scores)/d masks, M x h x w. [worker] */
  vtg_status (VTG_CALL* scores_and_gradient)(vtg_model*, const vtg_perturb*, const vtg_view* cotangent,
      vtg_job*, vtg_tensor** scores, vtg_tensor** gradient, vtg_error*);
} vtg_perturb_v1;

/* ---- kind: explainer ------------------------------------------------------ */
#define VTG_EXPLAINER "vantage.explainer/1"
typedef struct vtg_explainer vtg_explainer;

typedef struct vtg_explain {
  uint32_t struct_size, n_params;
  vtg_model* model;
  const vtg_model_v1* model_api;
  const vtg_perturb_v1* perturb_api; /* the model's own, or the host's generic one: never NULL */
  const vtg_view* images;    /* N x C x H x W, preprocessed, read-only */
  const int64_t*  targets;   /* n_maps class indices: what each map is to explain, ... */
  const int64_t*  image_of;  /* ... and in which image, 0 to N-1, ascending */
  int64_t         n_maps;
  const vtg_value* params;   /* complete, checked, in param() order */
  vtg_job* job;
} vtg_explain;

typedef struct vtg_explainer_v1 {
  uint64_t (VTG_CALL* needs)(const char* id);                               /* [any] */
  /* NULL past the end. [any] */
  const vtg_param_info* (VTG_CALL* param)(const char* id, uint32_t i);
  vtg_status (VTG_CALL* create)(const char* id, const vtg_host*,
      vtg_explainer**, vtg_error*);                                         /* [main] */
  void (VTG_CALL* destroy)(vtg_explainer*);                                 /* [main] */
  /* n_maps x h x w, un-normalised, any h x w: the host resizes and stores. A pass over 'images' that
   * starts at the input may be answered from one that other methods share. [worker] */
  vtg_status (VTG_CALL* explain)(vtg_explainer*, const vtg_explain*,
      vtg_tensor** maps, vtg_error*);
} vtg_explainer_v1;

/* ---- kind: similarity ------------------------------------------------------ */
#define VTG_SIMILARITY "vantage.similarity/1"
typedef struct vtg_similarity vtg_similarity;
enum { VTG_SIM_SYMMETRIC = 1, VTG_SIM_HIGHER_IS_CLOSER = 2 };
/* a and b: N x h x w maps of one shape, values in [0,1]; scores: N numbers. */

typedef struct vtg_similarity_v1 {
  uint64_t (VTG_CALL* traits)(const char* id, double* best, double* worst); /* [any] */
  const vtg_param_info* (VTG_CALL* param)(const char* id, uint32_t i);      /* [any] */
  vtg_status (VTG_CALL* create)(const char* id, const vtg_host*,
      vtg_similarity**, vtg_error*);                                        /* [main] */
  void (VTG_CALL* destroy)(vtg_similarity*);                                /* [main] */
  vtg_status (VTG_CALL* compare)(vtg_similarity*, const vtg_view* a,
      const vtg_view* b, const vtg_value* params, uint32_t n_params,
      double* scores, vtg_job*, vtg_error*);                                /* [worker] */
} vtg_similarity_v1;

/* ---- kind: model loader ----------------------------------------------------
 * A loader knows architectures by name (a checkpoint then supplies the weights) or
 * opens files that describe themselves, or both. */
#define VTG_MODEL_LOADER "vantage.model-loader/1"

typedef struct vtg_architecture_info {
  uint32_t struct_size;
  int32_t  channels, height, width, classes; /* as its authors published it */
  const char* name;          /* "resnet18" */
  const char* family;        /* "ResNet" */
  const char* reference;     /* the paper */
  const char* default_layer; /* "layer4" */
} vtg_architecture_info;

typedef struct vtg_open {
  uint32_t struct_size, n_params;
  const char* architecture;  /* NULL: the file says it */
  const char* path;          /* NULL: weights drawn from the parameter "seed", if the loader has it */
  const vtg_value* params;   /* complete, checked, in param() order */
} vtg_open;

typedef struct vtg_model_loader_v1 {
  /* 0 = not mine, 100 = certainly mine. Reads a few bytes at most. [any] */
  int32_t (VTG_CALL* probe)(const char* id, const char* path);
  /* NULL past the end. [any] */
  const vtg_architecture_info* (VTG_CALL* architecture)(const char* id, uint32_t i);
  const vtg_param_info* (VTG_CALL* param)(const char* id, uint32_t i);      /* [any] */
  vtg_status (VTG_CALL* open)(const char* id, const vtg_host*, const vtg_open*,
      vtg_model**, const vtg_model_v1**, vtg_error*);                       /* [worker] */
  const void* (VTG_CALL* extension)(vtg_model*, const char* id); /* VTG_PERTURB; NULL if none [any] */
  void (VTG_CALL* close)(vtg_model*);                                       /* [main] */
} vtg_model_loader_v1;

/* Later: "vantage.metric/1", "vantage.texture-stats/1", "vantage.projection/1": a new header
 * and a new string. Hosts skip kinds they do not know. */

/* ---- the one exported symbol ------------------------------------------------ */
typedef struct vtg_plugin_entry {
  uint32_t struct_size, abi_major;
  uint32_t abi_minor;  /* the least this plugin needs, not what it was built with */
  uint32_t reserved;   /* ...these four are frozen for ever */
  const char* runtime; /* NULL: portable. Else an exact-match token, refused
                          unless equal: "libtorch=1.13.0,cxx11abi=1" */
  vtg_status (VTG_CALL* init)(const vtg_host*, const char* path, vtg_error*); /* [main] */
  void (VTG_CALL* deinit)(void);                                            /* [main] */
  const vtg_descriptor* (VTG_CALL* descriptor)(uint32_t i); /* NULL past the end [any] */
  const void* (VTG_CALL* factory)(const char* kind);        /* NULL if unknown   [any] */
} vtg_plugin_entry;

extern VTG_EXPORT const vtg_plugin_entry vtg_plugin;

#ifdef __cplusplus
}
#endif
#endif
