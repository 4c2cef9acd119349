// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstring>
#include <opencv2/core/utility.hpp>
#include <vector>

#include "core/analysis/tsne_parts.hpp"

// Once for AVX2 and once for every processor, chosen when the program starts.
#if defined(__x86_64__) && defined(__linux__)
#define VANTAGE_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define VANTAGE_CLONES
#endif

namespace vantage::core::tsne_parts {
namespace {

// What compilers make of this is one AVX register or two of SSE. Each lane adds up every eighth point on
// both, so that the result is the same.
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));

float sum(const Lanes& v) {
  return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

// With w_ij = 1 / (1 + |y_i - y_j|^2): what pulls point i, what pushes it but for the division by the sum of
// all w, and i's part of that sum.
struct Forces {
  float pull_x, pull_y, push_x, push_y, w;
};

VANTAGE_CLONES
void add_up(const float* p, const float* x, const float* y, Eigen::Index i, Eigen::Index rows,
            Forces* result) {
  Lanes pull_x{}, pull_y{}, push_x{}, push_y{}, w_sum{};
  for (Eigen::Index j = 0; j < rows; j += kLanes) {
    Lanes pj, xj, yj;
    std::memcpy(&pj, p + j, sizeof pj);
    std::memcpy(&xj, x + j, sizeof xj);
    std::memcpy(&yj, y + j, sizeof yj);
    const Lanes dx = x[i] - xj, dy = y[i] - yj;
    const Lanes w = 1 / (1 + dx * dx + dy * dy), pw = pj * w, ww = w * w;
    pull_x += pw * dx;
    pull_y += pw * dy;
    push_x += ww * dx;
    push_y += ww * dy;
    w_sum += w;
  }
  *result = {sum(pull_x), sum(pull_y), sum(push_x), sum(push_y), sum(w_sum) - 1};  // 1 is the point's own w
}

}  // namespace

void gradient(const Eigen::MatrixXf& p, const Points& y, float exaggeration, Points& result) {
  const Eigen::Index n = p.cols(), rows = p.rows();
  // The points that fill up are so far away that nothing feels them.
  constexpr float kFar = 1e18f;
  Points padded = Points::Constant(rows, 2, kFar);
  padded.topRows(n) = y;
  std::vector<Forces> all(static_cast<size_t>(n));
  const auto rows_of = [&](const cv::Range& range) {
    for (int i = range.start; i < range.end; ++i)
      add_up(p.col(i).data(), padded.col(0).data(), padded.col(1).data(), i, rows,
             &all[static_cast<size_t>(i)]);
  };
  // Fewer pairs are done before another thread has woken up.
  constexpr double kPairs = 1 << 16;
  cv::parallel_for_(cv::Range(0, static_cast<int>(n)), rows_of,
                    std::ceil(static_cast<double>(n * n) / kPairs));
  double w_sum = 0;
  for (const Forces& f : all) w_sum += f.w;
  const auto scale = static_cast<float>(1 / w_sum);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Forces& f = all[static_cast<size_t>(i)];
    result(i, 0) = 4 * (exaggeration * f.pull_x - scale * f.push_x);
    result(i, 1) = 4 * (exaggeration * f.pull_y - scale * f.push_y);
  }
}

double divergence(const Eigen::MatrixXf& p, const Points& y) {
  double w_sum = 0, kl = 0;
  for (Eigen::Index i = 0; i < y.rows(); ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      const double dx = y(i, 0) - y(j, 0), dy = y(i, 1) - y(j, 1), w = 1 / (1 + dx * dx + dy * dy);
      w_sum += 2 * w;
      if (const double joint = p(j, i); joint > 0) kl += 2 * joint * std::log(joint / w);
    }
  }
  return kl + std::log(w_sum);
}

}  // namespace vantage::core::tsne_parts
