// SPDX-License-Identifier: Apache-2.0
// The machine's own ceiling: a large matrix product by the library that convolutions run on.
#include <fmt/format.h>

#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"
#ifdef VANTAGE_DNNL
#include <dnnl.hpp>
#endif

namespace vantage::bench {

#ifdef VANTAGE_DNNL
namespace {

// n x n x n multiply-adds a second, in billions, best of five.
double rate(dnnl::memory::data_type type, int64_t n) {
  using dnnl::memory;
  const dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  dnnl::stream stream(cpu);
  const memory::desc plain({n, n}, type, memory::format_tag::ab);
  const memory::desc packed({n, n}, type, memory::format_tag::any);
  const memory::desc sum({n, n}, memory::data_type::f32, memory::format_tag::ab);
#if DNNL_VERSION_MAJOR >= 3
  const dnnl::matmul::primitive_desc product(cpu, plain, packed, sum);
#else
  const dnnl::matmul::primitive_desc product(dnnl::matmul::desc(plain, packed, sum), cpu);
#endif
  const memory a(plain, cpu), b(product.weights_desc(), cpu), c(sum, cpu);
  const dnnl::matmul multiply(product);
  double best = 0;
  for (int i = 0; i < 6; ++i) {
    const double t = seconds([&] {
      multiply.execute(stream, {{DNNL_ARG_SRC, a}, {DNNL_ARG_WEIGHTS, b}, {DNNL_ARG_DST, c}});
      stream.wait();
    });
    best =
        std::max(best, static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(n) / t * 1e-9);
  }
  return best;
}

}  // namespace

Ceiling matrix_product() {
  const auto* v = dnnl::version();
  Ceiling c{0, 0, fmt::format("oneDNN {}.{}.{}", v->major, v->minor, v->patch)};
  try {
    c.fp32 = rate(dnnl::memory::data_type::f32, 2048);
    c.bf16 = rate(dnnl::memory::data_type::bf16, 2048);
  } catch (const dnnl::error&) {  // bf16 needs AVX-512
  }
  return c;
}
#else
Ceiling matrix_product() {
  return {};
}
#endif

}  // namespace vantage::bench
